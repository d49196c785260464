#pragma once

#include <optional>
#include <string_view>

#include "runtime/model/plan.h"
#include "runtime/saved/plan_error.h"

namespace eligo {

/// A plan, or why there is none.
struct LoadedPlan {
  std::optional<Plan> plan;
  PlanError error;  ///< empty where there is a plan
};

/// Whether the bytes begin as a saved plan does. No text of the language begins so.
bool is_saved_plan(std::string_view bytes);

/// Reads what `saved_plan` wrote. Any bytes whatever may be given: they lead to an error, or to a plan that
/// has passed `check_plan`. Time and memory are at most proportional to the number of bytes.
LoadedPlan load_plan(std::string_view bytes);

}  // namespace eligo
