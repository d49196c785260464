#pragma once

#include <string>

#include "tests/oracle/both_sides.h"
#include "tests/oracle/options.h"

namespace eligo::oracle {

/// A pair in full, with the answers of both sides; shrunk, if that is asked for.
std::string shown(std::size_t pair, const Options& options, BothSides& sides);

}  // namespace eligo::oracle
