// Units: read from text, compared by dimension, converted exactly.
//
// A unit is a factor to base units and a dimension, the exponents of the base quantities:
//
//     const auto mg_dl = parse_unit("mg/dL");       // 10 g/m3: mass^1 length^-3
//     const auto umol_l = parse_unit("umol/L");     // substance^1 length^-3
//     convert(*mg_dl, *parse_unit("g/L"));          // factor 1/100
//     convert(*mg_dl, *umol_l);                     // none: mass is not substance …
//     convert(*mg_dl, *umol_l, *Number::parse("113.12")); // … without the molar mass of creatinine, 113.12
//     g/mol
//
// Reading goes in three steps. customary.h rewrites the spellings of clinics (`mcg`, `10^9/L`, `weeks`) as
// UCUM codes; grammar.h reads the code from left to right, factor by factor; table.h finds each atom and
// prefix in ucum_table.inc, which make_table.py generates from UCUM's own table. A text that is no unit gives
// an error with near spellings (suggest.h). Factors are exact rationals, so that a limit in one unit and a
// result in another never differ by rounding.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/values/number.h"

namespace eligo {

/// Exponents of the base quantities of UCUM, with amount of substance kept apart (UCUM counts a mole as a
/// pure number; here mass against substance needs the molar mass), and of at most one arbitrary unit such as
/// the international unit. A special scale such as [pH] and a microscope field count as arbitrary units too.
struct Dimension {
  enum Base : std::uint8_t {
    length,
    time,
    mass,
    angle,
    temperature,
    charge,
    luminosity,
    substance,
    base_count
  };
  std::array<std::int8_t, base_count> exponent{};
  std::uint16_t arbitrary = 0;  ///< 0, or one more than the index of the arbitrary unit in the UCUM table
  std::int8_t arbitrary_exponent = 0;  ///< its exponent

  /// Stands in `arbitrary` for a product that has no dimension here: two different arbitrary units, or an
  /// exponent beyond a byte. Nothing converts into it.
  static constexpr std::uint16_t impossible = 0xFFFF;

  [[nodiscard]] bool is_possible() const { return arbitrary != impossible; }
  [[nodiscard]] bool is_number() const { return *this == Dimension{}; }
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// The dimension of a product. See `Dimension::impossible`.
Dimension operator*(const Dimension& a, const Dimension& b);
/// The dimension of a quotient. See `Dimension::impossible`.
Dimension operator/(const Dimension& a, const Dimension& b);

/// A unit: value in base units = (value + offset) * factor. Offset is zero but for Cel, [degF] and the like.
/// Units on a logarithmic or other special scale have `is_scale` set and convert only into themselves.
struct Unit {
  Number factor = 1;
  Number offset = 0;
  Dimension dimension;
  bool is_scale = false;
  std::string
      code;  ///< the UCUM code, customary spellings mapped (`10^9/L` → `10*9/L`, `mm3` → `mm3`, `mcg` → `ug`)

  friend bool operator==(const Unit& a, const Unit& b) {
    return a.factor == b.factor && a.offset == b.offset && a.dimension == b.dimension &&
           a.is_scale == b.is_scale && (!a.is_scale || a.code == b.code);
  }
};

/// Why a unit could not be read, and the units that may have been meant.
struct UnitError {
  std::string text;                      ///< a full sentence in an author's words
  std::vector<std::string> suggestions;  ///< near spellings that are units, best first, at most three
};

/// Reads a UCUM code (case-sensitive) or a customary clinical spelling (`IU/mL`, `mm3`, `mcg`, `K/uL`,
/// `10^9/L`, `mg/day`, `weeks`, `GPL`, `mmHg`, `g/24h`, `mL/min/1.73 m2`, …). `error` may be null.
std::optional<Unit> parse_unit(std::string_view text, UnitError* error = nullptr);

/// value in `to` = value in `from` * factor + offset.
struct Conversion {
  Number factor = 1;
  Number offset = 0;
};

/// The exact conversion, if there is one. Where one side counts mass and the other substance, `molar_mass`
/// (g/mol) bridges them; without it there is none. Arbitrary units convert into themselves only.
std::optional<Conversion> convert(const Unit& from, const Unit& to,
                                  const std::optional<Number>& molar_mass = std::nullopt);

/// The name of a dimension among people: `mass concentration`, `volume`, `time`, …; else its base units
/// (`g.m-3`).
std::string dimension_name(const Dimension& dimension);

}  // namespace eligo
