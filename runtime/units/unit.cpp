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

}  // namespace

Dimension operator*(const Dimension& a, const Dimension& b) { return combine(a, b, 1); }
Dimension operator/(const Dimension& a, const Dimension& b) { return combine(a, b, -1); }

std::optional<Conversion> convert(const Unit& from, const Unit& to, const std::optional<Number>& molar_mass) {
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

}  // namespace eligo
