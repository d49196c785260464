#pragma once

#include "runtime/evaluate/candidates.h"

namespace eligo {

/// What else may be, beside the candidates that are picked.
enum class Otherwise : std::uint8_t {
  nothing,     ///< one of them it is
  none,        ///< there may be no such record
  unrecorded,  ///< a record that is not there may be it
};

/// The outcomes of all candidates that are picked: the test's, or where the query has none the values they
/// hold. `missing` is the reason if there is no candidate at all.
NodeResult unite(QueryRun& run, Otherwise otherwise, ReasonCode missing = ReasonCode::no_record);

/// Whether the data hold no record for the query, whatever is supposed beside them.
Truth is_absent(const QueryRun& run);

/// Picks every candidate that may be the latest. True if there surely is one.
bool pick_latest(QueryRun& run);

}  // namespace eligo
