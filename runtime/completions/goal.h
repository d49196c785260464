#pragma once

#include <cstdint>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// That a node comes to one of some outcomes.
struct Goal {
  NodeId node;
  Truth wanted;
};

enum class GoalProgress : std::uint8_t { reached, open, impossible };

/// How an evaluation stands to a goal.
GoalProgress progress_of(const Workspace& workspace, const Goal& goal);

/// Goals that must be reached, all of them, for the first ones to be: as far down as a node comes to an
/// outcome in one way alone.
std::vector<Goal> parts_of(const Plan& plan, const std::vector<Goal>& goals);

/// Goals of which at least one must be reached for this one to be. Empty where it is not made of others.
std::vector<Goal> alternatives_of(const Plan& plan, const Goal& goal);

}  // namespace eligo
