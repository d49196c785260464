#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace eligo::units {

/// How a unit of UCUM is defined.
enum class Kind : unsigned char {
  base,       ///< metre, gram, second, …
  ratio,      ///< `value` times `reference`
  arbitrary,  ///< comparable with no other unit, such as [IU]
  special,  ///< on a scale of its own: Cel, [pH], B, …; `value` and `reference` say where the scale starts
};

/// A row of UCUM, as published. Nothing in it is computed yet.
struct UnitRow {
  std::string_view code;
  std::string_view value;
  std::string_view reference;  ///< UCUM code of the unit that `value` counts
  Kind kind;
  bool is_metric;  ///< whether it takes prefixes
};

struct Prefix {
  std::string_view code;
  std::string_view value;
};

/// All units, sorted by code.
std::span<const UnitRow> rows();
/// All prefixes, sorted by code.
std::span<const Prefix> prefixes();

/// The unit of exactly this code, or null.
const UnitRow* find_row(std::string_view code);
/// The prefix of exactly this code, or null.
const Prefix* find_prefix(std::string_view code);

}  // namespace eligo::units
