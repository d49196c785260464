#pragma once

#include <bitset>

#include "runtime/evaluate/evaluate.h"
#include "tools/eligo/coverage/sites.h"

namespace eligo {

/// On which sides of a limit one evaluated patient lies, by Position. Just under and just over are: of a
/// number within a tenth of the limit or one step of its last digit, whichever is more; of a titre one
/// doubling step; of grades, counts and years of age one; of days one day. What lies further off tries
/// nothing, and neither does a value that is not known exactly.
std::bitset<3> positions_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                            const Threshold& threshold);

/// How far from a limit a value may lie and still be just beside it.
Number step_beside(const Number& limit, ValueKind kind);

}  // namespace eligo
