#pragma once

#include "runtime/evaluate/window.h"

namespace eligo {

/// What a record has to be to count: of one day in the window, or part of a course that is judged as a whole.
enum class Gathering : std::uint8_t { records, courses };

/// Fills the scratch's candidates with the records that count, or may count, for the query, each with its
/// test. Those left out are noted as evidence. Of courses neither the window nor the filters decide yet.
void gather(QueryRun& run, Gathering gathering = Gathering::records);

/// Adds the reasons why it is open whether a candidate lies in the window.
void doubt_days(QueryRun& run, const Candidate& candidate, const Days& days);

/// A reason that says a record leaves something open.
Reason record_reason(const QueryRun& run, const Candidate& candidate, ReasonCode code);

/// The reason that nobody knows what an entry is, of which this is a reading.
Reason unrecognised(const PatientFacts& patient, RecordId reading);

/// Says of each fact asked that there is no record.
void doubt_no_record(QueryRun& run, ReasonCode code = ReasonCode::no_record);

}  // namespace eligo
