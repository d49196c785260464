#pragma once

#include "runtime/model/plan.h"

namespace eligo::lint {

/// Whether two plans judge every patient alike, told from their form: lists are compared without regard to
/// order, repetition and nesting, facts by their names. Where it says no they may still mean the same.
bool same_meaning(const Plan& a, const Plan& b);

}  // namespace eligo::lint
