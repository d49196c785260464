#pragma once

#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/cuts.h"
#include "runtime/completions/gap.h"

namespace eligo {

/// The cases that a gap falls into, which together are all that it may be: at the points where the query, or
/// if none of those is left any, can tell them apart. Empty if the gap cannot be split. Where there are no
/// such points, since something is computed or measured, it can be split in halves without end: this is done
/// only if `may_halve`. For lists see below.
std::vector<Branch> cases_of(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                             const Workspace& workspace, QueryId query, const Gap& gap, bool may_halve);

/// The outcomes of an open question where no gap is left: one for a record where there is none, or for one
/// of several that are alike. The node is that of the question.
std::vector<Branch> cases_of_outcome(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                                     const Workspace& workspace, NodeId node, bool may_halve);

/// The cases of lists with gaps: nothing else is there, or one more record.
std::vector<Branch> cases_of_lists(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                                   const Query& query, const std::vector<Gap>& lists);

}  // namespace eligo
