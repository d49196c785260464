#include "runtime/model/plan_depth.h"

#include <algorithm>

namespace eligo {

std::uint32_t PlanDepths::of(NodeId id) {
  while (depths_.size() <= id.value) {
    depths_.push_back(1 + below(plan_.nodes[depths_.size()]));
  }
  return depths_[id.value];
}

std::uint32_t PlanDepths::below(const Node& node) const {
  std::uint32_t deepest = 0;
  const auto rest_on = [&](NodeId other) {
    if (other.exists()) deepest = std::max(deepest, depths_[other.value]);
  };
  for (std::uint32_t i = 0; i < node.operand_count; ++i) rest_on(plan_.operands[node.first_operand + i]);
  if (!node.query.exists()) return deepest;
  const Query& query = plan_[node.query];
  for (const ValueTest& test : query.tests) {
    rest_on(test.node);
    rest_on(test.when);
  }
  for (const AssumptionId id : query.assumptions) rest_on(plan_.assumptions[id.value].when);
  return deepest;
}

}  // namespace eligo
