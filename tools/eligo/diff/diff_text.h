#pragma once

#include <string>

#include "tools/eligo/diff/moves.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// An amendment as a clinician reads it on a terminal: old and new wording one above the other, changed words
/// marked (by colour, or by « » where there is none), and a patient on each side of every change.
std::string amendment_text(const amendment::Amendment& amendment, const Plan& old, const Plan& now,
                           const Moves* moves, const Style& style);

}  // namespace eligo
