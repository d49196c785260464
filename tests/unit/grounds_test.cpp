#include "runtime/evaluate/grounds.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// Which open questions and which assumptions the answer of a node depends on.
namespace {

struct Asking : World {
  FactId fact_a = condition("a");
  FactId fact_b = condition("b");
  FactId fact_c = condition("c");
  NodeId a = ever(fact_a);
  NodeId b = ever(fact_b);
  NodeId never = truth(false);
  NodeId always = truth(true);

  NodeId ever(FactId fact) { return condition(query(Selector::any, {fact})); }
  NodeId assumed(FactId fact) {
    Query made = query(Selector::any, {fact});
    made.assumptions = {assume({fact})};
    return condition(made);
  }
  /// A number that nobody knows, and one of which an end is known.
  NodeId value(FactId fact) { return quantity(query(Selector::highest, {fact})); }

  std::string reasons_of(NodeId node) {
    run();
    std::string text;
    Grounds grounds(plan, workspace);
    for (const Reason& reason : grounds.reasons(node))
      text += (text.empty() ? "" : " ") + plan.vocabulary[reason.fact].name;
    return text;
  }
  std::string assumptions_of(NodeId node) {
    run();
    std::string text;
    Grounds grounds(plan, workspace);
    for (const AssumptionId id : grounds.assumptions(node))
      text += (text.empty() ? "" : " ") + plan.vocabulary[plan.assumptions[id.value].facts.front()].name;
    return text;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Asking, "reasons: of what is open below, each once, and of nothing that is settled") {
  CHECK(reasons_of(op(Op::all, {a, b, a})) == "a b");
  CHECK(reasons_of(op(Op::all, {a, never})).empty());
  CHECK(reasons_of(op(Op::any, {op(Op::all, {a, never}), b})) == "b");
  CHECK(reasons_of(op(Op::not_, {a})) == "a");
  CHECK(reasons_of(op(Op::unless, {a, b})) == "a b");
}

TEST_CASE_FIXTURE(Asking, "reasons: of a choice, the condition and the sides that may be chosen") {
  const NodeId c = ever(fact_c);
  CHECK(reasons_of(op(Op::choose_truth, {always, a, b})) == "a");
  CHECK(reasons_of(op(Op::choose_truth, {never, a, b})) == "b");
  CHECK(reasons_of(op(Op::choose_truth, {c, a, b})) == "c a b");
  CHECK(reasons_of(op(Op::choose_truth, {c, a, always})) == "c a");
}

TEST_CASE_FIXTURE(Asking, "reasons: of the largest and the smallest, what may still be it") {
  const FactId x = observation("x");
  const FactId y = observation("y");
  complete(FactKind::observation);
  record(x, "2025-02-01").value = Range::between(1, 5);
  record(y, "2025-02-01").value = Range::between(3, 7);
  const NodeId of_x = value(x);
  const NodeId of_y = value(y);
  CHECK(reasons_of(op(Op::largest, {of_x, of_y})) == "x y");
  CHECK(reasons_of(op(Op::largest, {of_x, of_y, number(5)})) == "y");
  CHECK(reasons_of(op(Op::smallest, {of_x, of_y, number(3)})) == "x");
  CHECK(reasons_of(op(Op::smallest, {of_x, of_y, number(4)})) == "x y");
  CHECK(reasons_of(op(Op::otherwise, {of_x, of_y})) == "x");
  CHECK(reasons_of(op(Op::otherwise, {value(observation("z")), of_y})) == "z y");
}

TEST_CASE_FIXTURE(Asking,
                  "reasons: of the condition of a limit, the quantity of a test, and of an assumption") {
  const FactId x = observation("x");
  result(x, 4, "2025-02-01");
  ValueTest test;
  test.kind = ValueTest::Kind::against_node;
  test.node = value(observation("y"));
  test.when = a;
  Query latest = query(Selector::most_recent, {x});
  latest.tests = {test, compared(Comparison::less, 3)};
  CHECK(reasons_of(condition(latest)) == "a y");
  Query none = query(Selector::any, {fact_c});
  none.assumptions = {assume({fact_c}, b)};
  CHECK(reasons_of(condition(none)) == "c b");
}

TEST_CASE_FIXTURE(Asking, "assumptions: of what decides the answer, and of nothing where another part does") {
  const NodeId of_a = assumed(fact_a);  // fails by assumption
  const NodeId of_b = assumed(fact_b);
  CHECK(assumptions_of(of_a) == "a");
  CHECK(assumptions_of(op(Op::any, {of_a, of_b, of_a})) == "a b");
  CHECK(assumptions_of(op(Op::any, {of_a, always})).empty());
  CHECK(assumptions_of(op(Op::all, {of_a, never})).empty());
  CHECK(assumptions_of(op(Op::all, {of_a, of_b})) == "a");
  CHECK(assumptions_of(op(Op::all, {always, of_b})) == "b");
  CHECK(assumptions_of(op(Op::any, {op(Op::not_, {of_a}), op(Op::not_, {of_b})})) == "a");
  CHECK(assumptions_of(op(Op::any, {op(Op::not_, {of_a}), always})).empty());
  CHECK(assumptions_of(op(Op::all, {op(Op::not_, {of_a}), always})) == "a");
}

TEST_CASE_FIXTURE(Asking, "assumptions: of an exception, where it is the exception that decides") {
  const NodeId of_a = assumed(fact_a);
  const NodeId not_a = op(Op::not_, {of_a});
  CHECK(assumptions_of(op(Op::unless, {always, of_a})) == "a");
  CHECK(assumptions_of(op(Op::unless, {of_a, never})) == "a");
  CHECK(assumptions_of(op(Op::unless, {never, of_a})).empty());
  CHECK(assumptions_of(op(Op::unless, {of_a, always})).empty());
  CHECK(assumptions_of(op(Op::unless, {never, not_a})).empty());
  CHECK(assumptions_of(op(Op::unless, {always, not_a})) == "a");
}

TEST_CASE_FIXTURE(Asking, "assumptions: through the condition of a limit and the quantity of a test") {
  const FactId x = observation("x");
  result(x, 4, "2025-02-01");
  const NodeId of_a = assumed(fact_a);
  Query latest = query(Selector::most_recent, {x});
  latest.tests = {compared(Comparison::less, 9)};
  CHECK(assumptions_of(op(Op::any, {op(Op::not_, {of_a}), condition(latest)})).empty());
  latest.tests = {compared(Comparison::less, 3)};
  latest.tests.front().when = of_a;
  latest.tests.push_back(compared(Comparison::less, 9));
  CHECK(assumptions_of(condition(latest)) == "a");
  ValueTest against;
  against.kind = ValueTest::Kind::against_node;
  against.node = op(Op::choose, {of_a, number(1), number(9)});
  latest.tests = {against};
  CHECK(assumptions_of(condition(latest)) == "a");
}
