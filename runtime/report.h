#pragma once

#include <string>

#include "runtime/evaluate.h"
#include "runtime/patient.h"
#include "runtime/plan.h"
#include "runtime/verdict.h"

namespace eligo {

/// One patient's screening as one line of JSON, without the line's end: verdict, every criterion with its
/// status, its parts, the reasons that leave it open and the assumptions that it leaned on, and what to ask
/// for. With `explain` (the workspace of the evaluation) also the tree of every criterion, with values and
/// records, and what each instrument came to.
std::string screening_json(const Plan& plan, const Patient& patient, const Screening& screening,
                           const Workspace* explain = nullptr);

}  // namespace eligo
