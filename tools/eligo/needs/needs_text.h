#pragma once

#include <string>

#include "tools/eligo/needs/needs.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// The needs of a protocol, as people read them.
std::string needs_text(const Plan& plan, const Needs& needs, const Style& style);

}  // namespace eligo
