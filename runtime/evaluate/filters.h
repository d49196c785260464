#pragma once

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// Whether a record's field is what the filter asks for. A field that is not recorded leaves it open, unless
/// the filter asks about the recording itself. Appends to `doubts` what leaves it open.
Truth passes(const PatientFacts& patient, const Filter& filter, std::uint32_t record,
             std::vector<Reason>& doubts);

/// All of the filters.
Truth passes(const QueryRun& run, const std::vector<Filter>& filters, std::uint32_t record,
             std::vector<Reason>& doubts);

/// The reason why a flawed record or field answers nothing.
Reason flaw_reason(Flaw flaw, FactId fact, RecordId record, FieldId field = {});

}  // namespace eligo
