#pragma once

#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// The facts that settle an answer: with them alone, and nothing else known but the anchors, it is the same.
struct EvidenceSet {
  std::vector<RecordId> records;
  std::vector<FactId> attributes;
  std::vector<std::uint32_t>
      complete;  ///< declarations of complete lists: indices into PatientFacts::complete
  [[nodiscard]] std::size_t size() const { return records.size() + attributes.size() + complete.size(); }
};

/// A smallest set of facts that settles the outcome of a criterion: none of them can be done without. Empty
/// for an open criterion.
EvidenceSet smallest_evidence(const Plan& plan, const PatientFacts& patient, const CriterionOutcome& outcome);

/// The patient with these facts alone, and the anchors.
PatientFacts with_only(const PatientFacts& patient, const EvidenceSet& evidence);

}  // namespace eligo
