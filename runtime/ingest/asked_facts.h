#pragma once

#include <vector>

#include "runtime/model/plan.h"

namespace eligo::ingest {

/// The facts that some question of the plan looks at, in the order of the vocabulary.
std::vector<FactId> asked_facts(const Plan& plan);

}  // namespace eligo::ingest
