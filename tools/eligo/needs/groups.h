#pragma once

#include <vector>

#include "tools/eligo/needs/needs.h"

namespace eligo {

/// Facts of one kind that serve the same criteria in the same way, as the drugs of a group do. Facts with
/// values, and those that have narrower ones, stand alone.
std::vector<std::vector<const FactNeed*>> needs_alike(const Plan& plan, const Needs& needs, FactKind kind);

}  // namespace eligo
