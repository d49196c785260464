#include "compiler/compare/excerpt.h"

#include <algorithm>

namespace eligo::amendment {
namespace {

/// The nodes that a rule depends on: through operands, limits, conditions of limits and of assumptions.
class Needed {
 public:
  explicit Needed(const Plan& plan) : plan_(plan), nodes_(plan.nodes.size(), false) {}

  void mark(NodeId id) {
    if (!id.exists() || nodes_[id.value]) return;
    nodes_[id.value] = true;
    const Node& node = plan_[id];
    for (std::uint32_t i = 0; i < node.operand_count; ++i) mark(plan_.operands[node.first_operand + i]);
    if (!node.query.exists()) return;
    const Query& query = plan_[node.query];
    for (const ValueTest& test : query.tests) {
      mark(test.node);
      mark(test.when);
    }
    for (const AssumptionId assumption : query.assumptions) mark(plan_.assumptions[assumption.value].when);
  }

  [[nodiscard]] bool operator[](std::size_t node) const { return nodes_[node]; }

 private:
  const Plan& plan_;
  std::vector<bool> nodes_;
};

}  // namespace

Plan excerpt(const Plan& plan, Polarity polarity, NodeId root) {
  Needed needed(plan);
  needed.mark(root);

  Plan made;
  made.protocol = plan.protocol;
  made.vocabulary = plan.vocabulary;
  made.as_of = plan.as_of;
  made.birth_date = plan.birth_date;
  made.dose = plan.dose;
  made.line = plan.line;
  made.assumptions = plan.assumptions;
  made.refs = plan.refs;

  std::vector<NodeId> places(plan.nodes.size());
  const auto place = [&](NodeId id) { return id.exists() ? places[id.value] : id; };
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!needed[i]) continue;
    Node node = plan.nodes[i];
    const std::uint32_t first = node.first_operand;
    node.first_operand = static_cast<std::uint32_t>(made.operands.size());
    for (std::uint32_t k = 0; k < node.operand_count; ++k)
      made.operands.push_back(place(plan.operands[first + k]));
    if (node.query.exists()) {
      Query query = plan[node.query];
      for (ValueTest& test : query.tests) {
        test.node = place(test.node);
        test.when = place(test.when);
      }
      node.query = {static_cast<std::uint32_t>(made.queries.size())};
      made.queries.push_back(std::move(query));
    }
    places[i] = {static_cast<std::uint32_t>(made.nodes.size())};
    made.nodes.push_back(std::move(node));
  }
  for (Assumption& assumption : made.assumptions) {
    const bool is_needed = assumption.when.exists() && needed[assumption.when.value];
    assumption.when = is_needed ? place(assumption.when) : NodeId{};
  }
  Criterion criterion;
  criterion.polarity = polarity;
  criterion.root = place(root);
  made.criteria.push_back(std::move(criterion));
  return made;
}

}  // namespace eligo::amendment
