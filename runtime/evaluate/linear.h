#pragma once

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// What a quantity may be, of which each operand alone says that it lies in `range`, with the same quantity
/// taken for one and the same wherever it stands, as below.
Range range_as_linear(const Plan& plan, const Workspace& workspace, NodeId quantity, const Range& range);

/// The outcome of a comparison, with the same quantity taken for one and the same wherever it stands: `x - x`
/// is 0 however wide x is. Sums, differences and multiples are seen through; anything else is taken as it
/// comes.
Truth compare_as_linear(const Plan& plan, const Workspace& workspace, const Node& comparison);

/// The same of a record's own value with a quantity, which may depend on that record.
Truth compare_as_linear(const Plan& plan, const Workspace& workspace, RecordId record, const Range& value,
                        Comparison comparison, NodeId quantity);

}  // namespace eligo
