#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// The readings of these names, in place of the file's own. Nothing where a name is unknown, or two name
/// readings of one criterion: `why` says so, with the nearest name.
std::optional<ReadingChoice> choose_readings(const Plan& plan, const std::vector<std::string>& names,
                                             std::string& why);

}  // namespace eligo
