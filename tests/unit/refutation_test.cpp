#include "runtime/completions/refutation.h"

#include "runtime/completions/joint.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// What cannot be by the way that a rule is made of its conditions, and what conditions come to together.
namespace {

struct Rules : World {
  FactId alt = observation("ALT");
  NodeId ill = ever("ill");
  NodeId treated = ever("treated");
  NodeId tired = ever("tired");

  NodeId ever(const std::string& name) { return condition(query(Selector::any, {World::condition(name)})); }
  using World::condition;
  NodeId latest(const ValueTest& test) {
    Query made = query(Selector::most_recent, {alt});
    made.tests = {test};
    return condition(made);
  }
  NodeId below(int limit) { return latest(compared(Comparison::less, limit)); }
  NodeId above(int limit) { return latest(compared(Comparison::greater, limit)); }
  NodeId no_more(NodeId id) { return op(Op::not_, {id}); }
  NodeId value() { return quantity(query(Selector::most_recent, {alt})); }

  bool is_refuted(const std::vector<Goal>& goals) {
    run();
    std::vector<NodeId> nodes;
    for (std::uint32_t i = 0; i < plan.nodes.size(); ++i) nodes.push_back(NodeId{i});
    std::vector<Truth> before;
    for (const NodeResult& one : workspace.results) before.push_back(one.truth);
    const bool result = Refutation(plan, patient, workspace, nodes).succeeds(goals);
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(workspace.results[i].truth == before[i]);
    return result;
  }
  Truth outcomes(NodeId root) {
    run();
    return Joint(plan, patient, workspace).of(root).truth;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Rules, "refuted: one condition has one outcome, wherever it stands") {
  const NodeId both = op(Op::all, {ill, no_more(ill)});
  const NodeId either = op(Op::any, {ill, no_more(ill)});
  CHECK(is_refuted({{both, yes}}));
  CHECK_FALSE(is_refuted({{both, no}}));
  CHECK(is_refuted({{either, no}}));
  CHECK_FALSE(is_refuted({{either, yes}}));
  CHECK(is_refuted({{ill, yes}, {no_more(ill), yes}}));
  CHECK_FALSE(is_refuted({{ill, yes}, {no_more(treated), yes}}));
  CHECK(is_refuted({{op(Op::any, {both, op(Op::all, {treated, no_more(treated)})}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::any, {both, treated}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::any, {treated, both}), yes}}));
  CHECK(is_refuted({{op(Op::all, {tired, treated, both}), yes}}));
  CHECK(is_refuted({{no_more(op(Op::any, {both, both})), no}}));
  const NodeId chosen = op(Op::choose_truth, {ill, no_more(ill), ill});
  CHECK(is_refuted({{chosen, yes}}));
  CHECK_FALSE(is_refuted({{op(Op::choose_truth, {ill, treated, tired}), yes}}));
}

TEST_CASE_FIXTURE(Rules, "refuted: one value has one value, whoever asks about it") {
  ValueTest between;
  between.kind = ValueTest::Kind::between;
  between.limit = Range::between(10, 20);
  CHECK(is_refuted({{op(Op::all, {below(10), above(20)}), yes}}));
  CHECK(is_refuted({{op(Op::all, {above(20), below(10)}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::all, {below(20), above(10)}), yes}}));
  CHECK(is_refuted({{op(Op::any, {below(20), above(10)}), no}}));
  CHECK_FALSE(is_refuted({{op(Op::any, {below(10), above(20)}), no}}));
  CHECK(is_refuted({{op(Op::all, {latest(between), above(20)}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::all, {latest(between), above(19)}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::all, {no_more(latest(between)), below(15)}), yes}}));
  CHECK(is_refuted({{op(Op::all, {above(10), no_more(above(5)), ill}), yes}}));
  CHECK(is_refuted({{op(Op::all, {below(30), above(10), below(5)}), yes}}));
}

TEST_CASE_FIXTURE(Rules, "refuted: a quantity that is compared with known limits") {
  const NodeId sum = op(Op::add, {value(), quantity(query(Selector::highest, {alt}))});
  const auto held = [&](Comparison comparison, int limit) { return compare(sum, comparison, number(limit)); };
  CHECK(is_refuted({{op(Op::all, {held(Comparison::less, 10), held(Comparison::greater, 20)}), yes}}));
  CHECK_FALSE(is_refuted({{op(Op::all, {held(Comparison::less, 20), held(Comparison::greater, 10)}), yes}}));
  CHECK(
      is_refuted({{op(Op::any, {held(Comparison::less, 20), held(Comparison::greater_or_equal, 20)}), no}}));
  const NodeId open_limit = compare(sum, Comparison::less, value());
  CHECK_FALSE(is_refuted({{op(Op::all, {open_limit, held(Comparison::greater, 20)}), yes}}));
  CHECK(is_refuted({{op(Op::all, {open_limit, no_more(open_limit)}), yes}}));
}

TEST_CASE_FIXTURE(Rules, "joint: the outcomes that are left where conditions share what is missing") {
  CHECK(outcomes(op(Op::any, {below(20), above(10)})) == yes);
  CHECK(outcomes(op(Op::any, {below(10), above(20)})) == open);
  CHECK(outcomes(op(Op::all, {below(10), above(20)})) == no);
  CHECK(outcomes(op(Op::only_for, {ill, no_more(ill)})) ==
        Truth(Truth::can_fail | Truth::can_be_inapplicable));
  CHECK(outcomes(op(Op::only_for, {ill, ill})) == Truth(Truth::can_hold | Truth::can_be_inapplicable));
  CHECK(outcomes(ill) == open);
  CHECK(outcomes(truth(true)) == yes);
}

TEST_CASE_FIXTURE(Rules, "joint: conditions that cannot all hold, two if two will do") {
  const auto conflict = [this](const std::vector<NodeId>& nodes, int cases = 2000) {
    run();
    workspace.budget.cases = cases;
    std::vector<Goal> goals;
    for (const NodeId one : nodes) goals.push_back({one, yes});
    std::string text;
    for (const std::size_t i : Joint(plan, patient, workspace).conflict(goals)) text += std::to_string(i);
    return text;
  };
  const NodeId low = below(10);
  const NodeId high = above(20);
  CHECK(conflict({low, ill, high}) == "02");
  CHECK(conflict({ill, treated, tired}) == "");
  CHECK(conflict({low, below(20), ill}) == "");
  const NodeId any_two = op(Op::any, {low, ill});
  CHECK(conflict({any_two, high, no_more(ill)}) == "012");
  CHECK(conflict({ill, no_more(ill)}) == "01");
  CHECK(conflict({treated, ill, tired, no_more(ill)}) == "13");
  CHECK(conflict({low, ill, high}, 8) == "02");
  CHECK(conflict({low, ill, high}, 0) == "02");
}
