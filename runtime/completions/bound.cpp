#include "runtime/completions/bound.h"

#include <algorithm>
#include <cmath>

#include "runtime/completions/cuts.h"

namespace eligo {
namespace {

/// The cases that the questions below one node make of a fact.
struct Asked {
  std::size_t questions = 0;
  std::vector<const Window*> windows;
  std::vector<FieldId> fields;
};

template <typename Item, typename Same>
void add_once(std::vector<Item>& items, Item item, Same same) {
  if (std::none_of(items.begin(), items.end(), [&](const Item& one) { return same(one, item); }))
    items.push_back(item);
}

std::vector<Asked> asked_below(const Plan& plan, const std::vector<NodeId>& nodes) {
  std::vector<Asked> result(plan.vocabulary.facts.size());
  for (const NodeId id : nodes) {
    if (!plan[id].query.exists()) continue;
    const Query& query = plan[plan[id].query];
    for (const FactId fact : query.asked) {
      Asked& asked = result[fact.value];
      ++asked.questions;
      add_once(asked.windows, &query.window, [](const Window* a, const Window* b) { return *a == *b; });
      for (const auto* filters : {&query.filters, &query.demands}) {
        for (const Filter& filter : *filters) add_once(asked.fields, filter.field, std::equal_to<>());
      }
    }
  }
  return result;
}

/// A value lies below, at or above each cut; a word is one of those listed or another.
double values_of(const Plan& plan, FactId fact, const Cuts::OfFact& cuts) {
  const ValueType& type = plan.vocabulary[fact].type;
  if (!type.words.empty()) return static_cast<double>(type.words.size() + 1);
  const double limits = 2.0 * static_cast<double>(cuts.factors.size()) + 1;
  return (2.0 * static_cast<double>(cuts.values.size() + cuts.ages.size()) + 1) * limits;
}

double fields_of(const std::vector<FieldId>& fields, const Cuts& cuts) {
  double result = 1;
  for (const FieldId field : fields) {
    if (!field.exists()) continue;
    const Cuts::OfField& of = cuts.fields[field.value];
    result *= static_cast<double>(of.words.size() + of.facts.size() + 2 * of.values.size() + 2);
  }
  return result;
}

}  // namespace

double most_branches(const Plan& plan, NodeId root) {
  const std::vector<NodeId> nodes = nodes_below(plan, {root});
  const Cuts cuts = find_cuts(plan, nodes);
  const std::vector<Asked> asked = asked_below(plan, nodes);
  double result = 1;
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    if (asked[i].questions < 2) continue;
    const FactId fact{i};
    const double days = 2.0 * static_cast<double>(asked[i].windows.size()) + 1;
    const double one = values_of(plan, fact, cuts.facts[i]) * days * fields_of(asked[i].fields, cuts);
    const bool is_record = plan.vocabulary[fact].kind != FactKind::attribute;
    result *= is_record ? std::pow(one + 1, std::max(1U, cuts.facts[i].records)) : one;
  }
  return result;
}

}  // namespace eligo
