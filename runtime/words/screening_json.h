#pragma once

#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/model/patient.h"
#include "runtime/model/plan.h"
#include "runtime/screen/settling.h"
#include "runtime/screen/verdict.h"

namespace eligo {

/// The parts of an explanation beyond the outcomes.
struct Details {
  const Workspace* workspace = nullptr;  ///< the evaluation
  std::vector<std::vector<std::string>>
      evidence;                       ///< by Plan::criteria: a smallest set of facts that settles it
  std::vector<SettlingSet> settling;  ///< questions that could settle an undetermined verdict
};

/// One patient's screening as one line of JSON, without the line's end: verdict, every criterion with its
/// status, its parts, the reasons that leave it open and the assumptions that it depended on, and the data to
/// ask for. With details also the tree of every criterion, with values and records, the smallest evidence,
/// questions that could settle the verdict, and the result of each instrument.
std::string screening_json(const Plan& plan, const PatientFacts& patient, const ScreeningOutcome& screening,
                           const Details* details = nullptr);

}  // namespace eligo
