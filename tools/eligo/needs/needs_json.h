#pragma once

#include <string>

#include "tools/eligo/needs/needs.h"

namespace eligo {

/// The needs of a protocol for programs, indented, with the line's end. Each fact bears a `record` with every
/// key that the rules read, to be filled in.
std::string needs_json(const Plan& plan, const Needs& needs);

}  // namespace eligo
