#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

/// An exact rational number. Decimals, conversion factors and fractions such as 20/3 are never rounded, so
/// that 5 x 40 U/L against 200 U/L is equal. Small values (64-bit numerator and denominator) are computed in
/// place; larger ones move to arbitrary precision, unseen by the caller.
class Number {
 public:
  Number() = default;
  Number(std::int64_t whole) : numerator_(whole) {}  // NOLINT(google-explicit-constructor)
  template <std::floating_point Float>
  Number(Float) = delete;  // it would be cut to a whole number: say `from_double`

  /// `numerator` / `denominator`, reduced. The denominator must not be zero.
  static Number fraction(std::int64_t numerator, std::int64_t denominator);

  /// Most digits that a literal may have, before and after the point together.
  static constexpr int max_digits = 60;
  /// Largest power of ten, up or down, that a literal may have.
  static constexpr int max_exponent = 60;

  /// Reads a decimal such as `-12.50` or `6.022e23`, exactly. Empty if it is no number or passes a limit
  /// above.
  static std::optional<Number> parse(std::string_view text);

  /// For programs: the value exactly, as a whole number or a fraction in lowest terms: `-5`, `20/3`.
  [[nodiscard]] std::string exact_text() const;
  /// Most digits that numerator and denominator of an exact text may have.
  static constexpr std::size_t max_exact_digits = 1300;
  /// Reads what `exact_text` gives. Empty for anything else, another spelling of the same value included, and
  /// beyond the limit above.
  static std::optional<Number> parse_exact(std::string_view text);

  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// Exact quotient. `b` must not be zero.
  friend Number operator/(const Number& a, const Number& b);
  Number operator-() const;
  friend bool operator==(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend std::optional<Number> power(const Number& base, const Number& exponent);

  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_zero() const { return sign() == 0; }
  [[nodiscard]] bool is_whole() const;
  /// The whole number, if it is one and fits.
  [[nodiscard]] std::optional<std::int64_t> whole() const;

  /// Nearest double.
  [[nodiscard]] double to_double() const;
  /// A double rounded to 12 significant decimal digits, then taken exactly: the rule for every formula that
  /// needs floating point, so that its answer at a boundary is the same on every machine. Zero if it is not
  /// finite.
  static Number from_double(double value);

  /// For people: a decimal rounded to `significant` digits, but never short of the point, if it does not end
  /// (`0.333333`); else all its digits (`200`, `0.0625`). In exponent form from 10^15 only.
  [[nodiscard]] std::string text(int significant = 6) const;

 private:
  struct Big;
  struct Arithmetic;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;  // set when the value does not fit the two words above
};

/// `base` to the power `exponent`. Exact for a whole exponent within ±64; else by `from_double`. Empty where
/// it is not a real number (0 to a negative power, a negative base to a fraction) or out of range: beyond a
/// double, or more than a thousand digits long.
std::optional<Number> power(const Number& base, const Number& exponent);

}  // namespace eligo
