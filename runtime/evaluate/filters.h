#pragma once

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// Whether a record's field is what the filter asks for. A field that is not recorded leaves it open, unless
/// the filter asks about the recording itself. Of a combination whose ingredients are asked about, the dose
/// of one of them is enough. Appends to `doubts` what leaves it open.
Truth passes(const Plan& plan, const PatientFacts& patient, const Query& query, const Filter& filter,
             std::uint32_t record, std::vector<Reason>& doubts);

/// All of the filters; of a combination as one and the same of the ingredients asked about.
Truth passes(const QueryRun& run, const std::vector<Filter>& filters, std::uint32_t record,
             std::vector<Reason>& doubts);

/// All of the filters, of the record as one of a `drug`: its own fact, or an ingredient of that.
Truth passes_as(const QueryRun& run, FactId drug, const std::vector<Filter>& filters, std::uint32_t record,
                std::vector<Reason>& doubts);

/// The reason why a flawed record or field answers nothing.
Reason flaw_reason(Flaw flaw, FactId fact, RecordId record, FieldId field = {});

}  // namespace eligo
