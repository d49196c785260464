#pragma once

#include <vector>

#include "tests/oracle/patient.h"

namespace eligo::oracle {

/// The patients that one may be whose entries are not all understood: with each entry as each of its readings
/// and as something else. Empty if they are more than `most`.
std::vector<Patient> identities_of(const Patient& patient, std::size_t most);

}  // namespace eligo::oracle
