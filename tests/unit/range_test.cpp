#include "runtime/values/range.h"

#include <random>

#include "runtime/words/rounding.h"
#include "tests/unit/builder.h"

using namespace eligo;

namespace {

/// Points to try a range with: its ends, close beside them, between, and far out.
std::vector<Number> points_of(const Range& range) {
  const Number small = Number::fraction(1, 1000);
  const Number far = 1000;
  const auto inside = [&](const Number& x) {
    const bool above = !range.low || x > range.low->value || (x == range.low->value && !range.low->open);
    const bool below = !range.high || x < range.high->value || (x == range.high->value && !range.high->open);
    return above && below;
  };
  std::vector<Number> tried{-far, -1, 0, 1, far};
  for (const auto& end : {range.low, range.high}) {
    if (!end) continue;
    for (const Number& x : {end->value, end->value - small, end->value + small}) tried.push_back(x);
  }
  for (int i = -8; i <= 8; ++i) tried.push_back(Number::fraction(i, 2));
  std::vector<Number> result;
  for (const Number& x : tried) {
    if (inside(x)) result.push_back(x);
  }
  return result;
}

class Random {
 public:
  Range range() {
    for (;;) {
      Range made;
      if (random_() % 4 != 0) made.low = Range::End{number(), random_() % 2 == 0};
      if (random_() % 4 != 0) made.high = Range::End{number(), random_() % 2 == 0};
      if (made.low && made.high) {
        if (made.high->value < made.low->value) continue;
        if (made.high->value == made.low->value) made.low->open = made.high->open = false;
      }
      return made;
    }
  }
  Number number() { return static_cast<std::int64_t>(random_() % 7) - 3; }
  bool flip() { return random_() % 2 == 0; }

 private:
  std::mt19937 random_{17};
};

constexpr std::array comparisons{Comparison::less,      Comparison::less_or_equal,    Comparison::equal,
                                 Comparison::not_equal, Comparison::greater_or_equal, Comparison::greater};

bool holds(const Number& a, Comparison comparison, const Number& b) {
  switch (comparison) {
    case Comparison::less: return a < b;
    case Comparison::less_or_equal: return a <= b;
    case Comparison::equal: return a == b;
    case Comparison::not_equal: return a != b;
    case Comparison::greater_or_equal: return a >= b;
    case Comparison::greater: return a > b;
  }
  return false;
}

bool lies_in(const Number& x, const Range& range) {
  return compare(Range::exactly(x), Comparison::equal, range).may_hold();
}

constexpr int rounds = 400;

}  // namespace

TEST_CASE("range: a comparison is settled as soon as the whole range lies on one side") {
  CHECK(compare(Range::below(10), Comparison::less, Range::exactly(30)) == Truth::holds());
  CHECK(compare(Range::below(10), Comparison::less, Range::exactly(10)) == Truth::holds());
  CHECK(compare(Range::at_most(10), Comparison::less, Range::exactly(10)) == Truth::unknown());
  CHECK(compare(Range::above(640), Comparison::greater_or_equal, Range::exactly(80)) == Truth::holds());
  CHECK(compare(Range::between(10, 15), Comparison::greater_or_equal, Range::exactly(10)) == Truth::holds());
  CHECK(compare(Range::anything(), Comparison::equal, Range::exactly(1)) == Truth::unknown());
}

TEST_CASE("range: comparing ranges is comparing all their points") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Range a = random.range();
    const Range b = random.range();
    for (const Comparison comparison : comparisons) {
      Truth expected = Truth::none();
      for (const Number& x : points_of(a)) {
        for (const Number& y : points_of(b)) expected = either(expected, Truth::of(holds(x, comparison, y)));
      }
      CHECK_MESSAGE(compare(a, comparison, b) == expected, range_text(a), " against ", range_text(b));
    }
  }
}

TEST_CASE("range: what comes of two points lies in what comes of their ranges") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Range a = random.range();
    const Range b = random.range();
    for (const Number& x : points_of(a)) {
      for (const Number& y : points_of(b)) {
        CHECK(lies_in(x + y, a + b));
        CHECK(lies_in(x - y, a - b));
        CHECK_MESSAGE(lies_in(x * y, a * b), range_text(a), " times ", range_text(b));
        if (!y.is_zero()) CHECK(lies_in(x / y, a / b));
        CHECK(lies_in(std::min(x, y), smaller(a, b)));
        CHECK(lies_in(std::max(x, y), larger(a, b)));
        CHECK(lies_in(x, hull(a, b)));
        CHECK(lies_in(y, hull(a, b)));
      }
      CHECK(lies_in(x * Number(-2) + Number(3), scaled(a, -2, 3)));
    }
  }
}

TEST_CASE("range: the ends of a result are reached, or nearly so") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Range a = random.range();
    const Range b = random.range();
    const Range product = a * b;
    bool near_low = !product.low;
    for (const Number& x : points_of(a)) {
      for (const Number& y : points_of(b)) {
        if (!product.low) continue;
        const Number gap = x * y - product.low->value;
        if (gap < Number(1) && (product.low->open || gap < Number::fraction(1, 2))) near_low = true;
        if (gap.is_zero()) CHECK(!product.low->open);
      }
    }
    CHECK_MESSAGE(near_low, range_text(a), " times ", range_text(b), " is ", range_text(product));
  }
}

TEST_CASE("range: an end of a sum, a product, a hull is reached where both of its sides are") {
  const auto to = [](Number low, bool low_open, Number high, bool high_open) {
    return Range{Range::End{low, low_open}, Range::End{high, high_open}};
  };
  const Range closed = Range::between(1, 2);
  const Range open = to(1, true, 2, true);
  CHECK(closed + open == to(2, true, 4, true));
  CHECK(closed + closed == Range::between(2, 4));
  CHECK(closed - Range::at_least(1) == Range::at_most(1));
  CHECK(closed - Range::below(1) == Range::above(0));
  CHECK(closed + Range::anything() == Range::anything());
  CHECK(closed * open == to(1, true, 4, true));
  CHECK(closed * closed == Range::between(1, 4));
  CHECK(to(0, true, 2, false) * Range::between(3, 4) == to(0, true, 8, false));
  CHECK(Range::between(0, 2) * to(3, true, 4, true) == to(0, false, 8, true));
  CHECK(Range::between(0, 2) * Range::above(0) == Range::at_least(0));
  CHECK(Range::between(-1, 2) * Range::at_least(3) == Range::anything());
  CHECK(Range::at_most(-1) * Range::at_least(3) == Range::at_most(-3));
  CHECK(Range::exactly(0) * Range::anything() == Range::exactly(0));
  CHECK(Range::at_least(1) * Range::at_least(1) == Range::at_least(1));
  CHECK(hull(open, closed) == closed);
  CHECK(hull(open, Range::between(3, 4)) == to(1, true, 4, false));
  CHECK(hull(Range::between(3, 4), open) == to(1, true, 4, false));
  CHECK(hull(closed, Range::above(5)) == Range::at_least(1));
  CHECK(hull(Range::below(0), closed) == Range::at_most(2));
}

TEST_CASE("range: the smaller and the larger of two, and what is in both") {
  const auto to = [](Number low, bool low_open, Number high, bool high_open) {
    return Range{Range::End{low, low_open}, Range::End{high, high_open}};
  };
  const Range closed = Range::between(1, 3);
  const Range open = to(1, true, 3, true);
  CHECK(smaller(closed, open) == to(1, false, 3, true));
  CHECK(larger(closed, open) == to(1, true, 3, false));
  CHECK(smaller(closed, Range::between(0, 2)) == Range::between(0, 2));
  CHECK(larger(closed, Range::between(2, 4)) == Range::between(2, 4));
  CHECK(smaller(closed, Range::at_least(2)) == closed);
  CHECK(smaller(closed, Range::at_most(2)) == Range::at_most(2));
  CHECK(larger(closed, Range::at_most(2)) == closed);
  CHECK(larger(closed, Range::at_least(2)) == Range::at_least(2));
  CHECK(in_both(closed, open) == open);
  CHECK(in_both(closed, Range::between(2, 4)) == Range::between(2, 3));
  CHECK(in_both(Range::at_most(3), Range::at_least(1)) == closed);
  CHECK(in_both(Range::at_least(1), Range::at_most(3)) == closed);
  CHECK(in_both(closed, Range::at_least(3)) == Range::exactly(3));
  CHECK_FALSE(in_both(closed, Range::above(3)));
  CHECK_FALSE(in_both(open, Range::exactly(1)));
}

TEST_CASE("range: division is unbounded only where the divisor may be zero") {
  CHECK(Range::exactly(6) / Range::between(2, 3) == Range::between(2, 3));
  CHECK(Range::exactly(1) / Range::between(-1, 1) == Range::anything());
  CHECK(Range::exactly(1) / Range::exactly(0) == Range::anything());
  CHECK(Range::exactly(1) / Range::above(0) == Range::above(0));
  CHECK(Range::exactly(1) / Range::at_least(2) ==
        Range{Range::End{0, true}, Range::End{Number::fraction(1, 2)}});
  CHECK(Range::exactly(1) / Range::below(-2) ==
        Range{Range::End{Number::fraction(-1, 2), true}, Range::End{0, true}});
}

TEST_CASE("range: powers") {
  CHECK(power(Range::between(-2, 3), Range::exactly(2)) == Range::between(0, 9));
  CHECK(power(Range::between(-2, 3), Range::exactly(3)) == Range::between(-8, 27));
  CHECK(power(Range::between(-3, -2), Range::exactly(2)) == Range::between(4, 9));
  CHECK(power(Range::between(2, 4), Range::exactly(-1)) ==
        Range::between(Number::fraction(1, 4), Number::fraction(1, 2)));
  CHECK(power(Range::between(-1, 4), Range::exactly(-1)) == Range::anything());
  CHECK(power(Range::exactly(9), Range::exactly(Number::fraction(1, 2))) == Range::exactly(3));
  CHECK(power(Range::between(4, 9), Range::exactly(Number::fraction(1, 2))) == Range::between(2, 3));
  CHECK(power(Range::between(-4, 9), Range::exactly(Number::fraction(1, 2))) == Range::anything());
  CHECK(power(Range::anything(), Range::exactly(0)) == Range::exactly(1));
  CHECK(power(Range::below(0), Range::exactly(2)) == Range::above(0));
  CHECK(power(Range::between(-4, 3), Range::exactly(2)) == Range::between(0, 16));
  CHECK(power(Range::at_least(-2), Range::exactly(2)) == Range::at_least(0));
  CHECK(power(Range::at_least(2), Range::exactly(3)) == Range::at_least(8));
  CHECK(power(Range::above(2), Range::exactly(2)) == Range::above(4));
  CHECK(power(Range::between(0, 2), Range::exactly(2)) == Range::between(0, 4));
  CHECK(power(Range::exactly(-4), Range::exactly(Number::fraction(1, 2))) == Range::anything());
  CHECK(power(Range::exactly(2), Range::exactly(65)) == Range::exactly(*power(2, 65)));
  CHECK(power(Range::between(4, 9), Range::between(Number::fraction(1, 2), 2)) == Range::between(2, 81));
  CHECK(power(Range::at_least(4), Range::between(1, 2)) == Range::at_least(0));
  CHECK(power(Range::between(2, 4), Range::at_most(2)) == Range::at_least(0));
  CHECK(power(Range::between(2, 4), Range::at_least(2)) == Range::at_least(0));
  CHECK(power(Range::between(2, 10), Range::between(1, 1000)) == Range::at_least(0));
}

TEST_CASE("range: whole powers are exact up to the 64th, and others rounded") {
  const Number highest = *power(3, 64);
  CHECK(power(Range::between(1, 3), Range::exactly(64)) == Range::between(1, highest));
  CHECK(power(Range::between(1, 3), Range::exactly(-64)) == Range::between(Number(1) / highest, 1));
  CHECK(power(Range::between(1, 3), Range::exactly(65)) != Range::between(1, highest * Number(3)));
}

TEST_CASE("range: a broken power of what may be zero is known where every power is above zero") {
  const Range root = Range::exactly(Number::fraction(1, 2));
  CHECK(power(Range::between(0, 4), root) == Range::between(0, 2));
  CHECK(power(Range::between(0, 4), Range::between(1, 2)) == Range::between(0, 16));
  CHECK(power(Range::between(0, 4), Range::between(0, 1)) == Range::anything());
  CHECK(power(Range::between(0, 4), Range::exactly(Number::fraction(-1, 2))) == Range::anything());
  CHECK(power(Range::between(0, 4), Range::at_most(1)) == Range::anything());
}

TEST_CASE("range: for people") {
  CHECK(range_text(Range::exactly(*Number::parse("80.6"))) == "80.6");
  CHECK(range_text(Range::exactly(*Number::parse("127.10263157894736842105263"))) == "127.1");
  CHECK(range_text(Range::exactly(*Number::parse("59.99812345678"))) == "59.998");
  CHECK(range_text(Range::exactly(*Number::parse("1500.3456789"))) == "1500.3");
  CHECK(range_text(Range::exactly(*Number::parse("0.000123456789"))) == "0.0001235");
  CHECK(range_text(Range::exactly(*Number::parse("59.99999999999999"))) == "just below 60");
  CHECK(range_text(Range::exactly(*Number::parse("-60.00000000000001"))) == "just below -60");
  CHECK(range_text(Range::exactly(Number(1) / Number(3))) == "0.3333");
  CHECK(printed(*Number::parse("12.34967891"), {*Number::parse("12.35")}) == "12.3497");
  CHECK(printed(*Number::parse("12.34967891"), {*Number::parse("12.3497")}) == "12.34968");
  CHECK(range_text(Range::between(10, 15)) == "10 to 15");
  CHECK(range_text(Range::at_least(3)) == "at least 3");
  CHECK(range_text(Range::below(10)) == "below 10");
  CHECK(range_text(Range::anything()) == "not known");
}
