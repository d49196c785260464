#pragma once

#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// One thing said of a patient in the words of case files, and what it is about.
struct SuggestedChange {
  std::string fact;
  std::string text;  ///< `ALT 200 U/L on 2025-02-27 (normal up to 40)`
};

/// What may be said differently of a patient so that a query of the plan comes out differently: each limit
/// tried on and beside it, each word, each end of a window, a fact absent, not recorded, or twice as often.
/// `workspace` holds an evaluation that tells where windows lie.
std::vector<SuggestedChange> changes_of(const Plan& plan, const Workspace& workspace, Day as_of);

}  // namespace eligo
