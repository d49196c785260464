#pragma once

#include "runtime/evaluate.h"

namespace eligo {

/// The outcome of a comparison, with the same quantity taken for one and the same wherever it stands: `x - x`
/// is 0 however wide x is. Sums, differences and multiples are seen through; anything else is taken as it
/// comes.
Truth compare_as_linear(const Plan& plan, const Workspace& workspace, const Node& comparison);

}  // namespace eligo
