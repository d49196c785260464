#pragma once

#include <vector>

#include "runtime/model/patient.h"
#include "runtime/model/plan.h"
#include "runtime/model/reason.h"

namespace eligo {

/// Why a patient cannot be as recorded: dead before the as-of date, born after an anchor, results before the
/// birth or after the death, anchors out of the order that the vocabulary states, a condition that lasts
/// longer than it can, a fact of someone whom it cannot be of. Only what surely contradicts itself counts,
/// except that a patient who may have been dead on the as-of date is not taken to be alive. Of each kind the
/// first one found. All have the code `contradictory_data`.
std::vector<Reason> contradictions(const Plan& plan, const PatientFacts& patient);

}  // namespace eligo
