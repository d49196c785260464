#include "compiler/lint/regions.h"

#include <algorithm>

#include "compiler/lower/plan_builder.h"

namespace eligo::lint {
namespace {

/// Beyond this many boxes a condition stands for itself alone.
constexpr std::size_t most_boxes = 64;

/// Merges two boxes; false if no patient is in both.
bool merge(const Box& a, const Box& b, Box* out) {
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() || k < b.size()) {
    if (k == b.size() || (i < a.size() && a[i].first < b[k].first)) {
      if (out != nullptr) out->push_back(a[i]);
      ++i;
    } else if (i == a.size() || b[k].first < a[i].first) {
      if (out != nullptr) out->push_back(b[k]);
      ++k;
    } else {
      if (out == nullptr) {
        if (!overlap(a[i].second, b[k].second)) return false;
      } else {
        auto both = intersection(a[i].second, b[k].second);
        if (both.empty()) return false;
        out->emplace_back(a[i].first, std::move(both));
      }
      ++i;
      ++k;
    }
  }
  return true;
}

}  // namespace

Region everybody() { return {Box{}}; }

Region united(Region a, const Region& b) {
  for (const Box& box : b) {
    if (std::find(a.begin(), a.end(), box) == a.end()) a.push_back(box);
  }
  return a;
}

std::optional<Region> intersection(const Region& a, const Region& b) {
  Region result;
  for (const Box& left : a) {
    for (const Box& right : b) {
      Box box;
      if (!merge(left, right, &box)) continue;
      if (std::find(result.begin(), result.end(), box) == result.end()) result.push_back(std::move(box));
      if (result.size() > most_boxes) return std::nullopt;
    }
  }
  return result;
}

bool overlap(const Region& a, const Region& b) {
  return std::any_of(a.begin(), a.end(), [&](const Box& left) {
    return std::any_of(b.begin(), b.end(), [&](const Box& right) { return merge(left, right, nullptr); });
  });
}

// ---------------------------------------------------------------------------------------------- axes

Axis Regions::axis(const std::string& key, ValueSet domain, bool is_whole) {
  const auto [entry, is_new] = axis_by_key_.try_emplace(key, static_cast<Axis>(axes_.size()));
  if (is_new) axes_.push_back({is_whole ? domain.whole() : std::move(domain), is_whole});
  return entry->second;
}

Outcomes Regions::within(Axis axis, ValueSet values) {
  const AxisInfo& info = axes_[axis];
  if (info.is_whole) values = values.whole();
  const auto region = [&](const ValueSet& set) {
    auto inside = intersection(set, info.domain);
    if (inside.empty()) return Region{};
    if (inside == info.domain) return everybody();
    return Region{Box{{axis, std::move(inside)}}};
  };
  const ValueSet rest = values.complement();
  return {region(values), region(info.is_whole ? rest.whole() : rest), {}};
}

Outcomes Regions::opaque(const std::string& key, bool may_be_inapplicable) {
  const Axis self = axis(key, ValueSet(Range::between(0, may_be_inapplicable ? 2 : 1)), true);
  const auto exactly = [&](int value) { return Region{Box{{self, ValueSet::one(value)}}}; };
  return {exactly(1), exactly(0), may_be_inapplicable ? exactly(2) : Region{}};
}

// ---------------------------------------------------------------------------------------------- conditions

std::vector<NodeId> Regions::operands(const Node& node) const {
  const auto first = plan_.operands.begin() + node.first_operand;
  return {first, first + node.operand_count};
}

const Outcomes& Regions::of(NodeId node) {
  auto& known = known_[node.value];
  if (!known) known = make(node);  // operands stand before their node: no circle
  return *known;
}

Outcomes Regions::of_list(const std::vector<NodeId>& operands, bool all) {
  Outcomes result{all ? everybody() : Region{}, all ? Region{} : everybody(), everybody()};
  for (const NodeId operand : operands) {
    const Outcomes& item = of(operand);
    const Region& deciding = all ? item.fails : item.holds;
    const Region passing = united(all ? item.holds : item.fails, item.inapplicable);
    Region& decided = all ? result.fails : result.holds;
    Region& rest = all ? result.holds : result.fails;
    decided = united(std::move(decided), deciding);
    auto narrowed = intersection(rest, passing);
    auto none = intersection(result.inapplicable, item.inapplicable);
    if (!narrowed || !none || decided.size() > most_boxes) return {everybody(), everybody(), everybody()};
    rest = std::move(*narrowed);
    result.inapplicable = std::move(*none);
  }
  return result;
}

Outcomes Regions::of_count(NodeId id, const Node& node, const std::vector<NodeId>& operands) {
  const auto size = static_cast<std::int32_t>(operands.size());
  if (node.low == 1 && node.high < 0) return of_list(operands, false);
  if (node.low == size && node.high < 0) return of_list(operands, true);
  if (node.low <= 0 && (node.high < 0 || node.high >= size)) return {everybody(), {}, {}};
  if (node.low <= 0 && node.high == 0) {
    Outcomes any = of_list(operands, false);
    return {std::move(any.fails), std::move(any.holds), std::move(any.inapplicable)};
  }
  return opaque("node " + std::to_string(id.value));
}

Outcomes Regions::make(NodeId id) {
  const Node& node = plan_[id];
  const auto below = operands(node);
  const auto or_opaque = [&](std::optional<Region> holds, std::optional<Region> fails, Region rest) {
    if (holds && fails) return Outcomes{std::move(*holds), std::move(*fails), std::move(rest)};
    return opaque("node " + std::to_string(id.value), true);
  };
  switch (node.op) {
    case Op::truth: return node.low != 0 ? Outcomes{everybody(), {}, {}} : Outcomes{{}, everybody(), {}};
    case Op::not_: {
      const Outcomes& a = of(below[0]);
      return {a.fails, a.holds, a.inapplicable};
    }
    case Op::all:
    case Op::any: {
      Outcomes made = of_list(below, node.op == Op::all);
      const bool is_lost = made.holds == everybody() && made.fails == everybody();
      return is_lost ? opaque("node " + std::to_string(id.value), true) : made;
    }
    case Op::count: return of_count(id, node, below);
    case Op::unless: {
      const Outcomes& rule = of(below[0]);
      const Outcomes& exception = of(below[1]);
      const auto excepted = intersection(rule.holds, exception.holds);
      return or_opaque(intersection(rule.holds, united(exception.fails, exception.inapplicable)),
                       excepted ? std::optional(united(rule.fails, *excepted)) : std::nullopt,
                       rule.inapplicable);
    }
    case Op::only_for: {
      const Outcomes& applies = of(below[0]);
      const Outcomes& rule = of(below[1]);
      return or_opaque(intersection(applies.holds, rule.holds), intersection(applies.holds, rule.fails),
                       united(united(applies.fails, applies.inapplicable), rule.inapplicable));
    }
    case Op::choose_truth: {
      const Outcomes& when = of(below[0]);
      const Outcomes& yes = of(below[1]);
      const Outcomes& no = of(below[2]);
      const auto choose = [&](const Region& a, const Region& b) -> std::optional<Region> {
        auto first = intersection(when.holds, a);
        const auto second = intersection(united(when.fails, when.inapplicable), b);
        if (!first || !second) return std::nullopt;
        return united(std::move(*first), *second);
      };
      return or_opaque(choose(yes.holds, no.holds), choose(yes.fails, no.fails), {});
    }
    case Op::compare: return of_compare(id, node);
    case Op::query_truth: return of_query(id, plan_[node.query]);
    default: return opaque("node " + std::to_string(id.value), true);
  }
}

Outcomes Regions::of_compare(NodeId id, const Node& node) {
  const auto below = operands(node);
  NodeId left = below[0];
  const Node& right = plan_[below[1]];
  if (below[0] == below[1]) {
    const bool holds = node.comparison == Comparison::less_or_equal || node.comparison == Comparison::equal ||
                       node.comparison == Comparison::greater_or_equal;
    return holds ? Outcomes{everybody(), {}, {}} : Outcomes{{}, everybody(), {}};
  }
  if (right.op != Op::number) {
    const Truth settled = compare(bounds(left), node.comparison, bounds(below[1]));
    if (settled.is_holding()) return {everybody(), {}, {}};
    if (settled.is_failing()) return {{}, everybody(), {}};
    return opaque("node " + std::to_string(id.value));
  }
  // A limit on a converted quantity is one on the quantity itself.
  Number limit = right.value;
  Comparison comparison = node.comparison;
  while (plan_[left].op == Op::scale && plan_[left].value.sign() > 0) {
    limit = (limit - plan_[left].offset) / plan_[left].value;
    left = operands(plan_[left])[0];
  }
  const Range range = bounds(left);
  const Op op = plan_[left].op;
  const bool is_counted = op == Op::query_value && traits(plan_[plan_[left].query].selector).counts();
  const Axis self = axis("node " + std::to_string(left.value), ValueSet(range), op == Op::age || is_counted);
  return within(self, ValueSet::of(comparison, limit));
}

Region Regions::passing(const Criterion& criterion) {
  const Outcomes& root = of(criterion.root);
  return united(criterion.polarity == Polarity::inclusion ? root.holds : root.fails, root.inapplicable);
}

Region Regions::failing(const Criterion& criterion) {
  const Outcomes& root = of(criterion.root);
  return criterion.polarity == Polarity::inclusion ? root.fails : root.holds;
}

}  // namespace eligo::lint
