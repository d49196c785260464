#include "runtime/values/number.h"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

using eligo::Number;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

Number number(std::string_view text) {
  const auto parsed = Number::parse(text);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(text));
  return *parsed;
}

using Integer =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

/// The arithmetic that a number must agree with: whole numbers of any size, never reduced.
struct Fraction {
  Integer numerator;
  Integer denominator;
};

Fraction operator+(const Fraction& a, const Fraction& b) {
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}
Fraction operator-(const Fraction& a) { return {-a.numerator, a.denominator}; }
Fraction operator*(const Fraction& a, const Fraction& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator};
}
Fraction inverse(const Fraction& a) {
  return a.numerator < 0 ? Fraction{-a.denominator, -a.numerator} : Fraction{a.denominator, a.numerator};
}

/// -1, 0 or 1 as a is less than, equal to or greater than b.
int compare(const Fraction& a, const Fraction& b) {
  const int order = Integer(a.numerator * b.denominator).compare(b.numerator * a.denominator);
  return (order > 0 ? 1 : 0) - (order < 0 ? 1 : 0);
}

/// A value held twice: as the class under test and as what it must agree with.
struct Pair {
  Number ours;
  Fraction theirs;
};

/// Values that press on the 64-bit limits as well as everyday ones.
Pair any_pair(std::mt19937_64& random) {
  const auto word = [&]() -> std::int64_t {
    switch (random() % 5) {
      case 0: return static_cast<std::int64_t>(random() % 21) - 10;
      case 1: return static_cast<std::int64_t>(random() % 2000) * 5;
      case 2: return most - static_cast<std::int64_t>(random() % 3);
      case 3: return least + static_cast<std::int64_t>(random() % 3);
      default: return static_cast<std::int64_t>(random());
    }
  };
  const std::int64_t numerator = word();
  std::int64_t denominator = random() % 3 == 0 ? 1 : word();
  if (denominator == 0) denominator = 7;
  const int sign = denominator < 0 ? -1 : 1;
  return {Number::fraction(numerator, denominator), {Integer(numerator) * sign, Integer(denominator) * sign}};
}

/// Digit by digit, so that it can be of any size.
Number whole(const Integer& value) {
  const std::string digits = value.str();
  Number result = 0;
  for (const char digit : digits) {
    if (digit != '-') result = result * Number(10) + Number(digit - '0');
  }
  return digits.starts_with('-') ? -result : result;
}

bool same(const Number& ours, const Fraction& theirs) {
  return ours == whole(theirs.numerator) / whole(theirs.denominator);
}

}  // namespace

TEST_CASE("a number is read exactly") {
  CHECK(number("-12.50") == Number::fraction(-25, 2));
  CHECK(number("0.1") + number("0.2") == number("0.3"));
  CHECK(number("6.022e23") == number("602200000000000000000000"));
  CHECK(number("1e-3") == Number::fraction(1, 1000));
  CHECK(number("+5") == Number(5));
  CHECK(number(".5") == Number::fraction(1, 2));
  CHECK(number("-0") == Number(0));
  CHECK(number("007") == Number(7));
}

TEST_CASE("what is no number is not read") {
  for (const char* text : {"", "-", ".", "5.", "1e", "1e+", "1e+-2", "--1", "1 ", " 1", "1,5", "0x10", "nan",
                           "inf", "1.2.3", "1e61", "1e-61", "1e99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse(text));
  }
  CHECK(Number::parse(std::string(60, '9')));
  CHECK_FALSE(Number::parse(std::string(61, '9')));
}

TEST_CASE("fractions are never rounded") {
  CHECK(Number(20) / Number(3) * Number(3) == Number(20));
  CHECK(Number(5) * Number(40) == Number(200));
  CHECK(Number::fraction(6, -4) == Number::fraction(-3, 2));
  CHECK(Number::fraction(least, least) == Number(1));
  CHECK(Number::fraction(1, least) < Number(0));
}

TEST_CASE("arithmetic agrees with arbitrary precision") {
  std::mt19937_64 random(20250301);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same inputs in every run
  for (int i = 0; i < 20'000; ++i) {
    const Pair a = any_pair(random);
    const Pair b = any_pair(random);
    REQUIRE(same(a.ours + b.ours, a.theirs + b.theirs));
    REQUIRE(same(a.ours - b.ours, a.theirs + -b.theirs));
    REQUIRE(same(a.ours * b.ours, a.theirs * b.theirs));
    if (!b.ours.is_zero()) REQUIRE(same(a.ours / b.ours, a.theirs * inverse(b.theirs)));
    REQUIRE(same(-a.ours, -a.theirs));
    REQUIRE((a.ours <=> b.ours) == (compare(a.theirs, b.theirs) <=> 0));
    REQUIRE((a.ours == b.ours) == (compare(a.theirs, b.theirs) == 0));
    REQUIRE(a.ours.sign() == a.theirs.numerator.sign());
  }
}

TEST_CASE("what grew beyond 64 bits and came back is the small number again") {
  std::mt19937_64 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int i = 0; i < 5'000; ++i) {
    const Number a = any_pair(random).ours;
    const Number b = any_pair(random).ours;
    REQUIRE(a + b - b == a);
    if (!b.is_zero()) REQUIRE(a * b / b == a);
    REQUIRE((a + b - b).whole() == a.whole());
    REQUIRE((a + b - b <=> a) == std::strong_ordering::equal);
  }
  CHECK((Number(most) + Number(1) - Number(1)).whole() == most);
  CHECK((-Number(least)).whole() == std::nullopt);
  CHECK((-Number(least)).is_whole());
  CHECK((-(-Number(least))).whole() == least);
}

TEST_CASE("the nearest double is the one a decimal reader finds") {
  CHECK(number("0.1").to_double() == 0.1);
  CHECK(number("1e60").to_double() == 1e60);
  CHECK(number("-1e-60").to_double() == -1e-60);
  CHECK((Number(2) / Number(3)).to_double() == 2.0 / 3.0);
  std::mt19937_64 random(11);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = std::to_string(random()) + "." + std::to_string(random() % 1'000'000'000) + "e" +
                             std::to_string(static_cast<int>(random() % 100) - 50);
    CAPTURE(text);
    REQUIRE(number(text).to_double() == std::strtod(text.c_str(), nullptr));
  }
}

TEST_CASE("a double is taken at 12 significant digits") {
  CHECK(Number::from_double(0.1 + 0.2) == number("0.3"));
  CHECK(Number::from_double(2.0 / 3.0) == number("0.666666666667"));
  CHECK(Number::from_double(-1e300) == -*eligo::power(10, 60) * *eligo::power(10, 60) *
                                           *eligo::power(10, 60) * *eligo::power(10, 60) *
                                           *eligo::power(10, 60));
  CHECK(Number::from_double(std::numeric_limits<double>::infinity()).is_zero());
  CHECK(Number::from_double(std::nan("")).is_zero());
  CHECK(Number::from_double(std::numeric_limits<double>::denorm_min()).sign() == 1);
}

TEST_CASE("a number is shown as people write it") {
  CHECK(Number(200).text() == "200");
  CHECK(Number(0).text() == "0");
  CHECK(number("-0.0625").text() == "-0.0625");
  CHECK(number("12.50").text() == "12.5");
  CHECK((Number(1) / Number(3)).text() == "0.333333");
  CHECK((Number(-2) / Number(3)).text() == "-0.666667");
  CHECK((Number(2) / Number(3)).text(2) == "0.67");
  CHECK((Number(1) / Number(3000)).text(3) == "0.000333");
  CHECK((Number(200) / Number(3)).text(3) == "66.7");
  CHECK((Number(20'000'000) / Number(3)).text() == "6666667");
  CHECK(Number::fraction(2'999'999'999, 3'000'000'000).text() == "1");
  CHECK(Number(999'999'999'999'999).text() == "999999999999999");
  CHECK(Number(1'000'000'000'000'000).text() == "1e15");
  CHECK(number("6.022e23").text() == "6.022e23");
  CHECK(number("-12345678901234567.5").text() == "-1.23456789012345675e16");
  CHECK(Number(least).text() == "-9.223372036854775808e18");
}

TEST_CASE("a decimal is read back from its text") {
  std::mt19937_64 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int i = 0; i < 5'000; ++i) {
    const auto digits = static_cast<std::int64_t>(random()) >> (random() % 60);
    const Number value = Number(digits) / *eligo::power(10, static_cast<std::int64_t>(random() % 20));
    REQUIRE(number(value.text()) == value);
  }
}

TEST_CASE("whole powers are exact, others are taken from a double") {
  using eligo::power;
  CHECK(power(Number::fraction(-2, 3), 3) == Number::fraction(-8, 27));
  CHECK(power(2, -2) == Number::fraction(1, 4));
  CHECK(power(2, 64) == number("18446744073709551616"));
  CHECK(power(0, 0) == Number(1));
  CHECK(power(0, 2) == Number(0));
  CHECK(power(4, Number::fraction(1, 2)) == Number(2));
  CHECK(power(2, Number::fraction(1, 2)) == number("1.41421356237"));
  CHECK(power(-2, 65) == -*power(2, 65));
}

TEST_CASE("a power that is no real number or out of range is none") {
  using eligo::power;
  CHECK_FALSE(power(0, -1));
  CHECK_FALSE(power(0, Number::fraction(-1, 2)));
  CHECK_FALSE(power(-4, Number::fraction(1, 2)));
  CHECK_FALSE(power(10, 400));
  CHECK_FALSE(power(10, -400));
  CHECK_FALSE(power(2, least));
  CHECK_FALSE(power(number("1e60") + number("1e-60"), 64));
}

TEST_CASE("an exact text is read back, of any number up to the longest") {
  const Number large = *Number::parse("1e60");
  for (const Number& value : {Number(0), Number(-7), Number::fraction(-1, 3), large, -large,
                              Number(1) / large, large / Number(7), Number(least), Number(most)}) {
    CAPTURE(value.exact_text());
    CHECK(Number::parse_exact(value.exact_text()) == value);
  }
  CHECK(large.exact_text() == "1" + std::string(60, '0'));
  CHECK((large / Number(7)).exact_text() == "1" + std::string(60, '0') + "/7");
  CHECK(Number::parse_exact(std::string(Number::max_exact_digits, '9')));
  CHECK_FALSE(Number::parse_exact(std::string(Number::max_exact_digits + 1, '9')));
  for (const char* text : {"", "-", "2/4", "1/0", "1/", "/2", "+1", "01", "-0", "1/-2", "1 "}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse_exact(text));
  }
}
