#pragma once

#include <vector>

#include "runtime/completions/split_days.h"

namespace eligo {

/// Whether the query looks at the records of the record's fact.
bool sees(const Query& query, const Record& record);

/// Each of the records of one day as the last of those whose order is open, for all questions that look at
/// any of them.
std::vector<Branch> cases_of_order(const Splitting& by, std::uint32_t record);

/// Each of the records that the query finds equal as the one that is chosen, by all questions that look at
/// any of them. None as long as there may be others that are equal.
std::vector<Branch> cases_of_rank(const Splitting& by, std::uint32_t record);

}  // namespace eligo
