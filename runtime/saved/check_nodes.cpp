#include <limits>

#include "runtime/saved/plan_check.h"

namespace eligo::saved {
namespace {

constexpr std::size_t most_nodes = 500'000;

/// What a node's operands must be.
struct OperandShape {
  enum class Operands : std::uint8_t { truths, quantities, chosen_truths, chosen_quantities };
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  Operands operands = Operands::truths;
  bool has_query = false;
};

constexpr std::uint32_t any_number = std::numeric_limits<std::uint32_t>::max();

OperandShape shape_of(Op op) {
  using enum OperandShape::Operands;
  switch (op) {
    case Op::truth:
    case Op::number: return {};
    case Op::not_: return {1, 1, truths};
    case Op::all:
    case Op::any:
    case Op::count: return {0, any_number, truths};
    case Op::unless:
    case Op::only_for: return {2, 2, truths};
    case Op::choose_truth: return {3, 3, chosen_truths};
    case Op::compare:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
    case Op::otherwise: return {2, 2, quantities};
    case Op::scale: return {1, 1, quantities};
    case Op::sum:
    case Op::smallest:
    case Op::largest: return {0, any_number, quantities};
    case Op::choose: return {3, 3, chosen_quantities};
    case Op::query_truth:
    case Op::age:
    case Op::query_value: return {0, 0, truths, true};
  }
  return {};
}

class NodeCheck {
 public:
  explicit NodeCheck(const Plan& plan) : plan_(plan), asked_first_(plan.queries.size(), none) {}

  PlanFault run() {
    for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
      if (!is_sound(i)) return invalid("node " + std::to_string(i) + " of its rules");
    }
    if (next_operand_ != plan_.operands.size()) return invalid("its list of operands");
    for (std::uint32_t i = 0; i < plan_.queries.size(); ++i) {
      if (!stands_behind(plan_.queries[i], asked_first_[i])) return invalid("a limit that a question names");
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// The operands of all nodes stand one behind the other, in the order of the nodes.
  bool is_sound(std::uint32_t index) {
    const Node& node = plan_.nodes[index];
    const OperandShape shape = shape_of(node.op);
    const bool is_in_place = node.first_operand == next_operand_ &&
                             node.operand_count <= plan_.operands.size() - next_operand_ &&
                             node.operand_count >= shape.least && node.operand_count <= shape.most;
    if (!is_in_place || node.source >= plan_.refs.size()) return false;
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const NodeId operand = plan_.operands[next_operand_ + i];
      if (operand.value >= index || is_truth(plan_[operand].op) != wants_truth(shape, i)) return false;
    }
    next_operand_ += node.operand_count;
    if (!shape.has_query) return !node.query.exists();
    return is_query_sound(node, index);
  }

  static bool wants_truth(const OperandShape& shape, std::uint32_t index) {
    switch (shape.operands) {
      case OperandShape::Operands::truths: return true;
      case OperandShape::Operands::quantities: return false;
      case OperandShape::Operands::chosen_truths: return true;
      case OperandShape::Operands::chosen_quantities: return index == 0;
    }
    return false;
  }

  bool is_query_sound(const Node& node, std::uint32_t index) {
    if (!is_in(node.query, plan_.queries)) return false;
    std::uint32_t& first = asked_first_[node.query.value];
    if (first == none) first = index;
    return node.op != Op::age || plan_[node.query].kind == FactKind::attribute;
  }

  /// What the query's tests and assumptions name is known before the query is asked the first time; of one
  /// that is never asked it must be there.
  bool stands_behind(const Query& query, std::uint32_t asked) const {
    const std::size_t end = std::min<std::size_t>(asked, plan_.nodes.size());
    const auto is_before = [&](NodeId id, bool is_condition) {
      return !id.exists() || (id.value < end && is_truth(plan_[id].op) == is_condition);
    };
    return std::all_of(query.tests.begin(), query.tests.end(),
                       [&](const ValueTest& test) {
                         return is_before(test.node, false) && is_before(test.when, true);
                       }) &&
           std::all_of(query.assumptions.begin(), query.assumptions.end(),
                       [&](AssumptionId id) { return is_before(plan_.assumptions[id.value].when, true); });
  }

  const Plan& plan_;
  std::uint32_t next_operand_ = 0;
  std::vector<std::uint32_t> asked_first_;  // by QueryId: the first node that asks it
};

}  // namespace

PlanFault check_nodes(const Plan& plan) {
  if (plan.nodes.size() > most_nodes || plan.operands.size() > 4 * most_nodes)
    return too_large("its rules have too many parts");
  const auto check_ref = [&](const SourceRef& ref) -> PlanFault {
    return ref.file < plan.sources.size() ? std::nullopt : PlanFault(invalid("the place of a rule"));
  };
  if (PlanFault fault = first_fault(plan.refs, check_ref)) return fault;
  return NodeCheck(plan).run();
}

}  // namespace eligo::saved
