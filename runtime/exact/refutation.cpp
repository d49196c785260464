#include "runtime/exact/refutation.h"

#include <algorithm>
#include <utility>

#include "runtime/leaning.h"

namespace eligo {
namespace {

/// Keeps answers as they are, for as long as it lives.
class Kept {
 public:
  Kept(Workspace& workspace, NodeId id, const std::vector<NodeId>& above) : workspace_(workspace) {
    keep(id);
    for (const NodeId one : above) keep(one);
  }
  ~Kept() {
    for (auto& [id, answer] : answers_) workspace_.answers[id.value] = std::move(answer);
  }
  [[nodiscard]] const Answer& first() const { return answers_.front().second; }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

 private:
  void keep(NodeId id) { answers_.emplace_back(id, workspace_[id]); }

  Workspace& workspace_;
  std::vector<std::pair<NodeId, Answer>> answers_;
};

Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::less: return Comparison::greater_or_equal;
    case Comparison::less_or_equal: return Comparison::greater;
    case Comparison::equal: return Comparison::not_equal;
    case Comparison::not_equal: return Comparison::equal;
    case Comparison::greater_or_equal: return Comparison::less;
    case Comparison::greater: return Comparison::less_or_equal;
  }
  return comparison;
}

/// The values for which a comparison with the limit holds; those that it leaves as they are, all.
Range values_for(Comparison comparison, const Number& limit) {
  switch (comparison) {
    case Comparison::less: return Range::below(limit);
    case Comparison::less_or_equal: return Range::at_most(limit);
    case Comparison::equal: return Range::exactly(limit);
    case Comparison::not_equal: break;
    case Comparison::greater_or_equal: return Range::at_least(limit);
    case Comparison::greater: return Range::above(limit);
  }
  return Range::anything();
}

}  // namespace

Refutation::Refutation(const Plan& plan, const Patient& patient, Workspace& workspace,
                       const std::vector<NodeId>& nodes)
    : plan_(plan), patient_(patient), workspace_(workspace), nodes_(nodes) {}

bool Refutation::succeeds(const std::vector<Goal>& goals) {
  cases_ = 0;
  return is_impossible(goals);
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as there are open conditions, and cases
bool Refutation::is_impossible(const std::vector<Goal>& goals) {
  if (++cases_ > limit) return false;
  NodeId condition;
  for (const Goal& goal : goals) {
    const Progress progress = progress_of(workspace_, goal);
    if (progress == Progress::impossible) return true;
    if (progress == Progress::open && !condition.exists()) condition = open_condition(goal.node);
  }
  if (!condition.exists()) return false;
  const Truth open = workspace_[condition].truth;
  const NodeId compared = compared_quantity(condition);
  const NodeId lowest = compared.exists() ? compared : condition;
  const Kept kept(workspace_, lowest, above(lowest));
  for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
    if (either(open, one) != open) continue;
    if (compared.exists()) narrow(compared, kept.first(), condition, one);
    workspace_.answers[condition.value].truth = one;
    evaluate_again(plan_, patient_, workspace_, above(condition));
    if (!is_impossible(goals)) return false;
  }
  return true;
}

/// What a condition holds against a known limit, if it does.
NodeId Refutation::compared_quantity(NodeId condition) const {
  const Node& node = plan_[condition];
  if (node.op != Op::compare) return {};
  const NodeId quantity = plan_.operands[node.first_operand];
  const bool is_limit_known = workspace_[plan_.operands[node.first_operand + 1]].range.is_exact();
  return is_limit_known && !workspace_[quantity].range.is_exact() ? quantity : NodeId{};
}

/// Leaves a quantity the values for which a comparison comes to the outcome.
void Refutation::narrow(NodeId quantity, const Answer& as_it_was, NodeId comparison, Truth outcome) {
  const Node& node = plan_[comparison];
  const Number against = workspace_[plan_.operands[node.first_operand + 1]].range.low->value;
  const Comparison holding = outcome.is_holding() ? node.comparison : opposite(node.comparison);
  Answer& answer = workspace_.answers[quantity.value];
  answer.range = in_both(as_it_was.range, values_for(holding, against)).value_or(as_it_was.range);
  evaluate_again(plan_, patient_, workspace_, above(quantity));
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the source was nested
NodeId Refutation::open_condition(NodeId root) const {
  if (is_settled(plan_, workspace_, root)) return {};
  const Node& node = plan_[root];
  for (std::uint32_t i = 0; i < node.operand_count; ++i) {
    if (!matters(plan_, workspace_, node, i)) continue;
    const NodeId below = open_condition(plan_.operands[node.first_operand + i]);
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
