#pragma once

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// What the query's tests say of a value: of a conditional limit the first whose condition holds, and where
/// that is open, every one that may be it. `record` says whose value it is (none: an attribute's, or that of
/// a record not known by itself). Appends to `doubts` what leaves it open.
Truth test_value(const QueryRun& run, const Record& value, RecordId record, std::vector<Reason>& doubts);

/// The tests and what is demanded of the record beside them.
Truth test_record(const QueryRun& run, std::uint32_t record, std::vector<Reason>& doubts);

/// Where the doubts of an outcome go that nobody asks for.
std::vector<Reason>& unused_doubts(const QueryRun& run);

/// The outcome where nothing is known of the value: open, unless it is one of few that all come to the same.
Truth unknown_outcome(const QueryRun& run);

/// The outcome where the file assumes that there is no record: no test holds of it; a question is answered
/// no.
Truth assumed_outcome(const QueryRun& run);
/// That outcome where it `is_assumed` that there is nothing, `otherwise` where it is not, either where that
/// is open.
Truth unless_assumed(const QueryRun& run, Truth is_assumed, Truth otherwise);

/// Whether the flaw leaves open if the record counts at all.
bool concerns_identity(Flaw flaw);
/// Whether the flaw keeps the value from being read.
bool concerns_value(Flaw flaw);
/// Whether the record's value can be read: it may be flawed in other ways.
bool has_readable_value(const Record& record);

/// The record's value; any value if it cannot be read.
Range value_of(const Record& record);

}  // namespace eligo
