#pragma once

#include <string>

#include "tools/eligo/diff/moves.h"

namespace eligo {

/// An amendment as one JSON object.
std::string amendment_json(const amendment::Amendment& amendment, const Plan& old, const Plan& now,
                           const Moves* moves);

}  // namespace eligo
