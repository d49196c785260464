#pragma once

#include <string>
#include <vector>

#include "runtime/model/plan.h"
#include "tools/eligo/tables/column_draft.h"

namespace eligo {

/// The text of a mapping: what can be told of the columns by their names, and under `undecided` those of
/// which it cannot. It cannot be used before somebody has looked at each of these.
std::string mapping_draft(const Plan& plan, const std::vector<TableDraft>& tables);

}  // namespace eligo
