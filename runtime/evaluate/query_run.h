#pragma once

#include <optional>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// One query under way for one patient: what a selector reads, and where its reasons and evidence go.
struct Look {
  const Plan& plan;
  const Patient& patient;
  const Query& query;
  Workspace& workspace;
  QueryAnswer& result;
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
DateRange as_of_date(const Plan& plan, const Patient& patient);

/// The answer of a condition.
inline Answer answer(Truth truth) { return {truth, Range::anything(), Truth::fails()}; }
/// The answer of a quantity.
inline Answer answer(const Range& range) { return {Truth::unknown(), range, Truth::fails()}; }

/// Asks the query, and leaves its reasons and evidence behind. One function a selector; see the file named
/// behind it.
Answer ask(Look& look);

Answer any_record(Look& look);       // exists.cpp
Answer every_record(Look& look);     // exists.cpp
Answer count_records(Look& look);    // count.cpp
Answer count_lines(Look& look);      // count.cpp
Answer latest_record(Look& look);    // select.cpp: most_recent
Answer previous_record(Look& look);  // select.cpp
Answer first_record(Look& look);     // select.cpp
Answer extreme_record(Look& look);   // extreme.cpp: highest, lowest
Answer latest_answer(Look& look);    // state.cpp
Answer attribute_count(Look& look);  // state.cpp
Answer age(Look& look);              // state.cpp: completed years on the last day of the window
Answer any_course(Look& look);       // courses.cpp: any, receiving
Answer count_courses(Look& look);    // courses.cpp
Answer daily_dose(Look& look);       // dose.cpp
Answer unchanged_dose(Look& look);   // dose.cpp

}  // namespace eligo
