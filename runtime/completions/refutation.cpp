#include "runtime/completions/refutation.h"

#include <algorithm>
#include <utility>

#include "runtime/evaluate/grounds.h"

namespace eligo {
namespace {

/// Answers as they were before something was supposed.
class Kept {
 public:
  explicit Kept(Workspace& workspace) : workspace_(workspace) {}

  void keep(NodeId id, const std::vector<NodeId>& above) {
    results_.emplace_back(id, workspace_[id]);
    for (const NodeId one : above) results_.emplace_back(one, workspace_[one]);
  }
  void restore() const {
    for (const auto& [id, answer] : results_) workspace_.results[id.value] = answer;
  }

 private:
  Workspace& workspace_;
  std::vector<std::pair<NodeId, NodeResult>> results_;
};

}  // namespace

Refutation::Refutation(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                       const std::vector<NodeId>& nodes)
    : plan_(plan), patient_(patient), workspace_(workspace), nodes_(nodes), same_value_(plan, nodes) {}

// NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
bool Refutation::succeeds(const std::vector<Goal>& goals) {
  const std::vector<Goal> alternatives =
      goals.size() == 1 ? alternatives_of(plan_, goals.front()) : std::vector<Goal>{};
  if (!alternatives.empty()) {
    if (!succeeded_.emplace(goals.front().node, goals.front().wanted.outcomes()).second) return true;
    return std::all_of(alternatives.begin(), alternatives.end(),
                       [this](const Goal& one) { return succeeds({one}); });
  }
  cases_ = 0;
  return is_impossible(goals);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as there are open conditions, and cases
bool Refutation::is_impossible(const std::vector<Goal>& goals) {
  if (++cases_ > limit) return false;
  NodeId condition;
  std::set<NodeId> visited;
  for (const Goal& goal : goals) {
    const GoalProgress progress = progress_of(workspace_, goal);
    if (progress == GoalProgress::impossible) return true;
    if (progress == GoalProgress::open && !condition.exists()) condition = open_condition(goal.node, visited);
  }
  if (!condition.exists()) return false;
  const NodeId quantity = compared_quantity(condition);
  const std::vector<NodeId>& beside = same_value_.beside(condition);
  Kept kept(workspace_);
  kept.keep(condition, above(condition));
  if (quantity.exists()) kept.keep(quantity, above(quantity));
  for (const NodeId one : beside) kept.keep(one, above(one));
  const auto values = values_;
  const Truth open = workspace_[condition].truth;
  bool result = true;
  for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
    if (!result || either(open, one) != open) continue;
    result = !suppose(condition, one) || is_impossible(goals);
    kept.restore();
    values_ = values;
  }
  return result;
}

NodeId Refutation::compared_quantity(NodeId condition) const {
  const Node& node = plan_[condition];
  if (node.op != Op::compare) return {};
  const NodeId quantity = plan_.operands[node.first_operand];
  const bool is_limit_known = workspace_[plan_.operands[node.first_operand + 1]].range.is_exact();
  return is_limit_known && !workspace_[quantity].range.is_exact() ? quantity : NodeId{};
}

bool Refutation::suppose(NodeId condition, Truth outcome) {
  if (const NodeId quantity = compared_quantity(condition); quantity.exists())
    suppose_of_quantity(quantity, condition, outcome);
  set(condition, outcome);
  return suppose_of_value(condition, outcome);
}

/// Leaves the quantity the values for which the comparison comes to the outcome.
void Refutation::suppose_of_quantity(NodeId quantity, NodeId comparison, Truth outcome) {
  const Node& node = plan_[comparison];
  const Number against = workspace_[plan_.operands[node.first_operand + 1]].range.low->value;
  const Comparison holding = outcome.is_holding() ? node.comparison : opposite(node.comparison);
  Range& range = workspace_.results[quantity.value].range;
  range = in_both(range, values_for(holding, against)).value_or(range);
  evaluate_again(plan_, patient_, workspace_, above(quantity));
}

bool Refutation::suppose_of_value(NodeId condition, Truth outcome) {
  const std::vector<NodeId>& beside = same_value_.beside(condition);
  if (beside.size() < 2) return true;
  Range& known = values_[beside.front()];
  const auto left = in_both(known, same_value_.values_for(condition, outcome));
  if (!left) return false;
  known = *left;
  for (const NodeId other : beside) {
    const Truth truth = same_value_.outcome_for(other, known);
    if (truth.is_settled() && !workspace_[other].truth.is_settled()) set(other, truth);
  }
  return true;
}

void Refutation::set(NodeId condition, Truth outcome) {
  workspace_.results[condition.value].truth = outcome;
  evaluate_again(plan_, patient_, workspace_, above(condition));
}

// NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
NodeId Refutation::open_condition(NodeId root, std::set<NodeId>& visited) const {
  if (is_settled(plan_, workspace_, root) || !visited.insert(root).second) return {};
  const Node& node = plan_[root];
  for (std::uint32_t i = 0; i < node.operand_count; ++i) {
    if (!matters(plan_, workspace_, node, i)) continue;
    const NodeId below = open_condition(plan_.operands[node.first_operand + i], visited);
    if (below.exists()) return below;
  }
  const bool is_condition = node.op == Op::compare || (node.query.exists() && is_truth(node.op));
  return is_condition ? root : NodeId{};
}

const std::vector<NodeId>& Refutation::above(NodeId id) {
  const auto [place, is_new] = above_.try_emplace(id);
  std::vector<NodeId>& result = place->second;
  if (!is_new) return result;
  for (const NodeId one : nodes_) {
    const Node& node = plan_[one];
    const auto first = plan_.operands.begin() + node.first_operand;
    const bool is_above = std::any_of(first, first + node.operand_count, [&](NodeId operand) {
      return operand == id || std::binary_search(result.begin(), result.end(), operand);
    });
    if (is_above) result.push_back(one);
  }
  return result;
}

}  // namespace eligo
