#include "runtime/completions/goal.h"

#include <array>

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

const std::array settled{Truth::holds(), Truth::fails(), Truth::inapplicable()};

/// A node over two others that come to what they are told to.
struct Pair : World {
  NodeId left = leaf();
  NodeId right = leaf();

  /// What the node comes to where its operands come to these.
  Truth answer(NodeId node, Truth x, Truth y) {
    tell(left, x);
    tell(right, y);
    return truth_of(node);
  }
  NodeId count(std::int32_t low, std::int32_t high, const std::vector<NodeId>& of) {
    Node node;
    node.op = Op::count;
    node.low = low;
    node.high = high;
    return add(node, of);
  }
  std::vector<NodeId> nodes() {
    std::vector<NodeId> made;
    for (const Op each : {Op::all, Op::any, Op::unless, Op::only_for})
      made.push_back(op(each, {left, right}));
    for (const auto& [low, high] : {std::pair(0, 0), std::pair(0, 1), std::pair(1, -1), std::pair(2, 2)})
      made.push_back(count(low, high, {left, right}));
    for (std::size_t i = 0, size = made.size(); i < size; ++i) made.push_back(op(Op::not_, {made[i]}));
    return made;
  }

 private:
  NodeId leaf() { return op(Op::only_for, {truth(true), truth(true)}); }
  void tell(NodeId node, Truth outcome) {
    const std::uint32_t first = plan.nodes[node.value].first_operand;
    plan.nodes[plan.operands[first].value].low = outcome.may_be_inapplicable() ? 0 : 1;
    plan.nodes[plan.operands[first + 1].value].low = outcome.may_hold() ? 1 : 0;
  }
};

bool are_met(const Workspace& workspace, const std::vector<Goal>& goals) {
  return std::all_of(goals.begin(), goals.end(),
                     [&](const Goal& goal) { return progress_of(workspace, goal) == GoalProgress::reached; });
}

std::vector<Truth> wishes() {
  std::vector<Truth> result;
  for (std::uint8_t outcomes = 1; outcomes < 7; ++outcomes) result.emplace_back(outcomes);
  return result;
}

}  // namespace

TEST_CASE_FIXTURE(Pair, "goals: the parts of one are reached exactly where it is") {
  for (const NodeId node : nodes()) {
    for (const Truth wanted : wishes()) {
      const std::vector<Goal> parts = parts_of(plan, {{node, wanted}});
      for (const Truth x : settled) {
        for (const Truth y : settled) {
          const Truth answer = this->answer(node, x, y);
          CAPTURE(static_cast<int>(plan[node].op));
          CAPTURE(wanted);
          CAPTURE(x);
          CAPTURE(y);
          const bool is_met = are_met(workspace, {{node, wanted}});
          if (is_met) CHECK(are_met(workspace, parts));
          // That nothing applies may ask for more than its parts say.
          const bool is_told_by_parts = wanted != Truth::inapplicable() && !answer.may_be_inapplicable();
          if (!is_met && is_told_by_parts) CHECK_FALSE(are_met(workspace, parts));
        }
      }
    }
  }
}

TEST_CASE_FIXTURE(Pair, "goals: what can be had in one way alone is asked of the operands") {
  const NodeId one = truth(true);
  const NodeId other = truth(true);
  const auto asked = [this](NodeId node, Truth wanted) {
    std::vector<std::pair<NodeId, Truth>> result;
    for (const Goal& part : parts_of(plan, {{node, wanted}})) result.emplace_back(part.node, part.wanted);
    return result;
  };
  using Asked = std::vector<std::pair<NodeId, Truth>>;
  constexpr Truth not_failing{Truth::can_hold | Truth::can_be_inapplicable};
  constexpr Truth not_holding{Truth::can_fail | Truth::can_be_inapplicable};
  const NodeId all = op(Op::all, {one, other});
  const NodeId any = op(Op::any, {one, other});
  CHECK(asked(all, yes) == Asked{{one, not_failing}, {other, not_failing}});
  CHECK(asked(all, no) == Asked{{all, no}});
  CHECK(asked(any, no) == Asked{{one, not_holding}, {other, not_holding}});
  CHECK(asked(any, yes) == Asked{{any, yes}});
  CHECK(asked(op(Op::not_, {one}), yes) == Asked{{one, no}});
  CHECK(asked(op(Op::not_, {any}), yes) == Asked{{one, not_holding}, {other, not_holding}});
  CHECK(asked(count(0, 0, {one, other}), yes) == Asked{{one, not_holding}, {other, not_holding}});
  CHECK(asked(op(Op::unless, {one, other}), yes) == Asked{{one, yes}, {other, not_holding}});
  CHECK(asked(op(Op::only_for, {one, other}), yes) == Asked{{one, yes}, {other, yes}});
  CHECK(parts_of(plan, {{one, yes}, {one, yes}}).size() == 1);
}

TEST_CASE_FIXTURE(Pair, "goals: one of the alternatives is reached where the goal is") {
  const NodeId all = op(Op::all, {left, right});
  const NodeId any = op(Op::any, {left, right});
  CHECK(alternatives_of(plan, {any, yes}).size() == 2);
  CHECK(alternatives_of(plan, {all, no}).size() == 2);
  CHECK(alternatives_of(plan, {op(Op::not_, {any}), no}).size() == 2);
  CHECK(alternatives_of(plan, {op(Op::not_, {all}), yes}).size() == 2);
  for (const Goal& goal :
       {Goal{any, no}, Goal{all, yes}, Goal{count(1, -1, {left, right}), yes}, Goal{truth(true), yes}})
    CHECK(alternatives_of(plan, goal).empty());
  for (const NodeId node : nodes()) {
    for (const Truth wanted : settled) {
      const std::vector<Goal> alternatives = alternatives_of(plan, {node, wanted});
      if (alternatives.empty()) continue;
      for (const Truth x : settled) {
        for (const Truth y : settled) {
          if (answer(node, x, y) != wanted) continue;
          CHECK(std::any_of(alternatives.begin(), alternatives.end(), [&](const Goal& goal) {
            return progress_of(workspace, goal) == GoalProgress::reached;
          }));
        }
      }
    }
  }
}
