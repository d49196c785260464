#include "runtime/completions/goal.h"

#include <set>
#include <span>
#include <utility>

#include "runtime/model/plan.h"

namespace eligo {
namespace {

bool is_among(Truth wanted, Truth outcomes) { return either(wanted, outcomes) == outcomes; }

/// Adds the goal of each operand, each once.
class Parts {
 public:
  explicit Parts(const Plan& plan) : plan_(plan) {}

  // NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
  void add(NodeId node, Truth wanted) {
    if (!known_.emplace(node, wanted.outcomes()).second) return;
    if (!is_split(plan_[node], wanted)) parts_.push_back({node, wanted});
  }

  std::vector<Goal> take() { return std::move(parts_); }

 private:
  static constexpr Truth not_failing{Truth::can_hold | Truth::can_be_inapplicable};
  static constexpr Truth not_holding{Truth::can_fail | Truth::can_be_inapplicable};

  /// False if there is more than one way.
  // NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
  bool is_split(const Node& node, Truth wanted) {
    const auto operand = [&](std::uint32_t index) { return plan_.operands[node.first_operand + index]; };
    if (node.op == Op::not_) {
      add(operand(0), negate(wanted));
    } else if (node.op == Op::all && is_among(wanted, not_failing)) {
      add_all(node, not_failing);
    } else if (node.op == Op::any && is_among(wanted, not_holding)) {
      add_all(node, not_holding);
    } else if (node.op == Op::count && node.high == 0 && is_among(wanted, not_failing)) {
      add_all(node, not_holding);
    } else if (node.op == Op::unless && wanted.is_holding()) {
      add(operand(0), wanted);
      add(operand(1), not_holding);
    } else if (node.op == Op::only_for && !wanted.may_be_inapplicable()) {
      add(operand(0), Truth::holds());
      add(operand(1), wanted);
    } else {
      return false;
    }
    return true;
  }

  // NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
  void add_all(const Node& node, Truth wanted) {
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      add(plan_.operands[node.first_operand + i], wanted);
    }
  }

  const Plan& plan_;
  std::vector<Goal> parts_;
  std::set<std::pair<NodeId, std::uint8_t>> known_;
};

}  // namespace

GoalProgress progress_of(const Workspace& workspace, const Goal& goal) {
  const Truth truth = workspace[goal.node].truth;
  const Truth in_common(static_cast<std::uint8_t>(truth.outcomes() & goal.wanted.outcomes()));
  if (in_common == Truth::none()) return GoalProgress::impossible;
  return in_common == truth ? GoalProgress::reached : GoalProgress::open;
}

std::vector<Goal> parts_of(const Plan& plan, const std::vector<Goal>& goals) {
  Parts parts(plan);
  for (const Goal& goal : goals) parts.add(goal.node, goal.wanted);
  return parts.take();
}

// NOLINTNEXTLINE(misc-no-recursion): no deeper than most_plan_depth
std::vector<Goal> alternatives_of(const Plan& plan, const Goal& goal) {
  const Node& node = plan[goal.node];
  const auto operands = std::span(plan.operands).subspan(node.first_operand, node.operand_count);
  if (node.op == Op::not_) return alternatives_of(plan, {operands.front(), negate(goal.wanted)});
  std::vector<Goal> alternatives;
  const bool is_one_enough =
      (node.op == Op::all && goal.wanted.is_failing()) || (node.op == Op::any && goal.wanted.is_holding());
  for (const NodeId operand : operands) {
    if (is_one_enough) alternatives.push_back({operand, goal.wanted});
  }
  return alternatives;
}

}  // namespace eligo
