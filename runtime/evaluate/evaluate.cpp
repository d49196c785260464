// Evaluation: one pass over the nodes of a plan, for one patient.
//
// An operand always stands before its node, so the pass goes from the front to the back and finds every
// operand answered. A node that asks a query calls `ask` (query_run.h), which looks into the records;
// every other node combines the answers of its operands. Take the condition
//
//     any of { most recent ALT < 120 U/L; not active infection }
//
// and a patient with an ALT of `<150` and no word of an infection. Every node may hold and may fail:
//
//     node 0  query_truth   reason: the value of the ALT, which may lie below 120 or above
//     node 1  query_truth   reason: no record, and the list of conditions is not closed
//     node 2  not_ 1
//     node 3  any 0, 2
//
// Truths are sets of outcomes, quantities are ranges; an answer is settled where one outcome or one number
// is left. The pass takes operands as independent of each other, so it may leave open a condition whose
// operands depend on one missing value: `ALT < 120 or ALT >= 120`. It never settles one wrongly.
// runtime/completions looks at the cases of what it left open.
//
// The results stand in the Workspace, by node and by query, with evidence and reasons; screening,
// explanations and completions read them there. The second `run` repeats a few nodes only, for a patient
// of whom one more thing is supposed.
#include "runtime/evaluate/evaluate.h"

#include <span>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/linear.h"
#include "runtime/evaluate/window.h"

namespace eligo {
namespace {

/// What it takes to evaluate a node, or to look at a record, in steps.
constexpr std::int64_t steps_each = 5;

/// One pass over the nodes. An operand's answer always stands before the node that asks for it.
class Evaluation {
 public:
  Evaluation(const Plan& plan, const PatientFacts& patient, Workspace& workspace)
      : plan_(plan), patient_(patient), workspace_(workspace), as_of_(as_of_date(plan, patient)) {
    workspace.is_inadmissible = false;
    find_absences(patient, workspace.scratch);
  }

  void run() {
    forget();
    workspace_.results.assign(plan_.nodes.size(), NodeResult{});
    workspace_.queries.assign(plan_.queries.size(), QueryResult{});
    for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) node(NodeId{i});
  }

  void run(const std::vector<NodeId>& nodes) {
    for (const NodeId id : nodes) {
      if (plan_[id].query.exists()) workspace_.queries[plan_[id].query.value] = QueryResult{};
    }
    for (const NodeId id : nodes) node(id);
    workspace_.steps += steps_each * static_cast<std::int64_t>(nodes.size());
  }

  void forget() {
    workspace_.evidence.clear();
    workspace_.reasons.clear();
  }

 private:
  void node(NodeId id) {
    const Node& node = plan_[id];
    NodeResult& answer = workspace_.results[id.value];
    if (node.query.exists()) {
      answer = query(node);
    } else if (is_truth(node.op)) {
      answer.truth = truth(node);
    } else {
      quantity(id, answer);
    }
  }

  // ---- operands

  std::span<const NodeId> operands(const Node& node) const {
    return {plan_.operands.data() + node.first_operand, node.operand_count};
  }
  const NodeResult& operand(const Node& node, std::uint32_t index) const {
    return workspace_[plan_.operands[node.first_operand + index]];
  }

  // ---- truths

  Truth truth(const Node& node) const {
    switch (node.op) {
      case Op::truth: return Truth::of(node.low != 0);
      case Op::not_: return negate(operand(node, 0).truth);
      case Op::all: return joined(node, both);
      case Op::any: return joined(node, one_of);
      case Op::count: return counted(node);
      case Op::unless: return unless(operand(node, 0).truth, operand(node, 1).truth);
      case Op::only_for: return only_where(operand(node, 0).truth, operand(node, 1).truth);
      case Op::compare: return compared(node);
      case Op::choose_truth: return chosen(node);
      default: return Truth::unknown();
    }
  }

  Truth compared(const Node& node) const {
    const Truth apart = compare(operand(node, 0).range, node.comparison, operand(node, 1).range);
    return apart.is_settled() ? apart : compare_as_linear(plan_, workspace_, node);
  }

  Truth joined(const Node& node, Truth (*join)(Truth, Truth)) const {
    Truth result = Truth::inapplicable();
    for (const NodeId id : operands(node)) result = join(result, workspace_[id].truth);
    return result;
  }

  /// Each number from those that must hold to those that may hold can come about. Only where no operand need
  /// apply is "none holds" told apart from "none applies".
  Truth counted(const Node& node) const {
    std::int64_t must = 0;
    std::int64_t may = 0;
    bool may_all_be_inapplicable = true;
    bool some_may_fail = false;
    for (const NodeId id : operands(node)) {
      const Truth one = workspace_[id].truth;
      if (one.is_holding()) ++must;
      if (one.may_hold()) ++may;
      may_all_be_inapplicable &= one.may_be_inapplicable();
      some_may_fail |= one.may_fail();
    }
    Truth result = may_all_be_inapplicable ? Truth::inapplicable() : Truth::none();
    const std::int64_t least = must == 0 && !some_may_fail ? 1 : must;
    if (least > may) return result;
    const std::int64_t most_wanted = node.high < 0 ? may : node.high;
    if (least <= most_wanted && may >= node.low) result = either(result, Truth::holds());
    if (least < node.low || may > most_wanted) result = either(result, Truth::fails());
    return result;
  }

  /// Where the condition is inapplicable it does not hold.
  Truth chosen(const Node& node) const {
    const Truth when = operand(node, 0).truth;
    Truth result = Truth::none();
    if (when.may_hold()) result = either(result, operand(node, 1).truth);
    if (!when.is_holding()) result = either(result, operand(node, 2).truth);
    return result;
  }

  // ---- quantities

  void quantity(NodeId id, NodeResult& answer) const {
    const Node& node = plan_[id];
    switch (node.op) {
      case Op::choose: choose(node, answer); break;
      case Op::otherwise: otherwise(operand(node, 0), operand(node, 1), answer); break;
      default:
        answer.range = range(node);
        answer.absent = is_absent(node);
        if (!answer.range.is_exact() && node.operand_count > 1)
          answer.range = range_as_linear(plan_, workspace_, id, answer.range);
    }
  }

  Range range(const Node& node) const {
    switch (node.op) {
      case Op::number: return Range::exactly(node.value);
      case Op::add: return operand(node, 0).range + operand(node, 1).range;
      case Op::subtract: return operand(node, 0).range - operand(node, 1).range;
      case Op::multiply: return operand(node, 0).range * operand(node, 1).range;
      case Op::divide: return operand(node, 0).range / operand(node, 1).range;
      case Op::power: return power(operand(node, 0).range, operand(node, 1).range);
      case Op::scale: return scaled(operand(node, 0).range, node.value, node.offset);
      case Op::sum: return folded(node, [](const Range& a, const Range& b) { return a + b; });
      case Op::smallest: return folded(node, smaller);
      case Op::largest: return folded(node, larger);
      default: return Range::anything();
    }
  }

  template <typename Join>
  Range folded(const Node& node, Join join) const {
    if (node.operand_count == 0) return Range::exactly(0);
    Range result = operand(node, 0).range;
    for (std::uint32_t i = 1; i < node.operand_count; ++i) result = join(result, operand(node, i).range);
    return result;
  }

  /// There is no record for what is computed from records of which there is none; constants do not make up
  /// for that.
  Truth is_absent(const Node& node) const {
    Truth result = Truth::inapplicable();
    for (const NodeId id : operands(node)) {
      if (plan_[id].op != Op::number) result = both(result, workspace_[id].absent);
    }
    return result.is_inapplicable() ? Truth::fails() : result;
  }

  static void otherwise(const NodeResult& first, const NodeResult& second, NodeResult& answer) {
    if (first.absent.is_settled()) {
      answer = first.absent.is_holding() ? second : first;
    } else {
      answer.range = hull(first.range, second.range);
      answer.absent = both(first.absent, second.absent);
    }
  }

  void choose(const Node& node, NodeResult& answer) const {
    const Truth when = operand(node, 0).truth;
    const NodeResult& yes = operand(node, 1);
    const NodeResult& no = operand(node, 2);
    if (when.is_holding()) {
      answer = yes;
    } else if (!when.may_hold()) {
      answer = no;
    } else {
      answer.range = hull(yes.range, no.range);
      answer.absent = either(yes.absent, no.absent);
    }
  }

  // ---- queries

  /// Several nodes may share a query; it is asked once.
  const NodeResult& query(const Node& node) {
    QueryResult& result = workspace_.queries[node.query.value];
    if (result.is_known) return result.answer;
    result.is_known = true;
    result.first_reason = static_cast<std::uint32_t>(workspace_.reasons.size());
    result.first_evidence = static_cast<std::uint32_t>(workspace_.evidence.size());
    QueryRun run{plan_, patient_, plan_[node.query], workspace_, result, as_of_, {}};
    const Days days = widest_window(run);
    result.from = days.from;
    result.to = days.to;
    result.answer = node.op == Op::age ? age(run) : ask(run);
    if (const auto* supposed = patient_.supposed.result(node.query)) {
      result.answer.truth = supposed->truth;
      result.answer.range = supposed->range;
    }
    if (is_settled(result.answer)) workspace_.reasons.resize(result.first_reason);
    result.reason_count = static_cast<std::uint32_t>(workspace_.reasons.size()) - result.first_reason;
    result.evidence_count = static_cast<std::uint32_t>(workspace_.evidence.size()) - result.first_evidence;
    count_steps(result);
    return result.answer;
  }

  /// Each record is held against the statements of absence.
  void count_steps(const QueryResult& result) {
    const Scratch& scratch = workspace_.scratch;
    workspace_.steps +=
        steps_each * (std::int64_t{result.reason_count} + result.evidence_count) +
        steps_each * static_cast<std::int64_t>(scratch.candidates.size() * (1 + scratch.absences.size()));
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  Workspace& workspace_;
  DateRange as_of_;
};

}  // namespace

void evaluate(const Plan& plan, const PatientFacts& patient, Workspace& workspace) {
  workspace.steps = 0;
  Evaluation(plan, patient, workspace).run();
}

void evaluate(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
              const std::vector<NodeId>& nodes) {
  Evaluation evaluation(plan, patient, workspace);
  evaluation.forget();
  evaluation.run(nodes);
}

void evaluate_again(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                    const std::vector<NodeId>& nodes) {
  Evaluation(plan, patient, workspace).run(nodes);
}

}  // namespace eligo
