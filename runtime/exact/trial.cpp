#include "runtime/exact/trial.h"

#include <algorithm>

namespace eligo {
namespace {

/// Which nodes a case can change.
class Affected {
 public:
  Affected(const Plan& plan, const Patient& patient, const GapCase& one)
      : plan_(plan), patient_(patient), is_changed_(plan.nodes.size()) {
    std::visit([this](const auto& each) { look_at(each); }, one);
  }

  std::vector<NodeId> among(const std::vector<NodeId>& nodes) {
    std::vector<NodeId> result;
    for (const NodeId id : nodes) {
      if (!is_changed(plan_[id])) continue;
      is_changed_[id.value] = true;
      result.push_back(id);
    }
    return result;
  }

 private:
  void look_at(const RecordCase& one) { touch(patient_.records[one.record]); }
  void look_at(const FieldCase& one) { touch(patient_.records[one.record]); }
  void look_at(const RatioCase& one) { touch(patient_.records[one.ratio.record]); }
  void look_at(const FurtherCase& one) {
    touch(one.record);
    for (const FactId fact : one.finished) touch(fact);
  }
  void look_at(const AttributeCase& one) { facts_.push_back(one.as.fact); }
  void look_at(const AnchorCase& /*one*/) { is_everywhere_ = true; }
  void look_at(const FinishedCase& one) {
    if (one.kind) kind_ = one.kind;
    for (const FactId fact : one.facts) touch(fact);
  }

  void touch(const Record& record) {
    kind_ = record.kind;
    if (record.fact.exists()) touch(record.fact);
  }

  /// A statement of absence speaks of all that are part of its fact.
  void touch(FactId fact) {
    const Fact& own = plan_.vocabulary[fact];
    kind_ = own.kind;
    add(fact);
    for (const FactId narrower : own.narrower) add(narrower);
    for (const FactId broader : own.broader) {
      add(broader);
      for (const FactId sibling : plan_.vocabulary[broader].narrower) add(sibling);
    }
  }
  void add(FactId fact) { facts_.push_back(fact); }

  [[nodiscard]] bool is_touched(FactId fact) const {
    return std::find(facts_.begin(), facts_.end(), fact) != facts_.end();
  }

  [[nodiscard]] bool is_changed(const Node& node) const {
    if (is_everywhere_) return true;
    const auto first = plan_.operands.begin() + node.first_operand;
    const auto is_marked = [this](NodeId id) { return id.exists() && is_changed_[id.value]; };
    if (std::any_of(first, first + node.operand_count, is_marked)) return true;
    if (!node.query.exists()) return false;
    const Query& query = plan_[node.query];
    if (query.is_any_fact && query.kind == kind_) return true;
    const auto touches = [this](FactId fact) { return is_touched(fact); };
    return std::any_of(query.facts.begin(), query.facts.end(), touches) ||
           std::any_of(query.asked.begin(), query.asked.end(), touches) ||
           std::any_of(query.tests.begin(), query.tests.end(),
                       [&](const Test& test) { return is_marked(test.when) || is_marked(test.node); }) ||
           std::any_of(query.assumptions.begin(), query.assumptions.end(),
                       [&](AssumptionId id) { return is_marked(plan_.assumptions[id.value].when); });
  }

  const Plan& plan_;
  const Patient& patient_;
  std::vector<bool> is_changed_;  // by NodeId
  std::vector<FactId> facts_;
  std::optional<FactKind> kind_;
  bool is_everywhere_ = false;
};

}  // namespace

Trial::Trial(const Plan& plan, Patient& patient, Workspace& workspace, const std::vector<NodeId>& nodes,
             const GapCase& one)
    : workspace_(workspace),
      supposed_(patient, one),
      evidence_(workspace.evidence.size()),
      reasons_(workspace.reasons.size()) {
  const std::vector<NodeId> changed = Affected(plan, patient, one).among(nodes);
  for (const NodeId id : changed) {
    answers_.emplace_back(id, workspace[id]);
    const QueryId query = plan[id].query;
    if (query.exists()) queries_.emplace_back(query, workspace.queries[query.value]);
  }
  evaluate_again(plan, patient, workspace, changed);
}

Trial::~Trial() {
  for (auto& [id, answer] : answers_) workspace_.answers[id.value] = std::move(answer);
  // Of a query that several nodes share the first to be kept is the one that was there.
  for (std::size_t i = queries_.size(); i-- > 0;) {
    workspace_.queries[queries_[i].first.value] = std::move(queries_[i].second);
  }
  workspace_.evidence.resize(evidence_);
  workspace_.reasons.resize(reasons_);
}

}  // namespace eligo
