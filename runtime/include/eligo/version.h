#pragma once

#include <string_view>

#include "eligo/export.h"

namespace eligo {
inline namespace v1 {

/// The program's version: `0.1.0`.
ELIGO_API std::string_view program_version() noexcept;

/// The version of the language that protocols are written in; it rises where a protocol may change its
/// meaning.
ELIGO_API int language_version() noexcept;

}  // namespace v1
}  // namespace eligo
