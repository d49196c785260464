#include "runtime/values/number.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "runtime/values/ascii.h"

// Whole numbers of any size; up to 256 bits are held without allocation.
using Backend = boost::multiprecision::cpp_int_backend<256>;

/// Every operation on them gives a value, not an expression to be evaluated later.
template <>
struct boost::multiprecision::expression_template_default<Backend> {
  static constexpr expression_template_option value = et_off;
};

namespace eligo {

namespace {

using Integer = boost::multiprecision::number<Backend>;
using Rational = boost::multiprecision::number<boost::multiprecision::rational_adaptor<Backend>>;

__extension__ using Wide = __int128;  // holds any product of two 64-bit words, and the sum of two products

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr int exact_power_limit = 64;
constexpr unsigned exact_power_bits = 4096;  // an exact power longer than this is out of range
constexpr std::size_t plain_digits = 15;  // a value of more digits before the point is shown in exponent form

bool fits(Wide value) { return value >= least && value <= most; }

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// Greatest common divisor of a denominator with any word. At most `denominator`, so it is an int64 itself.
std::int64_t common(std::int64_t denominator, std::int64_t other) {
  if (denominator == 1 || other == 1) return 1;
  return static_cast<std::int64_t>(std::gcd(static_cast<std::uint64_t>(denominator), magnitude(other)));
}

Integer power_of(unsigned base, unsigned exponent) {
  return boost::multiprecision::pow(Integer(base), exponent);
}

}  // namespace

struct Number::Big {
  Rational value;
};

/// The parts of the operators. A value is kept in the two words whenever it fits them, and never in
/// `big_` then: so equal values have one form only.
struct Number::Arithmetic {
  static Number small(std::int64_t numerator, std::int64_t denominator) {
    Number number(numerator);
    number.denominator_ = denominator;
    return number;
  }

  static Number narrow(Rational value) {
    const Integer numerator = boost::multiprecision::numerator(value);
    const Integer denominator = boost::multiprecision::denominator(value);
    if (numerator >= least && numerator <= most && denominator <= most) {
      return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    }
    Number number;
    number.big_ = std::make_shared<const Big>(Big{std::move(value)});
    return number;
  }

  /// A fraction in lowest terms with a denominator above zero.
  static Number reduced(Wide numerator, Wide denominator) {
    if (fits(numerator) && denominator <= most) {
      return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    }
    return narrow(Rational(Integer(numerator), Integer(denominator)));
  }

  static Rational widen(const Number& number) {
    return number.big_ ? number.big_->value : Rational(number.numerator_, number.denominator_);
  }

  static bool both_small(const Number& a, const Number& b) { return !a.big_ && !b.big_; }

  /// a + sign * b, for small a and b. Only common factors of the denominators can be cancelled from the sum.
  static Number sum(const Number& a, const Number& b, int sign) {
    const std::int64_t shared = common(a.denominator_, b.denominator_);
    const std::int64_t a_scale = b.denominator_ / shared;
    const std::int64_t b_scale = a.denominator_ / shared;
    const Wide numerator = Wide{a.numerator_} * a_scale + Wide{b.numerator_} * b_scale * sign;
    if (shared == 1) return reduced(numerator, Wide{a.denominator_} * b.denominator_);
    const std::int64_t cancel = common(shared, static_cast<std::int64_t>(numerator % shared));
    return reduced(numerator / cancel, Wide{b_scale} * (b.denominator_ / cancel));
  }

  /// (a / b) * (c / d) of fractions in lowest terms: cancelling crosswise first leaves lowest terms.
  static Number product(const Number& a, const Number& b) {
    const std::int64_t left = common(b.denominator_, a.numerator_);
    const std::int64_t right = common(a.denominator_, b.numerator_);
    return reduced(Wide{a.numerator_ / left} * (b.numerator_ / right),
                   Wide{a.denominator_ / right} * (b.denominator_ / left));
  }

  /// `digits` * 10^`exponent`, for any exponent.
  static Number scaled(const Integer& digits, int exponent) {
    const Integer scale = power_of(10, static_cast<unsigned>(std::abs(exponent)));
    return narrow(exponent < 0 ? Rational(digits, scale) : Rational(digits * scale));
  }

  /// Reads a decimal; the caller sets the limits, so that a double of any size can be taken too.
  static std::optional<Number> parse(std::string_view text, int digit_limit, int exponent_limit);

  static std::optional<Number> exact_power(const Number& base, int exponent);
};

namespace {

/// Takes the leading digits off `text`.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// The whole number that decimal digits spell, taken a word at a time.
Integer whole_of(std::string_view digits) {
  constexpr std::size_t word_digits = 18;
  Integer result = 0;
  while (!digits.empty()) {
    const std::string_view some = digits.substr(0, word_digits);
    std::int64_t word = 0;
    std::from_chars(some.data(), some.data() + some.size(), word);
    result = result * power_of(10, static_cast<unsigned>(some.size())) + word;
    digits.remove_prefix(some.size());
  }
  return result;
}

/// Takes a leading sign off `text`: true for a minus.
bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  const bool minus = text.front() == '-';
  text.remove_prefix(1);
  return minus;
}

/// The `e23` of a decimal, 0 if there is none. Takes all of `text`, or is empty.
std::optional<int> exponent_of(std::string_view text, int limit) {
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool minus = take_sign(text);
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  int exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc() || end != text.data() + text.size() || exponent > limit) return std::nullopt;
  return minus ? -exponent : exponent;
}

}  // namespace

std::optional<Number> Number::Arithmetic::parse(std::string_view text, int digit_limit, int exponent_limit) {
  constexpr int word_digits = 18;  // as many as always fit an int64
  static constexpr auto powers = [] {
    std::array<std::int64_t, word_digits + 1> table{1};
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
    return table;
  }();

  const bool minus = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
  }
  const auto digit_count = whole.size() + fraction.size();
  if (digit_count == 0 || digit_count > static_cast<std::size_t>(digit_limit)) return std::nullopt;
  const std::optional<int> exponent = exponent_of(text, exponent_limit);
  if (!exponent) return std::nullopt;

  const int scale = *exponent - static_cast<int>(fraction.size());
  if (digit_count <= word_digits && scale <= 0 && scale >= -word_digits) {
    std::int64_t digits = 0;
    for (const char c : whole) digits = digits * 10 + (c - '0');
    for (const char c : fraction) digits = digits * 10 + (c - '0');
    return Number::fraction(minus ? -digits : digits, powers[static_cast<std::size_t>(-scale)]);
  }
  Integer digits = 0;
  for (const char c : whole) digits = digits * 10 + (c - '0');
  for (const char c : fraction) digits = digits * 10 + (c - '0');
  return scaled(minus ? Integer(-digits) : digits, scale);
}

Number Number::fraction(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator != 0);
  const auto shared = static_cast<Wide>(std::gcd(magnitude(numerator), magnitude(denominator)));
  const int sign = denominator < 0 ? -1 : 1;
  return Arithmetic::reduced(sign * (numerator / shared), sign * (denominator / shared));
}

std::optional<Number> Number::parse(std::string_view text) {
  return Arithmetic::parse(text, max_digits, max_exponent);
}

std::string Number::exact_text() const {
  if (!big_) {
    const std::string numerator = std::to_string(numerator_);
    return denominator_ == 1 ? numerator : numerator + "/" + std::to_string(denominator_);
  }
  const Integer denominator = boost::multiprecision::denominator(big_->value);
  const std::string numerator = boost::multiprecision::numerator(big_->value).str();
  return denominator == 1 ? numerator : numerator + "/" + denominator.str();
}

std::optional<Number> Number::parse_exact(std::string_view text) {
  std::string_view rest = text;
  const auto take_whole = [&rest]() -> std::optional<Integer> {
    const std::string_view digits = take_digits(rest);
    if (digits.empty() || digits.size() > max_exact_digits) return std::nullopt;
    return whole_of(digits);
  };
  const bool minus = rest.starts_with('-');
  if (minus) rest.remove_prefix(1);
  const auto numerator = take_whole();
  std::optional<Integer> denominator = 1;
  if (rest.starts_with('/')) {
    rest.remove_prefix(1);
    denominator = take_whole();
  }
  if (!numerator || !denominator || *denominator == 0 || !rest.empty()) return std::nullopt;
  Number number = Arithmetic::narrow(Rational(minus ? Integer(-*numerator) : *numerator, *denominator));
  return number.exact_text() == text ? std::optional(std::move(number)) : std::nullopt;
}

Number operator+(const Number& a, const Number& b) {
  using Math = Number::Arithmetic;
  if (Math::both_small(a, b)) return Math::sum(a, b, 1);
  return Math::narrow(Math::widen(a) + Math::widen(b));
}

Number operator-(const Number& a, const Number& b) {
  using Math = Number::Arithmetic;
  if (Math::both_small(a, b)) return Math::sum(a, b, -1);
  return Math::narrow(Math::widen(a) - Math::widen(b));
}

Number operator*(const Number& a, const Number& b) {
  using Math = Number::Arithmetic;
  if (Math::both_small(a, b)) return Math::product(a, b);
  return Math::narrow(Math::widen(a) * Math::widen(b));
}

Number operator/(const Number& a, const Number& b) {
  assert(!b.is_zero());
  using Math = Number::Arithmetic;
  // The reciprocal of `least` does not fit, so that one divisor takes the long way.
  if (Math::both_small(a, b) && b.numerator_ != least) {
    const bool negative = b.numerator_ < 0;
    return Math::product(
        a, Math::small(negative ? -b.denominator_ : b.denominator_, negative ? -b.numerator_ : b.numerator_));
  }
  return Math::narrow(Math::widen(a) / Math::widen(b));
}

Number Number::operator-() const {
  if (!big_) return Arithmetic::reduced(-Wide{numerator_}, denominator_);
  return Arithmetic::narrow(-big_->value);
}

bool operator==(const Number& a, const Number& b) {
  if (Number::Arithmetic::both_small(a, b)) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  return a.big_ && b.big_ && a.big_->value == b.big_->value;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  using Math = Number::Arithmetic;
  if (Math::both_small(a, b)) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    const Wide left = Wide{a.numerator_} * b.denominator_;
    const Wide right = Wide{b.numerator_} * a.denominator_;
    return left <=> right;
  }
  return Math::widen(a).compare(Math::widen(b)) <=> 0;
}

int Number::sign() const {
  if (big_) return big_->value.sign();
  return (numerator_ > 0 ? 1 : 0) - (numerator_ < 0 ? 1 : 0);
}

bool Number::is_whole() const {
  return big_ ? boost::multiprecision::denominator(big_->value) == 1 : denominator_ == 1;
}

std::optional<std::int64_t> Number::whole() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

double Number::to_double() const {
  constexpr std::uint64_t exact = std::uint64_t{1} << std::numeric_limits<double>::digits;
  if (!big_ && magnitude(numerator_) <= exact && magnitude(denominator_) <= exact) {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);  // both exact: rounded once
  }
  return Arithmetic::widen(*this).convert_to<double>();
}

Number Number::from_double(double value) {
  constexpr int significant = 12;
  if (!std::isfinite(value)) return 0;
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          std::chars_format::scientific, significant - 1);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  return Arithmetic::parse(text, significant, std::numeric_limits<double>::max_exponent10 * 2).value_or(0);
}

namespace {

/// How often `prime` divides `value`, which it is divided by that often.
unsigned take_factor(Integer& value, unsigned prime) {
  unsigned count = 0;
  for (; value % prime == 0; ++count) value /= prime;
  return count;
}

/// Decimal digits of |value| rounded to `places` after the point; `digits` has no point.
struct Decimal {
  std::string digits;
  std::size_t places;
};

/// All digits of a decimal that ends, unless `is_rounded`.
Decimal decimal_of(const Rational& value, std::size_t significant, bool is_rounded) {
  const Integer numerator = abs(boost::multiprecision::numerator(value));
  const Integer denominator = boost::multiprecision::denominator(value);
  Integer rest = denominator;
  const unsigned twos = take_factor(rest, 2);
  const unsigned fives = take_factor(rest, 5);
  unsigned places = std::max(twos, fives);
  if (rest != 1 || is_rounded) {  // count the significant digits from the first that is not zero
    places = 0;
    Integer lead = numerator;
    for (; lead < denominator; lead *= 10) ++places;
    const std::size_t whole_digits = places == 0 ? Integer(numerator / denominator).str().size() : 1;
    if (whole_digits < significant) places += static_cast<unsigned>(significant - whole_digits);
  }
  const Integer rounded = (2 * numerator * power_of(10, places) + denominator) / (2 * denominator);
  Decimal decimal{rounded.str(), places};
  while (decimal.places > 0 && decimal.digits.size() > 1 && decimal.digits.back() == '0') {
    decimal.digits.pop_back();
    --decimal.places;
  }
  if (decimal.digits.size() <= decimal.places) {
    decimal.digits.insert(0, decimal.places + 1 - decimal.digits.size(), '0');
  }
  return decimal;
}

}  // namespace

std::string Number::text(int significant) const { return text(significant, false); }

std::string Number::rounded_text(int significant) const { return text(significant, true); }

std::string Number::text(int significant, bool is_rounded) const {
  if (!big_ && denominator_ == 1 && magnitude(numerator_) < 1'000'000'000'000'000) {
    return std::to_string(numerator_);
  }
  Decimal decimal =
      decimal_of(Arithmetic::widen(*this), static_cast<std::size_t>(std::max(significant, 1)), is_rounded);
  std::string& digits = decimal.digits;
  std::string exponent;
  const std::size_t whole_digits = digits.size() - decimal.places;
  if (whole_digits > plain_digits) {
    exponent = "e" + std::to_string(whole_digits - 1);
    digits.erase(digits.find_last_not_of('0') + 1);
    decimal.places = digits.size() - 1;
  }
  if (decimal.places > 0) digits.insert(digits.size() - decimal.places, 1, '.');
  return (sign() < 0 ? "-" : "") + digits + exponent;
}

/// By squaring. Empty if the result would be too long.
std::optional<Number> Number::Arithmetic::exact_power(const Number& base, int exponent) {
  const auto times = static_cast<unsigned>(std::abs(exponent));
  const Rational wide = widen(base);
  const auto bits =
      msb(abs(boost::multiprecision::numerator(wide))) + msb(boost::multiprecision::denominator(wide));
  if (bits * times > exact_power_bits) return std::nullopt;
  Number result = 1;
  Number square = base;
  for (unsigned rest = times; rest > 0; rest /= 2) {
    if (rest % 2 == 1) result = result * square;
    if (rest > 1) square = square * square;
  }
  return exponent < 0 ? Number(1) / result : result;
}

std::optional<Number> power(const Number& base, const Number& exponent) {
  if (base.is_zero()) {
    if (exponent.sign() < 0) return std::nullopt;
    return exponent.is_zero() ? Number(1) : Number(0);
  }
  if (const auto whole = exponent.whole();
      whole && *whole >= -exact_power_limit && *whole <= exact_power_limit) {
    return Number::Arithmetic::exact_power(base, static_cast<int>(*whole));
  }
  const double value = std::pow(base.to_double(), exponent.to_double());
  if (!std::isfinite(value) || value == 0) return std::nullopt;
  return Number::from_double(value);
}

}  // namespace eligo
