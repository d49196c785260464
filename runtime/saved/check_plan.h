#pragma once

#include <optional>

#include "runtime/model/plan.h"
#include "runtime/saved/plan_error.h"

namespace eligo {

/// Proves of a plan read from a file what the evaluator and the words take for granted of one that the
/// compiler made: every index is in range, operands stand before their node and are as many and of the kind
/// that it needs, dates and ranges are none that cannot be, and the work of one evaluation is bounded. The
/// checksum of a file proves nothing of that, since anyone can compute one. Empty if all holds.
std::optional<PlanError> check_plan(const Plan& plan);

}  // namespace eligo
