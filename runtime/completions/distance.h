#pragma once

#include <cstddef>

#include "runtime/model/plan.h"

namespace eligo {

/// Whether a query measures how far the ends of records lie from other days, beside which of them lie in its
/// window and which come first.
bool measures_ends(const Query& query);
/// Whether it does so with their ends, or with their first days alone.
bool measures(const Query& query);
/// Whether it measures how far the days of so many treatments, or of anything else, lie from each other.
bool measures(const Query& query, std::ptrdiff_t treatments);
/// Whether it measures from the days on which courses begin alone.
bool measures_from_starts(const Query& query);

/// Whether it matters to a query which of two records is the earlier.
bool asks_for_order(const Query& query);

}  // namespace eligo
