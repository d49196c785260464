#include "compiler/compare/order.h"

#include <algorithm>

#include "compiler/lint/value_set.h"

namespace eligo::amendment {
namespace {

bool is_constant(const Node& node, bool value) { return node.op == Op::truth && (node.low != 0) == value; }

bool is_greater(Comparison comparison) {
  return comparison == Comparison::greater || comparison == Comparison::greater_or_equal;
}

bool is_less(Comparison comparison) {
  return comparison == Comparison::less || comparison == Comparison::less_or_equal;
}

/// `a` in the sense of `b`, or stricter.
bool is_strict_as(Comparison a, Comparison b) {
  return a == b || (a == Comparison::greater && b == Comparison::greater_or_equal) ||
         (a == Comparison::less && b == Comparison::less_or_equal);
}

}  // namespace

bool Order::passes_imply(const ComparedRule& a, const ComparedRule& b) {
  // Who need not pass `a` because it does not apply must be free of `b` as well.
  return is_below(b.applies, a.applies) && is_below(a.requirement, b.requirement);
}

bool Order::is_below(NodeId a, NodeId b) {
  if (a == b) return true;
  const auto known = known_.find({a, b});
  if (known != known_.end()) return known->second;
  const bool made = compare_nodes(a, b);  // operands stand before their node: no circle
  known_.emplace(std::pair(a, b), made);
  return made;
}

bool Order::compare_nodes(NodeId a, NodeId b) {
  const Node& left = plan_[a];
  const Node& right = plan_[b];
  if (is_constant(left, false) || is_constant(right, true)) return true;
  if (lists(a, b) || amounts(a, b)) return true;
  if (left.op != right.op) return false;
  const auto below_a = both_.operands(a);
  const auto below_b = both_.operands(b);
  switch (left.op) {
    case Op::not_: return is_below(below_b[0], below_a[0]);
    case Op::all:
    case Op::any:
      return below_a.size() == below_b.size() &&
             paired(
                 below_a, below_b, [&](NodeId x, NodeId y) { return is_below(x, y); }, nullptr);
    case Op::count: return counts(a, b);
    case Op::unless: return below_a[0] == below_b[0] && is_below(below_b[1], below_a[1]);
    case Op::only_for: return below_a[0] == below_b[0] && is_below(below_a[1], below_b[1]);
    case Op::choose_truth: return choices(a, b);
    case Op::compare: return comparisons(a, b);
    case Op::query_truth: return truth_queries(plan_[left.query], plan_[right.query]);
    default: return false;
  }
}

/// All of several conditions are below each of them, and each is below any of several, as long as none of
/// them can be inapplicable.
bool Order::lists(NodeId a, NodeId b) {
  if (!both_.always_applies(a) || !both_.always_applies(b)) return false;
  const auto below_a = both_.operands(a);
  const auto below_b = both_.operands(b);
  const Op left = plan_[a].op;
  const Op right = plan_[b].op;
  const auto under_b = [&](NodeId item) { return is_below(item, b); };
  const auto over_a = [&](NodeId item) { return is_below(a, item); };
  if (left == Op::any && std::all_of(below_a.begin(), below_a.end(), under_b)) return true;
  if (right == Op::all && std::all_of(below_b.begin(), below_b.end(), over_a)) return true;
  if (left == Op::all && std::any_of(below_a.begin(), below_a.end(), under_b)) return true;
  return right == Op::any && std::any_of(below_b.begin(), below_b.end(), over_a);
}

template <typename Below>
bool Order::paired(const std::vector<NodeId>& a, std::vector<NodeId> b, const Below& below,
                   std::vector<NodeId>* rest) {
  // An operand that stands on both sides is paired with itself.
  std::vector<NodeId> open;
  for (const NodeId item : a) {
    const auto same = std::find(b.begin(), b.end(), item);
    if (same == b.end()) {
      open.push_back(item);
    } else {
      b.erase(same);
    }
  }
  for (const NodeId item : open) {
    const auto partner = std::find_if(b.begin(), b.end(), [&](NodeId other) { return below(item, other); });
    if (partner == b.end()) return false;
    b.erase(partner);
  }
  if (rest != nullptr) *rest = std::move(b);
  return true;
}

/// A list as `at least so many of`; nothing where it is none, or where items may be left out of the count.
std::optional<std::int32_t> Order::least(NodeId id) const {
  const Node& node = plan_[id];
  if (!both_.always_applies(id)) return std::nullopt;
  const auto below = both_.operands(id);
  const auto all_apply =
      std::all_of(below.begin(), below.end(), [&](NodeId item) { return both_.always_applies(item); });
  if (!all_apply) return std::nullopt;
  if (node.op == Op::any) return 1;
  if (node.op == Op::all) return static_cast<std::int32_t>(below.size());
  if (node.op == Op::count && node.high < 0) return node.low;
  return std::nullopt;
}

/// Of the items of `a` so many hold, at least, that still enough of those with a partner in `b` do.
bool Order::amounts(NodeId a, NodeId b) {
  const auto least_a = least(a);
  const auto least_b = least(b);
  if (!least_a || !least_b) return false;
  auto partners = both_.operands(b);
  std::int32_t alone = 0;
  for (const NodeId item : both_.operands(a)) {
    auto partner = std::find(partners.begin(), partners.end(), item);
    if (partner == partners.end()) {
      partner =
          std::find_if(partners.begin(), partners.end(), [&](NodeId other) { return is_below(item, other); });
    }
    if (partner == partners.end()) {
      ++alone;
    } else {
      partners.erase(partner);
    }
  }
  return *least_a - alone >= *least_b;
}

bool Order::counts(NodeId a, NodeId b) {
  const Node& left = plan_[a];
  const Node& right = plan_[b];
  const auto below = [&](NodeId x, NodeId y) { return is_below(x, y); };
  const auto above = [&](NodeId x, NodeId y) { return is_below(y, x); };
  const auto below_a = both_.operands(a);
  const auto below_b = both_.operands(b);
  if (left.high < 0 && right.high < 0)
    return left.low >= right.low && paired(below_a, below_b, below, nullptr);
  if (left.low <= 0 && right.low <= 0 && left.high >= 0)
    return (right.high < 0 || left.high <= right.high) && paired(below_b, below_a, above, nullptr);
  // A narrower span of the same count.
  const bool is_narrower =
      left.low >= right.low && (right.high < 0 || (left.high >= 0 && left.high <= right.high));
  return is_narrower && below_a == below_b;
}

bool Order::choices(NodeId a, NodeId b) {
  const auto x = both_.operands(a);
  const auto y = both_.operands(b);
  return x[0] == y[0] && is_below(x[1], y[1]) && is_below(x[2], y[2]);
}

bool Order::comparisons(NodeId a, NodeId b) {
  const Comparison left = plan_[a].comparison;
  const Comparison right = plan_[b].comparison;
  const auto x = both_.operands(a);
  const auto y = both_.operands(b);
  const auto is_number = [&](NodeId id) { return plan_[id].op == Op::number; };
  if (x[0] == y[0] && is_number(x[1]) && is_number(y[1])) {
    const Node& quantity = plan_[x[0]];
    const bool is_count = quantity.op == Op::query_value && plan_[quantity.query].selector == Selector::count;
    const bool is_whole = quantity.op == Op::age || is_count;
    const auto set = [&](Comparison comparison, NodeId limit) {
      const auto values = lint::ValueSet::of(comparison, plan_[limit].value);
      return is_whole ? values.whole() : values;
    };
    return intersection(set(left, x[1]), set(right, y[1]).complement()).empty();
  }
  if (!is_strict_as(left, right)) return false;
  if (is_greater(left)) return is_at_most(x[0], y[0]) && is_at_most(y[1], x[1]);
  if (is_less(left)) return is_at_most(y[0], x[0]) && is_at_most(x[1], y[1]);
  return false;
}

// ---------------------------------------------------------------------------------------------- quantities

bool Order::is_at_most(NodeId a, NodeId b) {
  if (a == b) return true;
  const auto known = at_most_.find({a, b});
  if (known != at_most_.end()) return known->second;
  const bool made = quantities(a, b);
  at_most_.emplace(std::pair(a, b), made);
  return made;
}

bool Order::is_never_negative(NodeId id) {
  const auto known = never_negative_.find(id);
  if (known != never_negative_.end()) return known->second;
  const bool made = find_never_negative(id);
  never_negative_.emplace(id, made);
  return made;
}

bool Order::find_never_negative(NodeId id) {
  const Node& node = plan_[id];
  const auto below = both_.operands(id);
  const auto all_from = [&](std::size_t first) {
    return std::all_of(below.begin() + static_cast<std::ptrdiff_t>(first), below.end(),
                       [&](NodeId item) { return is_never_negative(item); });
  };
  switch (node.op) {
    case Op::number: return node.value.sign() >= 0;
    case Op::choose: return all_from(1);
    case Op::add:
    case Op::multiply:
    case Op::divide:
    case Op::sum:
    case Op::largest:
    case Op::smallest:
    case Op::otherwise: return all_from(0);
    case Op::scale: return node.value.sign() > 0 && node.offset.sign() >= 0 && all_from(0);
    case Op::query_value: return is_never_negative(plan_[node.query]);
    default: return false;
  }
}

bool Order::is_never_negative(const Query& query) const {
  if (traits(query.selector).gives != SelectorTraits::Gives::value) return true;
  return !query.facts.empty() && std::all_of(query.facts.begin(), query.facts.end(), [&](FactId fact) {
    const auto& plausible = plan_.vocabulary[fact].type.plausible;
    return plausible && plausible->low && plausible->low->value.sign() >= 0;
  });
}

bool Order::quantities(NodeId a, NodeId b) {
  const Node& left = plan_[a];
  const Node& right = plan_[b];
  if (left.op != right.op) return false;
  const auto x = both_.operands(a);
  const auto y = both_.operands(b);
  const auto below = [&](NodeId p, NodeId q) { return is_at_most(p, q); };
  const auto above = [&](NodeId p, NodeId q) { return is_at_most(q, p); };
  std::vector<NodeId> rest;
  switch (left.op) {
    case Op::number: return left.value <= right.value;
    case Op::add:
    case Op::sum:
      // Further points are never a loss.
      return paired(x, y, below, &rest) &&
             std::all_of(rest.begin(), rest.end(), [&](NodeId item) { return is_never_negative(item); });
    case Op::multiply: return is_never_negative(a) && is_never_negative(b) && paired(x, y, below, nullptr);
    case Op::divide: return x[1] == y[1] && is_never_negative(x[1]) && is_at_most(x[0], y[0]);
    case Op::subtract: return is_at_most(x[0], y[0]) && is_at_most(y[1], x[1]);
    case Op::largest: return paired(x, y, below, nullptr);
    case Op::smallest: return paired(y, x, above, nullptr);
    case Op::scale:
      return left.value == right.value && left.offset == right.offset && left.value.sign() > 0 &&
             is_at_most(x[0], y[0]);
    case Op::choose: {
      if (!is_at_most(x[1], y[1]) || !is_at_most(x[2], y[2])) return false;
      return x[0] == y[0] || (is_below(x[0], y[0]) && is_at_most(x[2], y[1]));
    }
    case Op::query_value: return value_queries(plan_[left.query], plan_[right.query]);
    default: return false;
  }
}

}  // namespace eligo::amendment
