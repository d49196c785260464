#pragma once

#include <compare>
#include <cstdint>
#include <numeric>
#include <string>

namespace eligo::oracle {

/// A fraction. The generated numbers are small, so that 64 bits hold all that comes of them. (boost::rational
/// of Debian 12 does not compare with whole numbers under C++20.)
class Number {
 public:
  constexpr Number(std::int64_t whole = 0) : numerator_(whole) {}  // NOLINT(google-explicit-constructor)
  constexpr Number(std::int64_t numerator, std::int64_t denominator)
      : numerator_(denominator < 0 ? -numerator : numerator),
        denominator_(denominator < 0 ? -denominator : denominator) {
    const std::int64_t common = std::gcd(numerator_, denominator_);
    numerator_ /= common;
    denominator_ /= common;
  }

  [[nodiscard]] constexpr std::int64_t numerator() const { return numerator_; }
  [[nodiscard]] constexpr std::int64_t denominator() const { return denominator_; }

  friend constexpr Number operator+(Number a, Number b) {
    return {a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_, a.denominator_ * b.denominator_};
  }
  friend constexpr Number operator-(Number a) { return {-a.numerator_, a.denominator_}; }
  friend constexpr Number operator-(Number a, Number b) { return a + -b; }
  friend constexpr Number operator*(Number a, Number b) {
    return {a.numerator_ * b.numerator_, a.denominator_ * b.denominator_};
  }
  /// `b` is not 0.
  friend constexpr Number operator/(Number a, Number b) {
    return {a.numerator_ * b.denominator_, a.denominator_ * b.numerator_};
  }
  friend constexpr bool operator==(Number a, Number b) = default;
  friend constexpr std::strong_ordering operator<=>(Number a, Number b) {
    return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
  }

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

/// As a decimal; the denominator divides a power of ten.
std::string decimal(Number number);

enum class Comparison : std::uint8_t { less, less_or_equal, equal, not_equal, greater_or_equal, greater };

std::string sign(Comparison comparison);
bool holds(Number a, Comparison comparison, Number b);

}  // namespace eligo::oracle
