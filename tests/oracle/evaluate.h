#pragma once

#include <cstddef>

#include "tests/oracle/completion.h"

namespace eligo::oracle {

enum class Outcome : std::uint8_t { fails, holds, inapplicable };

/// What a criterion's rule comes to for a completed patient, by plain two-valued logic.
Outcome evaluate(const Protocol& protocol, std::size_t criterion, Completion& completion);

}  // namespace eligo::oracle
