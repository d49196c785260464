#include "runtime/completions/inquiry.h"

#include <algorithm>
#include <iterator>

#include "runtime/model/plan.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// The facts whose questions a record of one may change: a statement of absence speaks of all that are part
/// of its fact.
std::vector<FactId> kin_of(const Plan& plan, FactId fact) {
  std::vector<FactId> kin;
  if (!fact.exists()) return kin;
  const Fact& own = plan.vocabulary[fact];
  kin.push_back(fact);
  kin.insert(kin.end(), own.narrower.begin(), own.narrower.end());
  for (const FactId broader : own.broader) {
    kin.push_back(broader);
    const auto& siblings = plan.vocabulary[broader].narrower;
    kin.insert(kin.end(), siblings.begin(), siblings.end());
  }
  return kin;
}

/// The facts and fields about which a case says something new.
class TouchedBy {
 public:
  TouchedBy(const Plan& plan, const PatientFacts& patient) : plan_(plan), patient_(patient) {}

  std::vector<std::pair<FactId, std::optional<FactKind>>> touched;
  bool is_everything = false;

  void operator()(const RecordBranch& one) { add(patient_.records[one.record]); }
  void operator()(const EntryBranch& one) {
    const UnknownEntry& entry = patient_.entries[one.entry - 1];
    add(patient_.records[entry.itself]);
    for (const std::uint32_t reading : entry.readings) add(patient_.records[reading]);
  }
  void operator()(const FieldBranch& one) { add(patient_.records[one.record]); }
  void operator()(const RatioBranch& one) { add(patient_.records[one.ratio.record]); }
  void operator()(const AttributeBranch& one) { add(one.as.fact); }
  void operator()(const AnchorBranch& /*one*/) { is_everything = true; }
  void operator()(const ResultBranch& one) {
    const Query& query = plan_[one.outcome.query];
    touched.emplace_back(query.is_any_fact ? FactId{} : query.asked.front(), query.kind);
  }
  void operator()(const FinishedBranch& one) {
    for (const FactId fact : one.facts) add(fact);
    if (one.kind) touched.emplace_back(FactId{}, one.kind);
  }
  void operator()(const FurtherBranch& one) {
    for (const FactId fact : one.finished) add(fact);
    add(one.record);
  }

 private:
  void add(FactId fact) { touched.emplace_back(fact, plan_.vocabulary[fact].kind); }
  void add(const Record& record) { touched.emplace_back(record.fact, record.kind); }

  const Plan& plan_;
  const PatientFacts& patient_;
};

}  // namespace

Inquiry::Inquiry(const Plan& plan, const Workspace& workspace, const std::vector<NodeId>& roots)
    : plan_(plan), nodes_(open_nodes_below(plan, workspace, roots)), cuts_(find_cuts(plan, nodes_)) {}

NodeId Inquiry::node_of(QueryId query) const {
  return *std::find_if(nodes_.begin(), nodes_.end(), [&](NodeId id) { return plan_[id].query == query; });
}

const std::vector<NodeId>& Inquiry::changed_by(const PatientFacts& patient, const Branch& one) {
  TouchedBy by(plan_, patient);
  std::visit(by, one);
  if (by.is_everything) return nodes_;
  if (by.touched.size() == 1) return changed_by(by.touched.front());
  union_.clear();
  for (const Touched& touched : by.touched) {
    const std::vector<NodeId>& more = changed_by(touched);
    std::vector<NodeId> both;
    std::set_union(union_.begin(), union_.end(), more.begin(), more.end(), std::back_inserter(both));
    union_ = std::move(both);
  }
  return union_;
}

const std::vector<NodeId>& Inquiry::changed_by(const Touched& touched) {
  const auto known = changed_.find(touched);
  return known != changed_.end() ? known->second
                                 : changed_.emplace(touched, find_changed(touched)).first->second;
}

/// The queries that look at a touched fact, and the nodes that depend on them.
std::vector<NodeId> Inquiry::find_changed(const Touched& touched) const {
  const std::vector<FactId> kin = kin_of(plan_, touched.first);
  const auto is_kin = [&](FactId fact) { return contains(kin, fact); };
  std::vector<NodeId> result;
  const auto is_marked = [&](NodeId id) {
    return id.exists() && std::binary_search(result.begin(), result.end(), id);
  };
  const auto asks = [&](const Query& query) {
    return (query.is_any_fact && query.kind == touched.second) ||
           std::any_of(query.facts.begin(), query.facts.end(), is_kin) ||
           std::any_of(query.asked.begin(), query.asked.end(), is_kin) ||
           std::any_of(query.tests.begin(), query.tests.end(),
                       [&](const ValueTest& test) { return is_marked(test.when) || is_marked(test.node); }) ||
           std::any_of(query.assumptions.begin(), query.assumptions.end(),
                       [&](AssumptionId id) { return is_marked(plan_.assumptions[id.value].when); });
  };
  for (const NodeId id : nodes_) {
    const Node& node = plan_[id];
    const auto first = plan_.operands.begin() + node.first_operand;
    const bool is_changed = std::any_of(first, first + node.operand_count, is_marked) ||
                            (node.query.exists() && asks(plan_[node.query]));
    if (is_changed) result.push_back(id);
  }
  return result;
}

}  // namespace eligo
