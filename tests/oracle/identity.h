#pragma once

#include <vector>

#include "tests/oracle/patient.h"

namespace eligo::oracle {

/// By record of the patient: whether it may be another one over again.
std::vector<bool> possible_repeats(const Patient& patient);

}  // namespace eligo::oracle
