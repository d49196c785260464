#pragma once

#include "tests/oracle/patient.h"
#include "tests/oracle/random.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// The day that the as-of anchor of most patients is.
Day today();

/// A protocol over few facts with few windows and thresholds, so that its conditions share their gaps.
Protocol random_protocol(Random& random);

/// A patient with a few records, gaps among them, of the facts that the protocol asks about.
Patient random_patient(const Protocol& protocol, Random& random);

/// The facts that a protocol asks about, with the narrower ones.
std::vector<int> subjects(const Protocol& protocol);

}  // namespace eligo::oracle
