#pragma once

#include <string>

#include "tools/eligo/diff/moves.h"

namespace eligo {

/// An amendment as one HTML page that needs nothing else: the versions side by side, and one above the other
/// where the screen is narrow.
std::string amendment_page(const amendment::Amendment& amendment, const Plan& old, const Plan& now,
                           const Moves* moves);

}  // namespace eligo
