#pragma once

#include <string>

#include "runtime/model/plan.h"

namespace eligo {

/// The bytes of a saved plan: the same for the same plan on every machine. Every plan can be written; one
/// beyond the limits of `load_plan` is refused there.
std::string saved_plan(const Plan& plan);

}  // namespace eligo
