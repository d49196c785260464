// Ranges: numbers of which the data leave open which one they are.
//
// A laboratory that reports `<40 U/L` gives a result below 40 and no more. The runtime keeps the whole
// interval and computes with it, so that a rule is decided wherever every value of the interval agrees, and
// open wherever two values disagree:
//
//     const Range alt = Range::below(40);                              // `<40 U/L`
//     compare(alt, Comparison::less, Range::exactly(50));              // holds: every value below 40 is
//     below 50 compare(alt, Comparison::less, Range::exactly(30));              // may hold and may fail
//     compare(scaled(alt, 2), Comparison::greater, Range::exactly(90));  // fails: 2 x ALT stays below 80
//
// A known value is the interval from itself to itself, so that no operation needs a case of its own for it.
// Ends are exact rationals (number.h) and are open (`<40`), closed (`<=40`) or missing. Each operation gives
// the narrowest interval that holds every possible result and takes its operands as independent of each
// other: `x - x` of a range is not zero. runtime/evaluate/linear.h therefore collects equal queries before it
// computes, and runtime/completions decides the rest case by case.
//
// range.cpp computes the ends: of a product the least and greatest of the four products of ends, of a
// quotient likewise unless the divisor may be zero, of a comparison the order of the ends that face each
// other.
#pragma once

#include <optional>

#include "runtime/values/number.h"
#include "runtime/values/truth.h"

namespace eligo {

/// The values a quantity may have: an interval, each end open, closed or missing (unbounded). A known value
/// is the closed interval of one number. Never empty.
struct Range {
  struct End {
    Number value;
    bool open = false;
    friend bool operator==(const End&, const End&) = default;
  };
  std::optional<End> low;   ///< empty: unbounded
  std::optional<End> high;  ///< empty: unbounded

  static Range anything() { return {}; }
  static Range exactly(const Number& value) { return {End{value}, End{value}}; }
  static Range between(const Number& low, const Number& high) { return {End{low}, End{high}}; }
  static Range at_least(const Number& low) { return {End{low}, std::nullopt}; }
  static Range at_most(const Number& high) { return {std::nullopt, End{high}}; }
  static Range above(const Number& low) { return {End{low, true}, std::nullopt}; }
  static Range below(const Number& high) { return {std::nullopt, End{high, true}}; }

  [[nodiscard]] bool is_exact() const { return low && high && low->value == high->value; }
  [[nodiscard]] bool is_anything() const { return !low && !high; }
  friend bool operator==(const Range&, const Range&) = default;
};

enum class Comparison : std::uint8_t { less, less_or_equal, equal, not_equal, greater_or_equal, greater };

/// Whether the comparison holds for all, none or some pairs of values of the two ranges.
Truth compare(const Range& a, Comparison comparison, const Range& b);

Range operator+(const Range& a, const Range& b);
Range operator-(const Range& a, const Range& b);
Range operator*(const Range& a, const Range& b);
/// Unbounded where the divisor may be zero.
Range operator/(const Range& a, const Range& b);
/// Exact or, for fractional exponents, by the rule of `Number::from_double`; unbounded where it may not be
/// defined.
Range power(const Range& base, const Range& exponent);
Range smaller(const Range& a, const Range& b);
Range larger(const Range& a, const Range& b);
/// The smallest range that holds both: two cases of which it is open which one is real.
Range hull(const Range& a, const Range& b);
/// The values that are in both. Empty if there are none.
std::optional<Range> in_both(const Range& a, const Range& b);
/// value * factor + offset, for every value.
Range scaled(const Range& a, const Number& factor, const Number& offset = 0);

}  // namespace eligo
