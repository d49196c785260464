#pragma once

#include <string>
#include <vector>

#include "runtime/screen/evidence.h"

namespace eligo {

/// Each of the facts in words: "ALT 40 U/L on 2025-02-27", "the list of treatments is complete".
std::vector<std::string> evidence_texts(const Plan& plan, const PatientFacts& patient,
                                        const EvidenceSet& evidence);

}  // namespace eligo
