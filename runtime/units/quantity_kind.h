#pragma once

#include <string_view>

#include "runtime/units/unit.h"

namespace eligo::units {

/// What a UCUM code says beyond its dimension. The code can be read.
QuantityKind quantity_kind(std::string_view code);

}  // namespace eligo::units
