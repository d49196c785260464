#pragma once

#include <cstdint>
#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// How many nodes of a plan may rest on each other, one upon the other. Whoever walks down a plan goes no
/// deeper.
inline constexpr std::uint32_t most_plan_depth = 200;

/// How deep each node of a plan stands upon others: 1 for a node that rests on none. The conditions and
/// quantities that its query asks about count, too.
class PlanDepths {
 public:
  explicit PlanDepths(const Plan& plan) : plan_(plan) {}

  /// Of a node of the plan. All that it rests on stands before it.
  std::uint32_t of(NodeId id);

 private:
  [[nodiscard]] std::uint32_t below(const Node& node) const;

  const Plan& plan_;
  std::vector<std::uint32_t> depths_;  // by NodeId, as far as they were asked for
};

}  // namespace eligo
