#pragma once

#include <span>
#include <string>
#include <string_view>

namespace eligo::units {

/// A customary clinical spelling and the one UCUM code that it means.
struct Spelling {
  std::string_view text;
  std::string_view code;
};

/// Spellings that count as a whole unit only, sorted: `K/uL` is a thousand per microlitre, though K alone is
/// kelvin.
std::span<const Spelling> whole_spellings();
/// Spellings of one factor of a unit, sorted: `IU` in `IU/mL`.
std::span<const Spelling> factor_spellings();

/// Writes customary spellings in UCUM. A text that is no customary spelling stays as it is, so a UCUM code
/// stays itself.
std::string to_ucum(std::string_view text);

}  // namespace eligo::units
