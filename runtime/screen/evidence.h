#pragma once

#include <string>
#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// The facts that settle an answer: with them alone, and nothing else known but the anchors, it is the same.
struct EvidenceSet {
  std::vector<RecordId> records;
  std::vector<FactId> attributes;
  std::vector<std::uint32_t> complete;  ///< declarations of complete lists: indices into Patient::complete
  [[nodiscard]] std::size_t size() const { return records.size() + attributes.size() + complete.size(); }
};

/// A smallest set of facts that settles what a criterion came to: none of them can be done without. Empty for
/// an open criterion.
EvidenceSet smallest_evidence(const Plan& plan, const Patient& patient, const CriterionOutcome& outcome);

/// Each of the facts in words: "ALT 40 U/L on 2025-02-27", "the list of treatments is complete".
std::vector<std::string> evidence_texts(const Plan& plan, const Patient& patient,
                                        const EvidenceSet& evidence);

/// The patient with these facts alone, and the anchors.
Patient with_only(const Patient& patient, const EvidenceSet& evidence);

}  // namespace eligo
