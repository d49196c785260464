#pragma once

#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// Questions whose answers, all of them together and none left out, could settle an undetermined verdict.
struct SettlingSet {
  std::vector<std::size_t> asks;  ///< indices into ScreeningOutcome::asks, rising
  Verdict verdict = Verdict::ineligible;
};

/// The smallest sets of questions that could settle the verdict of an undetermined patient: first sets that
/// could rule the patient out, up to three questions each, the smallest first; last one that could let the
/// patient in. A set that holds a smaller one with the same verdict is left out. No more than `most_sets`.
std::vector<SettlingSet> settling_sets(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                                       const ScreeningOutcome& screening, std::size_t most_sets = 20);

/// Marks the questions that could settle the verdict alone.
void mark_settling(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                   ScreeningOutcome& screening);

}  // namespace eligo
