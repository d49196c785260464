#pragma once

#include <vector>

#include "runtime/exact/case.h"
#include "runtime/exact/cuts.h"
#include "runtime/exact/gap.h"

namespace eligo {

/// The cases that a gap falls into, which together are all that it may be: at the points where the query, or
/// if none of those is left any, can tell them apart. Empty if the gap cannot be split.
std::vector<GapCase> cases_of(const Plan& plan, const Cuts& cuts, const Patient& patient,
                              const Workspace& workspace, QueryId query, const Gap& gap);

/// The parts of a range below, at and above one of the cuts in it, the middle one; without a cut at a point
/// of its own choice. Empty for a single value.
std::vector<Range> split(const Range& range, const std::vector<Number>& cuts);

/// The days before a cut, the middle one of those inside, and those from it on; without a cut in two halves.
/// Empty for a single day.
std::vector<DateRange> split(const DateRange& days, std::vector<Day> cuts);

}  // namespace eligo
