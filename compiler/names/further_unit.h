#pragma once

#include <vector>

#include "compiler/names/scope.h"

namespace eligo {

/// The units that an `also in` clause declares for results of this type. What is wrong with them is reported.
std::vector<FurtherUnit> read_further_units(const Place& clause, const ValueType& type, Findings& findings);

}  // namespace eligo
