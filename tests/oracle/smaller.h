#pragma once

#include <optional>

#include "tests/oracle/patient.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// What is left when one thing is taken away or made simpler: the `index`-th of all such steps, the large
/// ones first. Empty behind the last one. A protocol need not compile any more.
std::optional<Protocol> smaller(const Protocol& protocol, std::size_t index);
std::optional<Patient> smaller(const Patient& patient, std::size_t index);

}  // namespace eligo::oracle
