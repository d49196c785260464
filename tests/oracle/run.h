#pragma once

#include "tests/oracle/options.h"

namespace eligo::oracle {

/// Holds the runtime against the definition on random pairs; prints what differs and the counts. Whether all
/// is well.
bool run(const Options& options);

}  // namespace eligo::oracle
