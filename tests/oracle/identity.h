#pragma once

#include <vector>

#include "tests/oracle/patient.h"

namespace eligo::oracle {

/// By record of the patient: whether it may be another one over again.
std::vector<bool> possible_repeats(const Patient& patient);

/// The patient without the records that others name as replaced, that say the same as another one of the same
/// moment, or are an earlier edition of it. What is not understood is held against nothing.
Patient without_repeats(const Patient& recorded);

}  // namespace eligo::oracle
