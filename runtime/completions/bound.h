#pragma once

#include "runtime/model/plan.h"

namespace eligo {

/// Most cases that may have to be told apart to settle a node, for a patient of whom nothing is recorded but
/// what every patient has: the cases of each fact that more than one of its questions depend on, times each
/// other. 1 where no fact is asked about twice: then none are gone through. Gaps inside recorded data
/// (partial dates, unreadable values) add to it by the patient.
double most_branches(const Plan& plan, NodeId root);

}  // namespace eligo
