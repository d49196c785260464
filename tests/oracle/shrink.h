#pragma once

#include <functional>

#include "tests/oracle/patient.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// Whether that for which a pair is looked at is there.
using Sought = std::function<bool(const Protocol&, const Patient&)>;

/// Takes away from both what can be done without for what is sought to stay.
void shrink(Protocol& protocol, Patient& patient, const Sought& is_there);

}  // namespace eligo::oracle
