#include "runtime/screen/evidence.h"

#include <algorithm>

#include "runtime/completions/branch.h"
#include "runtime/completions/cuts.h"
#include "runtime/completions/joint.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Everything that the criterion may have looked at.
EvidenceSet all_of(const Plan& plan, const PatientFacts& patient, const std::vector<NodeId>& nodes) {
  std::vector<bool> is_asked(plan.vocabulary.facts.size());
  bool asks_for_any = false;
  for (const NodeId id : nodes) {
    if (!plan[id].query.exists()) continue;
    const Query& query = plan[plan[id].query];
    asks_for_any |= query.is_any_fact;
    for (const auto* facts : {&query.facts, &query.asked}) {
      for (const FactId fact : *facts) {
        is_asked[fact.value] = true;
        for (const FactId broader : plan.vocabulary[fact].broader) is_asked[broader.value] = true;
      }
    }
  }
  EvidenceSet all;
  for (std::uint32_t i = 0; i < patient.records.size(); ++i) {
    const Record& record = patient.records[i];
    const bool may_count = record.status != RecordStatus::void_;
    const bool is_of_interest =
        record.fact.exists() ? is_asked[record.fact.value] || asks_for_any : asks_for_any;
    if (!may_count || !is_of_interest) continue;
    const RecordId id = patient.itself(RecordId{i});  // a reading stands and falls with its entry
    if (!contains(all.records, id)) all.records.push_back(id);
  }
  for (const Attribute& attribute : patient.attributes) {
    if (attribute.fact.exists() && is_asked[attribute.fact.value]) all.attributes.push_back(attribute.fact);
  }
  for (std::uint32_t i = 0; i < patient.complete.size(); ++i) all.complete.push_back(i);
  return all;
}

/// Takes away the facts that the answer does not need.
class Reduction {
 public:
  Reduction(const Plan& plan, const PatientFacts& patient, const CriterionOutcome& outcome)
      : plan_(plan), patient_(patient), outcome_(outcome), nodes_(nodes_below(plan, {outcome.root})) {
    workspace_.results.resize(plan.nodes.size());
    workspace_.queries.resize(plan.queries.size());
  }

  [[nodiscard]] const std::vector<NodeId>& nodes() const { return nodes_; }

  /// The grounds of the answer are looked for among the records that decided it and records of absence,
  /// if they are enough: others may settle it as well, but an explanation of the answer does not name them.
  EvidenceSet narrowed(const EvidenceSet& all) {
    evaluate(plan_, patient_, workspace_, nodes_);
    std::vector<RecordId> decided;
    for (const NodeId id : nodes_) {
      if (!plan_[id].query.exists()) continue;
      const QueryResult& answer = workspace_.queries[plan_[id].query.value];
      for (std::uint32_t i = 0; i < answer.evidence_count; ++i) {
        const Evidence& evidence = workspace_.evidence[answer.first_evidence + i];
        if (evidence.role == Role::decided) decided.push_back(patient_.itself(evidence.record));
      }
    }
    EvidenceSet some = all;
    std::erase_if(some.records, [&](RecordId record) {
      return !contains(decided, record) && patient_.records[record.value].status != RecordStatus::absent;
    });
    return settles(some) ? some : all;
  }

  /// Most facts go without a look at cases; the facts left then are gone over once more with it.
  EvidenceSet reduced(EvidenceSet set, bool from_behind) {
    for (const bool by_cases : {false, true}) {
      looks_at_cases_ = by_cases;
      reduce_all(set, from_behind);
    }
    return set;
  }

 private:
  void reduce_all(EvidenceSet& set, bool from_behind) {
    // A fact taken away later may be the only one that an earlier fact was needed for.
    for (std::size_t before = set.size() + 1; set.size() < before;) {
      before = set.size();
      reduce(set, &EvidenceSet::complete, from_behind);
      reduce(set, &EvidenceSet::records, from_behind);
      reduce(set, &EvidenceSet::attributes, from_behind);
    }
  }

  /// No more, once it has cost enough: what is left then is more than the smallest.
  bool settles(const EvidenceSet& set) {
    if (workspace_.is_spent()) return false;
    workspace_.steps += static_cast<std::int64_t>(patient_.records.size() * (1 + set.records.size()));
    const PatientFacts patient = with_only(patient_, set);
    evaluate(plan_, patient, workspace_, nodes_);
    const Truth outcomes = looks_at_cases_ ? Joint(plan_, patient, workspace_).of(outcome_.root).truth
                                           : workspace_[outcome_.root].truth;
    return status_of(outcomes, plan_.criteria[outcome_.criterion].polarity) == outcome_.status;
  }

  template <typename Item>
  void reduce(EvidenceSet& set, std::vector<Item> EvidenceSet::*part, bool from_behind) {
    std::vector<Item> candidates = set.*part;
    if (from_behind) std::reverse(candidates.begin(), candidates.end());
    for (const Item& candidate : candidates) {
      EvidenceSet fewer = set;
      std::erase(fewer.*part, candidate);
      if (settles(fewer)) set = std::move(fewer);
    }
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const CriterionOutcome& outcome_;
  std::vector<NodeId> nodes_;
  Workspace workspace_;
  bool looks_at_cases_ = true;
};

}  // namespace

PatientFacts with_only(const PatientFacts& patient, const EvidenceSet& evidence) {
  PatientFacts only = copy_of(patient);
  for (std::uint32_t i = 0; i < only.records.size(); ++i) {
    if (!contains(evidence.records, patient.itself(RecordId{i})))
      only.records[i].status = RecordStatus::void_;
  }
  std::erase_if(only.attributes,
                [&](const Attribute& attribute) { return !contains(evidence.attributes, attribute.fact); });
  only.complete.clear();
  for (const std::uint32_t index : evidence.complete) only.complete.push_back(patient.complete[index]);
  return only;
}

EvidenceSet smallest_evidence(const Plan& plan, const PatientFacts& patient,
                              const CriterionOutcome& outcome) {
  if (outcome.status == Status::unknown) return {};
  Reduction reduction(plan, patient, outcome);
  const EvidenceSet start = reduction.narrowed(all_of(plan, patient, reduction.nodes()));
  EvidenceSet a = reduction.reduced(start, true);
  if (a.size() < 2) return a;  // nothing smaller settles it
  EvidenceSet b = reduction.reduced(start, false);
  return b.size() < a.size() ? b : a;
}

}  // namespace eligo
