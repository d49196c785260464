#pragma once

#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/cuts.h"
#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// The questions by which a gap is split: a query that it leaves open, and all other queries of the rules.
struct Splitting {
  const Plan& plan;
  const Cuts& cuts;
  const PatientFacts& patient;
  const Workspace& workspace;
  const Query& query;
  const QueryResult& answer;
  DateRange as_of;
  bool may_halve = false;  ///< see `cases_of`
};

/// An anchor of the query's window that is open itself; none if there is none.
AnchorId open_anchor_of(const Splitting& by, const Query& query);

/// The cases of an anchor's day.
std::vector<Branch> cases_of_anchor(const Splitting& by, AnchorId anchor);

/// The cases of the days on which a record begins, or where that is known, on which it ends. An anchor that
/// they are held against comes first, if it is open itself.
std::vector<Branch> cases_of_date(const Splitting& by, std::uint32_t record);

/// The parts of the days that a birth may be of.
std::vector<DateRange> parts_of_birth(const Splitting& by, const DateRange& days,
                                      const std::vector<Number>& ages);

}  // namespace eligo
