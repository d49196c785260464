#pragma once

#include <optional>
#include <string>

#include "eligo/compile.h"
#include "eligo/export.h"

/// What an amendment changes, in meaning and for whom.
namespace eligo {
inline namespace v1 {

/// One version of a protocol: a file, or a text for which `path` stands in diagnostics.
struct ProtocolVersion {
  std::string path;
  std::optional<std::string> text;
};

struct ComparedProtocols {
  CompiledProtocol old;
  CompiledProtocol now;
  /// What `eligo diff --format json` prints, without the patients; empty if a version has an error.
  std::string json;
  bool changes_meaning = false;  ///< a patient may be answered otherwise, or that is not decided
};

/// Compiles both versions and compares them. Where memory runs out, or a host's loader throws, `old` says so
/// and there is no `json`.
ELIGO_API ComparedProtocols compare_protocols(const ProtocolVersion& old, const ProtocolVersion& now,
                                              const CompileRequest& request = {}) noexcept;

}  // namespace v1
}  // namespace eligo
