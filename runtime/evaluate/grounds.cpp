#include "runtime/evaluate/grounds.h"

#include <algorithm>
#include <span>
#include <utility>

namespace eligo {
namespace {

std::span<const NodeId> operands(const Plan& plan, const Node& node) {
  return {plan.operands.data() + node.first_operand, node.operand_count};
}

template <typename Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

/// Whether an open operand can still move the largest (or smallest) of all.
bool matters_to_extreme(const Plan& plan, const Workspace& workspace, const Node& node, NodeId id) {
  const Range& own = workspace[id].range;
  const bool largest = node.op == Op::largest;
  for (const NodeId other : operands(plan, node)) {
    if (other == id) continue;
    const auto comparison = largest ? Comparison::less_or_equal : Comparison::greater_or_equal;
    if (compare(own, comparison, workspace[other].range).is_holding()) return false;
  }
  return true;
}

}  // namespace

bool matters(const Plan& plan, const Workspace& workspace, const Node& node, std::uint32_t index) {
  const auto ids = operands(plan, node);
  switch (node.op) {
    case Op::choose:
    case Op::choose_truth: {
      const Truth when = workspace[ids[0]].truth;
      return index == 0 || (index == 1 ? when.may_hold() : !when.is_holding());
    }
    case Op::otherwise: return index == 0 || workspace[ids[0]].absent.may_hold();
    case Op::smallest:
    case Op::largest: return matters_to_extreme(plan, workspace, node, ids[index]);
    default: return true;
  }
}

bool is_settled(const Plan& plan, const Workspace& workspace, NodeId id) {
  const NodeResult& answer = workspace[id];
  return is_truth(plan[id].op) ? answer.truth.is_settled() : answer.range.is_exact();
}

Grounds::Grounds(const Plan& plan, const Workspace& workspace)
    : plan_(plan), workspace_(workspace), visited_(plan.nodes.size(), 0) {
  const auto dependences = [](const QueryResult& answer) { return answer.assumption.exists(); };
  if (std::any_of(workspace.queries.begin(), workspace.queries.end(), dependences)) find_assuming();
}

bool Grounds::visit(NodeId id) { return std::exchange(visited_[id.value], walk_) != walk_; }

bool Grounds::is_assuming(NodeId id) const { return !assuming_.empty() && assuming_[id.value]; }

// ---- reasons

std::vector<Reason> Grounds::reasons(NodeId root) {
  ++walk_;
  std::vector<Reason> result;
  add_reasons(root, result);
  return result;
}

void Grounds::add_reasons(NodeId id, std::vector<Reason>& reasons) {
  if (!visit(id) || is_settled(plan_, workspace_, id)) return;
  const Node& node = plan_[id];
  if (node.query.exists()) {
    add_reasons(plan_[node.query], workspace_.queries[node.query.value], reasons);
    return;
  }
  for (std::uint32_t i = 0; i < node.operand_count; ++i) {
    if (matters(plan_, workspace_, node, i)) add_reasons(operands(plan_, node)[i], reasons);
  }
}

void Grounds::add_reasons(const Query& query, const QueryResult& answer, std::vector<Reason>& reasons) {
  for (std::uint32_t i = 0; i < answer.reason_count; ++i) {
    distinct_.add(reasons, 0, workspace_.reasons[answer.first_reason + i]);
  }
  for (const ValueTest& test : query.tests) {
    if (test.when.exists()) add_reasons(test.when, reasons);
    if (test.kind == ValueTest::Kind::against_node) add_reasons(test.node, reasons);
  }
  for (const AssumptionId id : query.assumptions) {
    if (plan_.assumptions[id.value].when.exists()) add_reasons(plan_.assumptions[id.value].when, reasons);
  }
}

// ---- assumptions

/// Operands stand before their nodes, so that one pass will do.
void Grounds::find_assuming() {
  assuming_.assign(plan_.nodes.size(), false);
  for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
    const Node& node = plan_.nodes[i];
    if (node.query.exists()) {
      assuming_[i] = workspace_.queries[node.query.value].assumption.exists();
      for (const ValueTest& test : plan_[node.query].tests) {
        if (test.when.exists() && is_assuming(test.when)) assuming_[i] = true;
        if (test.kind == ValueTest::Kind::against_node && is_assuming(test.node)) assuming_[i] = true;
      }
      continue;
    }
    const NodeId alone = decider(node, workspace_.results[i].truth);
    const auto ids = operands(plan_, node);
    assuming_[i] = alone.exists()
                       ? is_assuming(alone)
                       : std::any_of(ids.begin(), ids.end(), [&](NodeId id) { return is_assuming(id); });
  }
}

NodeId Grounds::decider(const Node& node, Truth truth) const {
  Truth deciding = Truth::none();
  if (node.op == Op::all && truth.is_failing()) deciding = Truth::fails();
  if (node.op == Op::any && truth.is_holding()) deciding = Truth::holds();
  NodeId result;
  if (node.op == Op::unless && truth.is_failing()) {
    const auto ids = operands(plan_, node);
    if (workspace_[ids[0]].truth.is_failing()) result = ids[0];
    const bool second = workspace_[ids[1]].truth.is_holding();
    if (second && (!result.exists() || is_assuming(result))) result = ids[1];
  }
  if (deciding == Truth::none()) return result;
  for (const NodeId id : operands(plan_, node)) {
    if (workspace_[id].truth != deciding) continue;
    if (!is_assuming(id)) return id;
    if (!result.exists()) result = id;
  }
  return result;
}

std::vector<AssumptionId> Grounds::assumptions(NodeId root) {
  ++walk_;
  std::vector<AssumptionId> result;
  add_assumptions(root, result);
  return result;
}

void Grounds::add_assumptions(NodeId id, std::vector<AssumptionId>& assumptions) {
  if (!is_assuming(id) || !visit(id)) return;
  const Node& node = plan_[id];
  if (node.query.exists()) {
    const AssumptionId own = workspace_.queries[node.query.value].assumption;
    if (own.exists()) add_once(assumptions, own);
    for (const ValueTest& test : plan_[node.query].tests) {
      if (test.when.exists()) add_assumptions(test.when, assumptions);
      if (test.kind == ValueTest::Kind::against_node) add_assumptions(test.node, assumptions);
    }
    return;
  }
  if (const NodeId alone = decider(node, workspace_[id].truth); alone.exists()) {
    add_assumptions(alone, assumptions);
    return;
  }
  for (const NodeId operand : operands(plan_, node)) add_assumptions(operand, assumptions);
}

}  // namespace eligo
