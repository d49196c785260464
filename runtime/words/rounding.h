#pragma once

#include <string>
#include <vector>

#include "runtime/values/number.h"

namespace eligo {

/// A number as people print it. Up to six digits it stands as it is; a longer one is rounded to four, and to
/// so many more that its last digit is not 0 and that it stands on its own side of each of `limits`: 59.998
/// is never printed as 60. Where twelve do not do, it is `just below 60`.
std::string printed(const Number& value, const std::vector<Number>& limits = {});

}  // namespace eligo
