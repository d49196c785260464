#include "runtime/evaluate/linear.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// A quantity that stands in several places has one value, whatever that is.
namespace {

struct Computed : World {
  FactId x_fact = observation("x");
  FactId y_fact = observation("y");
  NodeId x = latest(x_fact);
  NodeId y = latest(y_fact);

  Computed() {
    record(x_fact, "2025-02-01").value = Range::between(2, 4);
    record(y_fact, "2025-02-01").value = Range::between(1, 3);
  }
  NodeId latest(FactId fact) { return quantity(query(Selector::most_recent, {fact})); }
  NodeId scaled(NodeId of, Number factor, Number offset = 0) {
    Node node;
    node.op = Op::scale;
    node.value = factor;
    node.offset = offset;
    return add(node, {of});
  }
  NodeId choose(NodeId when, NodeId then, NodeId other) { return op(Op::choose, {when, then, other}); }
  Truth held(NodeId left, Comparison comparison, NodeId right) {
    return truth_of(compare(left, comparison, right));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Computed, "linear: what is added and taken away again leaves nothing") {
  CHECK(range_of(op(Op::subtract, {x, x})) == Range::exactly(0));
  CHECK(range_of(op(Op::subtract, {op(Op::add, {x, y}), x})) == Range::between(1, 3));
  CHECK(range_of(op(Op::subtract, {scaled(x, 3), x})) == Range::between(4, 8));
  CHECK(range_of(op(Op::subtract, {scaled(x, 3, 5), x})) == Range::between(9, 13));
  CHECK(range_of(op(Op::sum, {x, y, scaled(x, -1)})) == Range::between(1, 3));
  CHECK(range_of(op(Op::subtract, {op(Op::multiply, {x, number(2)}), x})) == Range::between(2, 4));
  CHECK(range_of(op(Op::subtract, {op(Op::multiply, {number(2), x}), x})) == Range::between(2, 4));
  CHECK(range_of(op(Op::subtract, {x, op(Op::divide, {x, number(2)})})) == Range::between(1, 2));
  CHECK(range_of(op(Op::subtract, {x, y})) == Range::between(-1, 3));
  const NodeId sum = op(Op::add, {x, y});
  CHECK(range_of(op(Op::subtract, {sum, sum})) == Range::exactly(0));
}

TEST_CASE_FIXTURE(Computed,
                  "linear: a ratio of two multiples of one quantity is known, unless that may be 0") {
  CHECK(range_of(op(Op::divide, {scaled(x, 6), scaled(x, 2)})) == Range::exactly(3));
  CHECK(range_of(op(Op::divide, {x, x})) == Range::exactly(1));
  const NodeId product = op(Op::multiply, {x, y});
  CHECK(range_of(op(Op::divide, {product, product})) == Range::exactly(1));
  CHECK(range_of(op(Op::divide, {x, y})) == Range{Range::End{Number::fraction(2, 3)}, Range::End{4}});
  CHECK(range_of(op(Op::divide, {scaled(x, 6, 1), scaled(x, 2)})) != Range::exactly(3));
  CHECK(range_of(op(Op::divide, {scaled(x, 6), scaled(x, 2, 1)})) != Range::exactly(3));
  CHECK(range_of(op(Op::divide, {op(Op::add, {x, y}), x})) != Range::exactly(1));
  patient.records[0].value = Range::between(0, 4);
  CHECK(range_of(op(Op::divide, {x, x})) == Range::anything());
}

TEST_CASE_FIXTURE(Computed, "linear: two questions for one record are one quantity, in whatever words") {
  const NodeId again = latest(x_fact);
  CHECK(range_of(op(Op::subtract, {x, again})) == Range::exactly(0));
  CHECK(held(x, Comparison::less_or_equal, again) == yes);
  CHECK(held(x, Comparison::less, scaled(again, 2)) == yes);
  CHECK(held(x, Comparison::less, y) == open);
  // Of no record it is known that both have the same.
  patient.records.clear();
  CHECK(held(x, Comparison::equal, again) == yes);
  CHECK(held(x, Comparison::equal, y) == open);
  const auto differing = [&](auto change) {
    Query made = query(Selector::most_recent, {x_fact});
    change(made);
    return held(x, Comparison::equal, quantity(made));
  };
  CHECK(differing([](Query&) {}) == yes);
  CHECK(differing([](Query& made) { made.selector = Selector::first; }) == open);
  CHECK(differing([this](Query& made) { made.facts = made.asked = {y_fact}; }) == open);
  CHECK(differing([](Query& made) { made.kind = FactKind::question; }) == open);
  CHECK(differing([](Query& made) { made.filters.emplace_back(); }) == open);
  CHECK(differing([this](Query& made) { made.assumptions = {assume({})}; }) == open);
  CHECK(differing([this](Query& made) { made.window.from = back(plan.as_of, days(3)); }) == open);
  const Query counting = query(Selector::count, {x_fact});
  CHECK(held(quantity(counting), Comparison::equal, quantity(counting)) == open);
}

TEST_CASE_FIXTURE(Computed, "linear: through what is chosen for sure") {
  const NodeId is_ill = condition(query(Selector::any, {condition("ill")}));
  CHECK(held(choose(truth(true), x, y), Comparison::equal, x) == yes);
  CHECK(held(choose(truth(false), x, y), Comparison::equal, y) == yes);
  CHECK(held(choose(is_ill, x, y), Comparison::equal, x) == open);
  CHECK(held(choose(is_ill, x, y), Comparison::equal, y) == open);
  CHECK(held(op(Op::otherwise, {x, y}), Comparison::equal, x) == yes);
  CHECK(held(op(Op::otherwise, {latest(observation("z")), y}), Comparison::equal, y) == yes);
  CHECK(held(op(Op::smallest, {x, number(9)}), Comparison::equal, x) == yes);
  CHECK(held(op(Op::smallest, {number(9), x}), Comparison::equal, x) == yes);
  CHECK(held(op(Op::largest, {x, number(1)}), Comparison::equal, x) == yes);
  CHECK(held(op(Op::largest, {x, y}), Comparison::equal, x) == open);
  CHECK(held(op(Op::largest, {x, latest(x_fact)}), Comparison::equal, x) == yes);
}

TEST_CASE_FIXTURE(Computed, "linear: a value that is held against a multiple of itself") {
  Query asking = query(Selector::most_recent, {x_fact});
  ValueTest test;
  test.kind = ValueTest::Kind::against_node;
  test.comparison = Comparison::less;
  test.node = scaled(x, 2);
  asking.tests = {test};
  CHECK(holds(asking) == yes);
  asking.tests.front().node = scaled(y, 2);
  CHECK(holds(asking) == open);
  CHECK(has_reason("censored-value"));
  patient.records[0].value = Range::exactly(1);
  CHECK(holds(asking) == yes);
}
