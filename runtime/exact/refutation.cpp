#include "runtime/exact/refutation.h"

#include <algorithm>
#include <utility>

#include "runtime/leaning.h"

namespace eligo {
namespace {

/// Supposes an outcome of a condition for as long as it lives.
class Supposal {
 public:
  Supposal(Workspace& workspace, NodeId condition, const std::vector<NodeId>& above)
      : workspace_(workspace) {
    keep(condition);
    for (const NodeId id : above) keep(id);
  }
  ~Supposal() {
    for (auto& [id, answer] : answers_) workspace_.answers[id.value] = std::move(answer);
  }
  Supposal(const Supposal&) = delete;
  Supposal& operator=(const Supposal&) = delete;

 private:
  void keep(NodeId id) { answers_.emplace_back(id, workspace_[id]); }

  Workspace& workspace_;
  std::vector<std::pair<NodeId, Answer>> answers_;
};

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
  const Supposal supposal(workspace_, condition, above(condition));
  for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
    if (either(open, one) != open) continue;
    workspace_.answers[condition.value].truth = one;
    evaluate_again(plan_, patient_, workspace_, above(condition));
    if (!is_impossible(goals)) return false;
  }
  return true;
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

const std::vector<NodeId>& Refutation::above(NodeId condition) {
  const auto [place, is_new] = above_.try_emplace(condition);
  std::vector<NodeId>& result = place->second;
  if (!is_new) return result;
  for (const NodeId id : nodes_) {
    const Node& node = plan_[id];
    const auto first = plan_.operands.begin() + node.first_operand;
    const bool is_above = std::any_of(first, first + node.operand_count, [&](NodeId operand) {
      return operand == condition || std::binary_search(result.begin(), result.end(), operand);
    });
    if (is_above) result.push_back(id);
  }
  return result;
}

}  // namespace eligo
