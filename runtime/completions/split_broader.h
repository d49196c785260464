#pragma once

#include <vector>

#include "runtime/completions/split_days.h"

namespace eligo {

/// What a record of a fact may be that is broader than the facts of open queries: of each of the narrower
/// facts that such a query looks at, or of none of them. None where it is decided, or no query is open about
/// it.
std::vector<Branch> cases_of_broader(const Splitting& by, std::uint32_t record);

}  // namespace eligo
