#include "runtime/completions/attempt.h"

namespace eligo {

Attempt::Attempt(const Plan& plan, PatientFacts& patient, Workspace& workspace, Inquiry& inquiry,
                 const Branch& one)
    : workspace_(workspace),
      supposed_(patient, one),
      evidence_(workspace.evidence.size()),
      reasons_(workspace.reasons.size()) {
  const std::vector<NodeId>& changed = inquiry.changed_by(patient, one);
  results_.reserve(changed.size());
  for (const NodeId id : changed) {
    results_.emplace_back(id, workspace[id]);
    const QueryId query = plan[id].query;
    if (query.exists()) queries_.emplace_back(query, workspace.queries[query.value]);
  }
  evaluate_again(plan, patient, workspace, changed);
}

Attempt::~Attempt() {
  for (auto& [id, answer] : results_) workspace_.results[id.value] = std::move(answer);
  // Of a query that several nodes share the first to be kept is the one that was there.
  for (std::size_t i = queries_.size(); i-- > 0;) {
    workspace_.queries[queries_[i].first.value] = std::move(queries_[i].second);
  }
  workspace_.evidence.resize(evidence_);
  workspace_.reasons.resize(reasons_);
}

}  // namespace eligo
