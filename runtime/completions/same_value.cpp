#include "runtime/completions/same_value.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/window.h"

namespace eligo {
namespace {

/// Where an assumption stands in for a value, or the answer is more than a comparison with it, one outcome
/// says nothing of another.
bool asks_about_value(const Node& node, const Query& query) {
  if (node.op != Op::query_truth || !asks_about_latest(query)) return false;
  if (query.tests.size() != 1 || !query.demands.empty() || !query.assumptions.empty()) return false;
  const ValueTest& test = query.tests.front();
  const bool is_compared = test.kind == ValueTest::Kind::compare && test.limit.is_exact();
  return !test.when.exists() && (is_compared || test.kind == ValueTest::Kind::between);
}

bool ask_about_same(const Plan& plan, const Query& a, const Query& b) {
  const auto is_previous = [](const Query& query) { return query.selector == Selector::previous; };
  return is_previous(a) == is_previous(b) && a.facts == b.facts && have_same_window(plan, a, b) &&
         a.filters == b.filters;
}

}  // namespace

SameValue::SameValue(const Plan& plan, const std::vector<NodeId>& nodes) : plan_(plan) {
  for (const NodeId id : nodes) {
    const Node& node = plan[id];
    if (!node.query.exists() || !asks_about_value(node, plan[node.query])) continue;
    const auto group = std::find_if(groups_.begin(), groups_.end(), [&](const std::vector<NodeId>& one) {
      return ask_about_same(plan, plan[plan[one.front()].query], plan[node.query]);
    });
    if (group == groups_.end()) {
      groups_.push_back({id});
    } else {
      group->push_back(id);
    }
  }
}

const std::vector<NodeId>& SameValue::beside(NodeId condition) const {
  static const std::vector<NodeId> none;
  for (const auto& group : groups_) {
    if (std::find(group.begin(), group.end(), condition) != group.end()) return group;
  }
  return none;
}

const ValueTest& SameValue::test_of(NodeId condition) const {
  return plan_[plan_[condition].query].tests.front();
}

Range SameValue::values_for(NodeId condition, Truth outcome) const {
  const ValueTest& test = test_of(condition);
  if (test.kind == ValueTest::Kind::compare) {
    const Comparison holding = outcome.is_holding() ? test.comparison : opposite(test.comparison);
    return eligo::values_for(holding, test.limit.low->value);
  }
  return outcome.is_holding() ? test.limit : Range::anything();
}

Truth SameValue::outcome_for(NodeId condition, const Range& values) const {
  const ValueTest& test = test_of(condition);
  if (test.kind == ValueTest::Kind::compare) return compare(values, test.comparison, test.limit);
  const auto is_within = [&](const std::optional<Range::End>& end, Comparison comparison) {
    return end ? compare(values, comparison, Range::exactly(end->value)) : Truth::holds();
  };
  return both(is_within(test.limit.low, Comparison::greater_or_equal),
              is_within(test.limit.high, Comparison::less_or_equal));
}

Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::less: return Comparison::greater_or_equal;
    case Comparison::less_or_equal: return Comparison::greater;
    case Comparison::equal: return Comparison::not_equal;
    case Comparison::not_equal: return Comparison::equal;
    case Comparison::greater_or_equal: return Comparison::less;
    case Comparison::greater: return Comparison::less_or_equal;
  }
  return comparison;
}

Range values_for(Comparison comparison, const Number& limit) {
  switch (comparison) {
    case Comparison::less: return Range::below(limit);
    case Comparison::less_or_equal: return Range::at_most(limit);
    case Comparison::equal: return Range::exactly(limit);
    case Comparison::not_equal: break;
    case Comparison::greater_or_equal: return Range::at_least(limit);
    case Comparison::greater: return Range::above(limit);
  }
  return Range::anything();
}

}  // namespace eligo
