#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/units/unit.h"

namespace eligo::units {

/// Why a code is not UCUM.
struct GrammarError {
  std::string text;          ///< a full sentence
  std::string_view unknown;  ///< the part of the code that names no unit, if that is the reason
};

/// Longest code that is read, in bytes.
inline constexpr std::size_t max_length = 128;
/// Deepest nesting of parentheses.
inline constexpr int max_depth = 16;
/// Largest exponent on one unit, up or down.
inline constexpr int max_unit_exponent = 60;

/// Reads a code of the UCUM grammar, and nothing else. `Unit::code` is left empty.
std::optional<Unit> parse_ucum(std::string_view code, GrammarError& error);

}  // namespace eligo::units
