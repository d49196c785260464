#include "runtime/values/range.h"

#include <algorithm>
#include <array>

namespace eligo {
namespace {

using End = Range::End;
using MaybeEnd = std::optional<End>;

/// Whether some value of `a` lies below some value of `b`.
bool may_be_below(const Range& a, const Range& b) {
  return !a.low || !b.high || a.low->value < b.high->value;
}

/// Whether some value of `a` lies below or at some value of `b`.
bool may_not_exceed(const Range& a, const Range& b) {
  if (!a.low || !b.high) return true;
  if (a.low->value == b.high->value) return !a.low->open && !b.high->open;
  return a.low->value < b.high->value;
}

Truth possible(bool may_hold, bool may_fail) {
  return Truth(
      static_cast<std::uint8_t>((may_hold ? Truth::can_hold : 0) | (may_fail ? Truth::can_fail : 0)));
}

Truth less(const Range& a, const Range& b) { return possible(may_be_below(a, b), may_not_exceed(b, a)); }

Truth equal(const Range& a, const Range& b) {
  return possible(may_not_exceed(a, b) && may_not_exceed(b, a), may_be_below(a, b) || may_be_below(b, a));
}

/// The lower of two lower ends; at one value the closed one lies lower.
MaybeEnd lower_start(const MaybeEnd& a, const MaybeEnd& b) {
  if (!a || !b) return std::nullopt;
  if (a->value == b->value) return End{a->value, a->open && b->open};
  return a->value < b->value ? a : b;
}

/// The higher of two upper ends; at one value the closed one lies higher.
MaybeEnd higher_stop(const MaybeEnd& a, const MaybeEnd& b) {
  if (!a || !b) return std::nullopt;
  if (a->value == b->value) return End{a->value, a->open && b->open};
  return a->value > b->value ? a : b;
}

/// The lower of two upper ends, a missing one being the highest; at one value the open one lies lower.
MaybeEnd lower_stop(const MaybeEnd& a, const MaybeEnd& b) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return End{a->value, a->open || b->open};
  return a->value < b->value ? a : b;
}

MaybeEnd higher_start(const MaybeEnd& a, const MaybeEnd& b) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return End{a->value, a->open || b->open};
  return a->value > b->value ? a : b;
}

MaybeEnd mapped(const MaybeEnd& a, const Number& factor, const Number& offset) {
  if (!a) return std::nullopt;
  return End{a->value * factor + offset, a->open};
}

Range negated(const Range& a) { return scaled(a, -1); }

/// An end of an interval as a point of the extended line.
struct Corner {
  int infinity = 0;  // -1, 1; 0: `end` counts
  End end;
};

Corner start_of(const Range& a) { return a.low ? Corner{0, *a.low} : Corner{-1, {}}; }
Corner stop_of(const Range& a) { return a.high ? Corner{0, *a.high} : Corner{1, {}}; }
int sign_of(const Corner& a) { return a.infinity != 0 ? a.infinity : a.end.value.sign(); }

/// A zero beats an unbounded end, and a zero that is reached makes the product reached, whatever the other
/// end is.
Corner product(const Corner& a, const Corner& b) {
  const int sign = sign_of(a) * sign_of(b);
  if (sign == 0) {
    const bool reached = (sign_of(a) == 0 && !a.end.open) || (sign_of(b) == 0 && !b.end.open);
    return {0, {0, !reached}};
  }
  if (a.infinity != 0 || b.infinity != 0) return {sign, {}};
  return {0, {a.end.value * b.end.value, a.end.open || b.end.open}};
}

/// 1 / a, of a range without zero in it.
Range reciprocal(const Range& a) {
  const auto turned = [](const MaybeEnd& end) -> MaybeEnd {
    if (!end) return End{0, true};
    if (end->value.is_zero()) return std::nullopt;
    return End{Number(1) / end->value, end->open};
  };
  return {turned(a.high), turned(a.low)};
}

bool may_be_zero(const Range& a) { return equal(a, Range::exactly(0)).may_hold(); }

/// The distance from zero.
Range magnitude(const Range& a) {
  if (a.low && a.low->value.sign() >= 0) return a;
  if (a.high && a.high->value.sign() <= 0) return negated(a);
  return {End{0}, higher_stop(negated(a).high, a.high)};
}

Range positive_power(const Range& base, std::int64_t exponent) {
  const auto raised = [exponent](const MaybeEnd& end) -> MaybeEnd {
    const auto result = end ? power(end->value, exponent) : std::nullopt;
    if (!result) return std::nullopt;
    return End{*result, end->open};
  };
  const Range from = exponent % 2 == 0 ? magnitude(base) : base;
  return {raised(from.low), raised(from.high)};
}

Range whole_power(const Range& base, std::int64_t exponent) {
  if (exponent == 0) return Range::exactly(1);
  if (exponent > 0) return positive_power(base, exponent);
  return Range::exactly(1) / positive_power(base, -exponent);
}

/// A power of a positive range is monotone in both, so its ends lie among four corners. They are rounded, so
/// closed.
Range real_power(const Range& base, const Range& exponent) {
  const int sign = base.low ? base.low->value.sign() : -1;
  const bool is_defined = sign > 0 || (sign == 0 && exponent.low && exponent.low->value.sign() > 0);
  if (!is_defined) return Range::anything();
  if (!base.high || !exponent.low || !exponent.high) return Range::at_least(0);
  std::optional<Range> result;
  for (const Number* x : {&base.low->value, &base.high->value}) {
    for (const Number* y : {&exponent.low->value, &exponent.high->value}) {
      const auto corner = power(*x, *y);
      if (!corner) return Range::at_least(0);
      result = result ? hull(*result, Range::exactly(*corner)) : Range::exactly(*corner);
    }
  }
  return *result;
}

}  // namespace

Truth compare(const Range& a, Comparison comparison, const Range& b) {
  switch (comparison) {
    case Comparison::less: return less(a, b);
    case Comparison::less_or_equal: return negate(less(b, a));
    case Comparison::greater: return less(b, a);
    case Comparison::greater_or_equal: return negate(less(a, b));
    case Comparison::equal: return equal(a, b);
    case Comparison::not_equal: return negate(equal(a, b));
  }
  return Truth::unknown();
}

Range operator+(const Range& a, const Range& b) {
  const auto sum = [](const MaybeEnd& x, const MaybeEnd& y) -> MaybeEnd {
    if (!x || !y) return std::nullopt;
    return End{x->value + y->value, x->open || y->open};
  };
  return {sum(a.low, b.low), sum(a.high, b.high)};
}

Range operator-(const Range& a, const Range& b) { return a + negated(b); }

Range operator*(const Range& a, const Range& b) {
  if (a.is_exact() && b.is_exact()) return Range::exactly(a.low->value * b.low->value);
  const std::array<Corner, 4> corners{product(start_of(a), start_of(b)), product(start_of(a), stop_of(b)),
                                      product(stop_of(a), start_of(b)), product(stop_of(a), stop_of(b))};
  std::optional<Range> reached;  // the hull of the finite corners
  bool is_bounded_below = true;
  bool is_bounded_above = true;
  for (const Corner& corner : corners) {
    is_bounded_below &= corner.infinity >= 0;
    is_bounded_above &= corner.infinity <= 0;
    if (corner.infinity != 0) continue;
    const Range point{corner.end, corner.end};
    reached = reached ? hull(*reached, point) : point;
  }
  if (!reached) return Range::anything();
  if (!is_bounded_below) reached->low = std::nullopt;
  if (!is_bounded_above) reached->high = std::nullopt;
  return *reached;
}

Range operator/(const Range& a, const Range& b) {
  if (may_be_zero(b)) return Range::anything();
  return a * reciprocal(b);
}

Range power(const Range& base, const Range& exponent) {
  static constexpr std::int64_t largest_exact = 64;
  if (exponent.is_exact()) {
    const auto whole = exponent.low->value.whole();
    if (whole && *whole >= -largest_exact && *whole <= largest_exact) return whole_power(base, *whole);
    if (base.is_exact()) {
      const auto result = power(base.low->value, exponent.low->value);
      return result ? Range::exactly(*result) : Range::anything();
    }
  }
  return real_power(base, exponent);
}

Range smaller(const Range& a, const Range& b) {
  return {lower_start(a.low, b.low), lower_stop(a.high, b.high)};
}

Range larger(const Range& a, const Range& b) {
  return {higher_start(a.low, b.low), higher_stop(a.high, b.high)};
}

Range hull(const Range& a, const Range& b) {
  return {lower_start(a.low, b.low), higher_stop(a.high, b.high)};
}

std::optional<Range> in_both(const Range& a, const Range& b) {
  if (compare(a, Comparison::equal, b).is_failing()) return std::nullopt;
  return Range{higher_start(a.low, b.low), lower_stop(a.high, b.high)};
}

Range scaled(const Range& a, const Number& factor, const Number& offset) {
  if (factor.is_zero()) return Range::exactly(offset);
  Range result{mapped(a.low, factor, offset), mapped(a.high, factor, offset)};
  if (factor.sign() < 0) std::swap(result.low, result.high);
  return result;
}

}  // namespace eligo
