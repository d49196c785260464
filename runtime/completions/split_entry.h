#pragma once

#include <vector>

#include "runtime/completions/split_days.h"

namespace eligo {

/// What an entry that is not understood may be, as far as the open queries can tell it: each of its readings
/// that some query looks at, or something else. None where it is decided, or no query looks at a reading.
std::vector<Branch> cases_of_entry(const Splitting& by, std::uint32_t entry);

}  // namespace eligo
