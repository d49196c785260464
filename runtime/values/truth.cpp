#include "runtime/values/truth.h"

#include <array>

namespace eligo {
namespace {

constexpr std::array<std::uint8_t, 3> each_outcome{Truth::can_hold, Truth::can_fail,
                                                   Truth::can_be_inapplicable};

/// The outcomes of all pairs, one of each set.
template <typename Combine>
Truth pairwise(Truth a, Truth b, Combine combine) {
  unsigned outcomes = 0;
  for (const std::uint8_t x : each_outcome) {
    for (const std::uint8_t y : each_outcome) {
      if ((a.outcomes() & x) != 0 && (b.outcomes() & y) != 0) outcomes |= combine(x, y);
    }
  }
  return Truth(static_cast<std::uint8_t>(outcomes));
}

/// Inapplicable is neutral; else `strong` wins.
Truth joined(Truth a, Truth b, std::uint8_t strong) {
  return pairwise(a, b, [strong](std::uint8_t x, std::uint8_t y) -> unsigned {
    if (x == Truth::can_be_inapplicable) return y;
    if (y == Truth::can_be_inapplicable) return x;
    return x == strong ? x : y;
  });
}

}  // namespace

Truth both(Truth a, Truth b) { return joined(a, b, Truth::can_fail); }

Truth one_of(Truth a, Truth b) { return joined(a, b, Truth::can_hold); }

Truth unless(Truth rule, Truth exception) {
  const Truth applying(static_cast<std::uint8_t>(rule.outcomes() & (Truth::can_hold | Truth::can_fail)));
  const Truth result = applying == Truth::none() ? applying : both(applying, negate(exception));
  return rule.may_be_inapplicable() ? either(result, Truth::inapplicable()) : result;
}

Truth only_where(Truth applies, Truth requirement) {
  return pairwise(applies, requirement, [](std::uint8_t x, std::uint8_t y) -> unsigned {
    return x == Truth::can_hold ? y : Truth::can_be_inapplicable;
  });
}

}  // namespace eligo
