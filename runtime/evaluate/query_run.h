#pragma once

#include <optional>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// One query under way for one patient: what a selector reads, and where its reasons and evidence go.
struct QueryRun {
  const Plan& plan;
  const PatientFacts& patient;
  const Query& query;
  Workspace& workspace;
  QueryResult& result;
  DateRange as_of;                ///< all days, if the patient has no such anchor
  std::optional<bool> is_closed;  ///< see closing.h

  [[nodiscard]] Scratch& scratch() const { return workspace.scratch; }
  [[nodiscard]] const Record& record(const Candidate& candidate) const {
    return patient.records[candidate.record];
  }

  /// Says why the answer is open; each reason once.
  void doubt(const Reason& reason);
  /// Repeats what left a candidate open: whether it counts, what its value comes to.
  void doubt_counting(const Candidate& candidate);
  void doubt_value(const Candidate& candidate);
  /// Says how a record took part.
  void saw(std::uint32_t record, Role role);
};

/// The patient's as-of date: all days if the anchor is missing.
DateRange as_of_date(const Plan& plan, const PatientFacts& patient);

/// The answer of a condition.
inline NodeResult answer(Truth truth) { return {truth, Range::anything(), Truth::fails()}; }
/// The answer of a quantity.
inline NodeResult answer(const Range& range) { return {Truth::unknown(), range, Truth::fails()}; }

/// Asks the query, and leaves its reasons and evidence behind. One function a selector; see the file named
/// behind it.
NodeResult ask(QueryRun& run);

NodeResult any_record(QueryRun& run);  // exists.cpp
/// Holds where a record that is there settles it; else nothing, and no reasons are given.
std::optional<NodeResult> sure_record(QueryRun& run);
NodeResult every_record(QueryRun& run);     // exists.cpp
NodeResult count_records(QueryRun& run);    // count.cpp
NodeResult count_lines(QueryRun& run);      // count.cpp
NodeResult latest_record(QueryRun& run);    // select.cpp: most_recent
NodeResult previous_record(QueryRun& run);  // select.cpp
NodeResult first_record(QueryRun& run);     // select.cpp
NodeResult extreme_record(QueryRun& run);   // extreme.cpp: highest, lowest
NodeResult latest_answer(QueryRun& run);    // state.cpp
NodeResult attribute_count(QueryRun& run);  // state.cpp
NodeResult age(QueryRun& run);              // state.cpp: completed years on the last day of the window
NodeResult any_course(QueryRun& run);       // courses.cpp: any, receiving
NodeResult count_courses(QueryRun& run);    // courses.cpp
NodeResult daily_dose(QueryRun& run);       // dose.cpp
NodeResult unchanged_dose(QueryRun& run);   // dose.cpp

}  // namespace eligo
