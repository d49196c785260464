#pragma once

#include "runtime/completions/inquiry.h"
#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// Whether some of the records that are supposed are more than the queries can make use of: each query needs
/// so many of a fact, and records that none of them needs could as well not be there, which is a case of its
/// own. `workspace` holds the evaluation.
bool are_more_than_needed(const Inquiry& inquiry, const Plan& plan, const PatientFacts& patient,
                          const Workspace& workspace);

}  // namespace eligo
