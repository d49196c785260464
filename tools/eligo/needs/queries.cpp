#include "tools/eligo/needs/queries.h"

#include <algorithm>

namespace eligo {
namespace {

/// The nodes that a query itself refers to.
void add_nodes_of(const Plan& plan, const Query& query, std::vector<NodeId>& nodes) {
  for (const ValueTest& test : query.tests) nodes.insert(nodes.end(), {test.when, test.node});
  for (const AssumptionId assumption : query.assumptions)
    nodes.push_back(plan.assumptions[assumption.value].when);
}

}  // namespace

std::vector<QueryId> queries_below(const Plan& plan, NodeId root) {
  std::vector<QueryId> found;
  std::vector<bool> is_seen(plan.nodes.size());
  std::vector<NodeId> waiting{root};
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (!id.exists() || is_seen[id.value]) continue;
    is_seen[id.value] = true;
    const Node& node = plan[id];
    for (std::uint32_t i = 0; i < node.operand_count; ++i)
      waiting.push_back(plan.operands[node.first_operand + i]);
    if (!node.query.exists()) continue;
    if (std::find(found.begin(), found.end(), node.query) == found.end()) found.push_back(node.query);
    add_nodes_of(plan, plan[node.query], waiting);
  }
  return found;
}

}  // namespace eligo
