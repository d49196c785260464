#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/units/unit.h"

namespace eligo::units {

/// `text` with every name that is a usual one but for its capitals put right: `MMOL/L` → `mmol/L`, `k/ul` →
/// `K/uL`. Other names stay.
std::string in_usual_capitals(std::string_view text);

/// Everything that a laboratory may mean by this spelling: the unit that it is, and those that it is but for
/// its capitals, or for a degree sign that was left out. Equal ones stand once. Empty if it can mean none.
std::vector<Unit> readings(std::string_view text);

}  // namespace eligo::units
