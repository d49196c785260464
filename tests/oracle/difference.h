#pragma once

#include "tests/oracle/screen.h"

namespace eligo::oracle {

/// Settled where the definition leaves it open or says otherwise: unsound. Open, or passed without saying
/// that it does not apply, where the definition settles it: inexact. What was skipped differs from nothing.
enum class Difference : std::uint8_t { none, inexact, unsound };

/// The worst of all criteria and the verdict.
Difference difference(const Screening& runtime, const Screening& definition);

}  // namespace eligo::oracle
