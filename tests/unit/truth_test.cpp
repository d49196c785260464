#include "runtime/values/truth.h"

#include <vector>

#include "tests/unit/builder.h"

using namespace eligo;

namespace {

/// Every set of outcomes but the empty one.
std::vector<Truth> all_truths() {
  std::vector<Truth> result;
  for (std::uint8_t outcomes = 1; outcomes < 8; ++outcomes) result.emplace_back(outcomes);
  return result;
}

const std::vector<Truth> settled{Truth::holds(), Truth::fails(), Truth::inapplicable()};

bool contains(Truth set, Truth outcome) { return (set.outcomes() & outcome.outcomes()) != 0; }

/// The outcomes of `combine` over every pair, by the definition.
template <typename Combine>
Truth by_cases(Truth a, Truth b, Combine combine) {
  Truth result = Truth::none();
  for (const Truth x : settled) {
    for (const Truth y : settled) {
      if (contains(a, x) && contains(b, y)) result = either(result, combine(x, y));
    }
  }
  return result;
}

TEST_CASE("unless: what does not apply stays so, whatever the exception") {
  CHECK(unless(Truth::holds(), Truth::fails()) == Truth::holds());
  CHECK(unless(Truth::holds(), Truth::holds()) == Truth::fails());
  CHECK(unless(Truth::fails(), Truth::unknown()) == Truth::fails());
  CHECK(unless(Truth::holds(), Truth::unknown()) == Truth::unknown());
  CHECK(unless(Truth::holds(), Truth::inapplicable()) == Truth::holds());
  CHECK(unless(Truth::inapplicable(), Truth::fails()) == Truth::inapplicable());
  CHECK(unless(either(Truth::fails(), Truth::inapplicable()), Truth::fails()) ==
        either(Truth::fails(), Truth::inapplicable()));
}

}  // namespace

TEST_CASE("truth: inapplicable operands are left out") {
  CHECK(both(Truth::inapplicable(), Truth::fails()) == Truth::fails());
  CHECK(both(Truth::inapplicable(), Truth::inapplicable()) == Truth::inapplicable());
  CHECK(one_of(Truth::inapplicable(), Truth::holds()) == Truth::holds());
  CHECK(negate(Truth::inapplicable()) == Truth::inapplicable());
}

TEST_CASE("truth: unknown is settled where the other side decides") {
  CHECK(both(Truth::unknown(), Truth::fails()) == Truth::fails());
  CHECK(both(Truth::unknown(), Truth::holds()) == Truth::unknown());
  CHECK(one_of(Truth::unknown(), Truth::holds()) == Truth::holds());
  CHECK(only_where(Truth::unknown(), Truth::holds()) == Truth(Truth::can_hold | Truth::can_be_inapplicable));
  CHECK(only_where(Truth::fails(), Truth::unknown()) == Truth::inapplicable());
}

TEST_CASE("truth: sets combine outcome by outcome, and obey the laws of logic") {
  for (const Truth a : all_truths()) {
    CHECK(negate(negate(a)) == a);
    for (const Truth b : all_truths()) {
      CHECK(both(a, b) == by_cases(a, b, both));
      CHECK(one_of(a, b) == by_cases(a, b, one_of));
      CHECK(only_where(a, b) == by_cases(a, b, only_where));
      CHECK(both(a, b) == both(b, a));
      CHECK(negate(both(a, b)) == one_of(negate(a), negate(b)));
      for (const Truth c : all_truths()) CHECK(both(both(a, b), c) == both(a, both(b, c)));
    }
  }
}

TEST_CASE("truth: a count over every mixture of operands is what counting the cases gives") {
  const auto truths = all_truths();
  for (const Truth a : truths) {
    for (const Truth b : truths) {
      for (int low = 0; low <= 2; ++low) {
        for (int high = -1; high <= 2; ++high) {
          if (high >= 0 && high < low) continue;
          const auto counted = [&](Truth x, Truth y) {
            if (x == Truth::inapplicable() && y == Truth::inapplicable()) return Truth::inapplicable();
            const int n = (x == Truth::holds() ? 1 : 0) + (y == Truth::holds() ? 1 : 0);
            return Truth::of(n >= low && (high < 0 || n <= high));
          };
          eligo::testing::World world;
          Node node;
          node.op = Op::count;
          node.low = low;
          node.high = high;
          // Operands of any mixture: `only for` and an unanswered question give all of them.
          const FactId question = world.fact("question", FactKind::condition);
          const auto unknown = [&] { return world.condition(world.query(Selector::any, {question})); };
          const auto of = [&](Truth t) {
            const bool h = t.may_hold(), f = t.may_fail(), i = t.may_be_inapplicable();
            const NodeId inner = h && f ? unknown() : world.truth(h);
            if (!i) return inner;
            if (!h && !f) return world.op(Op::only_for, {world.truth(false), world.truth(true)});
            return world.op(Op::only_for, {unknown(), inner});
          };
          const NodeId x = of(a);
          const NodeId y = of(b);
          const NodeId count = world.add(node, {x, y});
          CHECK(world.truth_of(count) == by_cases(a, b, counted));
        }
      }
    }
  }
}
