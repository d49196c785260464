#pragma once

#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// Every query that the answer of a node may depend on, each once: those below it, those that a value is held
/// against, and those of conditions under which a limit or an assumption counts.
std::vector<QueryId> queries_below(const Plan& plan, NodeId root);

}  // namespace eligo
