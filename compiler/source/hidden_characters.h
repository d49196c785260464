#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/diagnostics/findings.h"

namespace eligo {

/// Reports what a reader of a criteria file does not see as the compiler does: control characters, characters
/// that turn the order of others, invisible ones, and names in which letters of another script stand for
/// Latin ones.
void report_hidden_characters(std::uint32_t file, std::string_view source, Findings& findings);

}  // namespace eligo
