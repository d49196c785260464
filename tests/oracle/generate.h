#pragma once

#include "tests/oracle/asks.h"
#include "tests/oracle/patient.h"
#include "tests/oracle/random.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// The day that the as-of anchor of most patients is.
Day today();

/// A day near the ends of the windows, so that they matter.
Day some_day(const Asks& asks, Random& random);

/// A protocol over few facts with few windows and thresholds, so that its conditions share their gaps.
Protocol random_protocol(Random& random);

/// A patient with a few records, gaps among them, of the facts that the protocol asks about.
Patient random_patient(const Protocol& protocol, Random& random);

}  // namespace eligo::oracle
