#include "runtime/exact/cuts.h"

#include <algorithm>

#include "runtime/plan.h"

namespace eligo {
namespace {

template <typename Item>
void sort_once(std::vector<Item>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

void add_ends(const Range& range, std::vector<Number>& values) {
  if (range.low) values.push_back(range.low->value);
  if (range.high) values.push_back(range.high->value);
}

class Finder {
 public:
  explicit Finder(const Plan& plan) : plan_(plan) {
    cuts_.facts.resize(plan.vocabulary.facts.size());
    cuts_.fields.resize(plan.vocabulary.fields.size());
  }

  Cuts find(const std::vector<NodeId>& nodes) {
    for (const NodeId id : nodes) {
      const Node& node = plan_[id];
      if (node.query.exists()) look_at(plan_[node.query]);
      if (node.op == Op::compare) compared(node);
    }
    for (Cuts::OfFact& fact : cuts_.facts) {
      sort_once(fact.ages);
      sort_once(fact.values);
      sort_once(fact.factors);
    }
    for (Cuts::OfField& field : cuts_.fields) {
      sort_once(field.values);
      sort_once(field.words);
      sort_once(field.facts);
    }
    return std::move(cuts_);
  }

 private:
  /// Questions about one and the same latest record need but one.
  bool asks_for_another(const Query& query) {
    if (query.selector != Selector::most_recent && query.selector != Selector::latest_answer) return true;
    const bool is_known = std::any_of(latest_.begin(), latest_.end(), [&](const Query* other) {
      return other->facts == query.facts && other->window == query.window && other->filters == query.filters;
    });
    if (!is_known) latest_.push_back(&query);
    return !is_known;
  }

  void look_at(const Query& query) {
    const std::uint32_t own = query.selector == Selector::previous ? 2 : 1;
    const std::uint32_t needed = asks_for_another(query) ? own : 0;
    for (const FactId fact : query.asked) cuts_.facts[fact.value].is_named = true;
    for (const FactId fact : query.facts) {
      Cuts::OfFact& cuts = cuts_.facts[fact.value];
      cuts.records += needed;
      cuts.is_planned |= query.selector == Selector::planned;
      for (const Test& test : query.tests) look_at(test, cuts);
    }
    for (const Filter& filter : query.filters) look_at(filter);
    for (const Filter& filter : query.demands) look_at(filter);
  }

  static void look_at(const Test& test, Cuts::OfFact& cuts) {
    const bool is_times = test.kind == Test::Kind::times_upper || test.kind == Test::Kind::times_lower;
    if (is_times) cuts.factors.push_back(test.factor);
    if (test.kind == Test::Kind::compare || test.kind == Test::Kind::between)
      add_ends(test.limit, cuts.values);
  }

  void look_at(const Filter& filter) {
    if (!filter.field.exists()) return;
    Cuts::OfField& cuts = cuts_.fields[filter.field.value];
    cuts.words.insert(cuts.words.end(), filter.words.begin(), filter.words.end());
    cuts.facts.insert(cuts.facts.end(), filter.facts.begin(), filter.facts.end());
    if (filter.kind == Filter::Kind::compare) add_ends(filter.limit, cuts.values);
    cuts.asks_recording |= filter.kind == Filter::Kind::recorded || filter.kind == Filter::Kind::not_recorded;
  }

  /// A quantity of one query against a constant, as in `number of X >= 3`.
  void compared(const Node& node) {
    const Node& left = plan_[plan_.operands[node.first_operand]];
    const Node& right = plan_[plan_.operands[node.first_operand + 1]];
    if (left.query.exists() && right.op == Op::number) compared(left, right.value);
    if (right.query.exists() && left.op == Op::number) compared(right, left.value);
  }

  void compared(const Node& node, const Number& constant) {
    const Query& query = plan_[node.query];
    if (node.op == Op::age) {
      for (const FactId fact : query.asked) cuts_.facts[fact.value].ages.push_back(constant);
      return;
    }
    const bool counts = query.selector == Selector::count || query.selector == Selector::lines;
    for (const FactId fact : query.facts) {
      Cuts::OfFact& cuts = cuts_.facts[fact.value];
      cuts.values.push_back(constant);
      if (counts && constant.sign() > 0)
        cuts.records += static_cast<std::uint32_t>(std::min(constant.to_double(), 50.0));
    }
  }

  const Plan& plan_;
  Cuts cuts_;
  std::vector<const Query*> latest_;
};

}  // namespace

std::vector<NodeId> nodes_below(const Plan& plan, const std::vector<NodeId>& roots) {
  std::vector<bool> is_needed(plan.nodes.size());
  std::vector<NodeId> open = roots;
  std::vector<NodeId> nodes;
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (!id.exists() || is_needed[id.value]) continue;
    is_needed[id.value] = true;
    nodes.push_back(id);
    const Node& node = plan[id];
    const auto first = plan.operands.begin() + node.first_operand;
    open.insert(open.end(), first, first + node.operand_count);
    if (!node.query.exists()) continue;
    for (const Test& test : plan[node.query].tests) open.insert(open.end(), {test.node, test.when});
    for (const AssumptionId assumption : plan[node.query].assumptions) {
      open.push_back(plan.assumptions[assumption.value].when);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

Cuts find_cuts(const Plan& plan, const std::vector<NodeId>& nodes) { return Finder(plan).find(nodes); }

}  // namespace eligo
