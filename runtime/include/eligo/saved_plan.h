#pragma once

#include <string>
#include <string_view>

#include "eligo/export.h"
#include "eligo/protocol.h"
#include "eligo/result.h"

/// A compiled protocol as a file: written by `eligo compile`, read by the runtime alone.
namespace eligo {
inline namespace v1 {

/// The bytes of a saved plan. They are the same on every machine. Error: `out-of-memory`.
ELIGO_API Result<std::string> save_protocol(const Protocol& protocol) noexcept;

/// Reads the bytes of a saved plan. A damaged, truncated, foreign or newer file is an error; and
/// `out-of-memory`.
ELIGO_API Result<Protocol> load_protocol(std::string_view bytes) noexcept;

/// Reads a saved plan from a file. Further error: `file-unreadable`.
ELIGO_API Result<Protocol> load_protocol_file(const std::string& path) noexcept;

}  // namespace v1
}  // namespace eligo
