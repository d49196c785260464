#include "runtime/units/unit.h"

#include <cstddef>
#include <limits>

namespace eligo {

namespace {

Dimension impossible() {
  Dimension dimension;
  dimension.arbitrary = Dimension::impossible;
  return dimension;
}

/// a * b^sign.
Dimension combine(const Dimension& a, const Dimension& b, int sign) {
  if (!a.is_possible() || !b.is_possible()) return impossible();
  if (a.arbitrary != 0 && b.arbitrary != 0 && a.arbitrary != b.arbitrary) return impossible();

  bool fits = true;
  const auto sum = [&](std::int8_t left, std::int8_t right) {
    const int total = left + sign * right;
    fits = fits && total >= std::numeric_limits<std::int8_t>::min() &&
           total <= std::numeric_limits<std::int8_t>::max();
    return static_cast<std::int8_t>(total);
  };
  Dimension result;
  for (std::size_t i = 0; i < result.exponent.size(); ++i)
    result.exponent[i] = sum(a.exponent[i], b.exponent[i]);
  result.arbitrary_exponent = sum(a.arbitrary_exponent, b.arbitrary_exponent);
  if (result.arbitrary_exponent != 0) result.arbitrary = a.arbitrary != 0 ? a.arbitrary : b.arbitrary;
  return fits ? result : impossible();
}

/// The factor of a value in base units to get from one dimension to the other. Empty if there is no
/// way.
std::optional<Number> bridge(const Dimension& from, const Dimension& to,
                             const std::optional<Number>& molar_mass) {
  if (!from.is_possible() || !to.is_possible()) return std::nullopt;
  if (from == to) return Number(1);
  if (!molar_mass || molar_mass->sign() <= 0) return std::nullopt;
  Dimension mass_per_substance;
  mass_per_substance.exponent[Dimension::mass] = 1;
  mass_per_substance.exponent[Dimension::substance] = -1;
  if (from * mass_per_substance == to) return *molar_mass;
  if (from / mass_per_substance == to) return Number(1) / *molar_mass;
  return std::nullopt;
}

/// Whether the two are of one kind of quantity. Across the molar mass a proportion changes its name: mg/mmol
/// of creatinine is g/g.
bool are_alike(const Unit& from, const Unit& to) {
  if (from.kind.is_computed || to.kind.is_computed) return true;
  const bool is_across = from.dimension != to.dimension;
  return from.kind.annotation == to.kind.annotation &&
         (is_across || from.kind.proportion == to.kind.proportion);
}

/// An activity in place of what it is counted in: moles per time, or arbitrary units.
struct Activity {
  Dimension rest;  ///< what it is per: volume, mass
  Number factor;   ///< of the unit, in U or arbitrary units
};

std::optional<Activity> activity(const Unit& unit) {
  if (unit.is_scale || !unit.offset.is_zero() || !unit.dimension.is_possible()) return std::nullopt;
  if (unit.dimension.arbitrary != 0) {
    if (unit.dimension.arbitrary_exponent != 1) return std::nullopt;
    Dimension rest = unit.dimension;
    rest.arbitrary = 0;
    rest.arbitrary_exponent = 0;
    return Activity{rest, unit.factor};
  }
  static const Unit enzyme_unit = *parse_unit("U");
  if (unit.dimension.exponent[Dimension::substance] != 1 || unit.dimension.exponent[Dimension::time] != -1)
    return std::nullopt;
  return Activity{unit.dimension / enzyme_unit.dimension, unit.factor / enzyme_unit.factor};
}

}  // namespace

Dimension operator*(const Dimension& a, const Dimension& b) { return combine(a, b, 1); }
Dimension operator/(const Dimension& a, const Dimension& b) { return combine(a, b, -1); }

std::optional<Conversion> convert(const Unit& from, const Unit& to, const std::optional<Number>& molar_mass) {
  return are_alike(from, to) ? convert_by_dimension(from, to, molar_mass) : std::nullopt;
}

std::optional<Conversion> convert_by_dimension(const Unit& from, const Unit& to,
                                               const std::optional<Number>& molar_mass) {
  if (from.is_scale || to.is_scale) {
    // The dimension of a scale is its own, so this tells B from [pH]; the factor tells B from dB.
    const bool same =
        from.is_scale && to.is_scale && from.dimension == to.dimension && from.factor == to.factor;
    return same ? std::optional(Conversion{}) : std::nullopt;
  }
  const std::optional<Number> scale = bridge(from.dimension, to.dimension, molar_mass);
  if (!scale) return std::nullopt;
  const Number factor = from.factor * *scale / to.factor;
  return Conversion{factor, from.offset * factor - to.offset};
}

Conversion chained(const Conversion& first, const Conversion& second) {
  return {first.factor * second.factor, first.offset * second.factor + second.offset};
}

std::optional<Conversion> convert_by_activity(const Unit& from, const Unit& to) {
  const auto here = activity(from);
  const auto there = activity(to);
  if (!here || !there || here->rest != there->rest) return std::nullopt;
  return Conversion{here->factor / there->factor, 0};
}

}  // namespace eligo
