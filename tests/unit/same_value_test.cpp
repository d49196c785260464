#include "runtime/completions/same_value.h"

#include <array>

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

constexpr std::array all_comparisons{
    Comparison::less,      Comparison::less_or_equal,    Comparison::equal,
    Comparison::not_equal, Comparison::greater_or_equal, Comparison::greater};

struct OneValue : World {
  FactId alt = observation("ALT");

  NodeId latest(const ValueTest& test, Selector selector = Selector::most_recent) {
    Query made = query(selector, {alt});
    made.tests = {test};
    return condition(made);
  }
};

ValueTest between_10_and_20() {
  ValueTest test;
  test.kind = ValueTest::Kind::between;
  test.limit = Range::between(10, 20);
  return test;
}

}  // namespace

TEST_CASE("same value: a comparison and its opposite part all numbers between them") {
  for (const Comparison each : all_comparisons) {
    CHECK(opposite(opposite(each)) == each);
    for (const Number& value : {Number(9), Number(10), Number(11)}) {
      const Range exact = Range::exactly(value);
      const Truth holds = compare(exact, each, Range::exactly(10));
      CHECK(compare(exact, opposite(each), Range::exactly(10)) == negate(holds));
      // Every value for which it holds is among those that are left.
      if (holds == yes) CHECK(in_both(values_for(each, 10), exact));
      if (holds == no && each != Comparison::not_equal) CHECK_FALSE(in_both(values_for(each, 10), exact));
    }
  }
}

TEST_CASE_FIXTURE(OneValue, "same value: the values that an outcome leaves, and the outcome of values") {
  const NodeId below = latest(compared(Comparison::less, 10));
  const NodeId between = latest(between_10_and_20());
  const SameValue same(plan, {below, between});
  CHECK(same.values_for(below, yes) == Range::below(10));
  CHECK(same.values_for(below, no) == Range::at_least(10));
  CHECK(same.values_for(between, yes) == Range::between(10, 20));
  CHECK(same.values_for(between, no) == Range::anything());
  CHECK(same.outcome_for(below, Range::at_least(10)) == no);
  CHECK(same.outcome_for(below, Range::below(10)) == yes);
  CHECK(same.outcome_for(between, Range::below(10)) == no);
  CHECK(same.outcome_for(between, Range::above(20)) == no);
  CHECK(same.outcome_for(between, Range::between(10, 20)) == yes);
  CHECK(same.outcome_for(between, Range::between(10, 21)) == open);
}

TEST_CASE_FIXTURE(OneValue, "same value: conditions that ask one record in one way stand beside each other") {
  const NodeId below = latest(compared(Comparison::less, 10));
  const NodeId above = latest(compared(Comparison::greater, 20));
  const auto are_beside = [&](NodeId other) {
    const std::vector<NodeId> beside = SameValue(plan, {below, other}).beside(below);
    return beside == std::vector<NodeId>{below, other};
  };
  const auto with = [&](auto change) {
    Query made = query(Selector::most_recent, {alt});
    made.tests = {compared(Comparison::greater, 20)};
    change(made);
    return condition(made);
  };
  CHECK(are_beside(above));
  CHECK(are_beside(latest(between_10_and_20())));
  CHECK_FALSE(are_beside(latest(compared(Comparison::less, 20), Selector::previous)));
  CHECK_FALSE(are_beside(latest(compared(Comparison::less, 20), Selector::highest)));
  CHECK_FALSE(are_beside(latest(times_upper(Comparison::less, 2))));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.facts = made.asked = {observation("AST")}; })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.window.from = back(plan.as_of, days(3)); })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.filters.emplace_back(); })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.demands.emplace_back(); })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.assumptions = {assume({})}; })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.tests.front().when = truth(true); })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.tests.push_back(made.tests.front()); })));
  CHECK_FALSE(are_beside(with([&](Query& made) { made.tests.front().limit = Range::between(1, 2); })));
  CHECK(SameValue(plan, {below, above}).beside(truth(true)).empty());
  CHECK(SameValue(plan, {quantity(query(Selector::most_recent, {alt}))}).beside(below).empty());
}
