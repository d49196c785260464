#pragma once

#include <string>

#include "tools/eligo/screen/cohort.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// A cohort as a table: criteria by outcome, attrition, verdicts, and what is most asked for.
std::string cohort_text(const Cohort& cohort, const Style& style);

/// For each other reading of the protocol, whose verdict it would change.
std::string readings_text(const Cohort& cohort, const Style& style);

}  // namespace eligo
