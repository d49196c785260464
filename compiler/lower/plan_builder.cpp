#include "compiler/lower/plan_builder.h"

#include <fmt/format.h>

#include "runtime/model/broader.h"

namespace eligo {
namespace {

/// Spells plan pieces out, so that equal ones give equal keys.
class NodeKey {
 public:
  NodeKey& add(std::int64_t value) {
    text_ += std::to_string(value) + ",";
    return *this;
  }
  NodeKey& add(const Number& value) {
    text_ += value.text(Number::max_digits) + ",";
    return *this;
  }
  NodeKey& add(const Range& range) { return add(range.low).add(range.high); }
  NodeKey& add(const std::optional<Range::End>& end) {
    return end ? add(end->value).add(std::int64_t{end->open}) : add(std::int64_t{-9});
  }
  template <typename Tag>
  NodeKey& add(Id<Tag> id) {
    return add(std::int64_t{id.exists() ? static_cast<std::int64_t>(id.value) : -1});
  }
  template <typename Item>
  NodeKey& add_all(const std::vector<Item>& items) {
    add(static_cast<std::int64_t>(items.size()));
    for (const auto& item : items) {
      if constexpr (std::is_integral_v<Item>) {
        add(static_cast<std::int64_t>(item));
      } else {
        add(item);
      }
    }
    return *this;
  }
  NodeKey& add(const std::optional<Period>& period) { return period ? add(*period) : add(std::int64_t{-1}); }
  NodeKey& add(const Period& period) {
    return add(std::int64_t{period.months}).add(std::int64_t{period.days});
  }
  NodeKey& add(const Reach::Part& part) {
    return add(part.period).add(part.half_lives).add(std::int64_t{part.minutes});
  }
  NodeKey& add(const std::optional<WindowEnd>& end) {
    if (!end) return add(std::int64_t{-1});
    add(end->anchor)
        .add(std::int64_t{end->fixed.first})
        .add(std::int64_t{end->fixed.last})
        .add(end->reach.first);
    return add(end->reach.second)
        .add(static_cast<std::int64_t>(end->reach.choice))
        .add(std::int64_t{end->direction})
        .add(std::int64_t{end->shift});
  }
  NodeKey& add(const Filter& f) {
    add(static_cast<std::int64_t>(f.kind)).add(f.field).add_all(f.words).add_all(f.facts);
    return add(static_cast<std::int64_t>(f.comparison)).add(f.limit);
  }
  NodeKey& add(const ValueTest& t) {
    add(static_cast<std::int64_t>(t.kind))
        .add(static_cast<std::int64_t>(t.comparison))
        .add(t.limit)
        .add(t.factor);
    return add_all(t.words).add(std::int64_t{t.is_negated}).add(t.node).add(t.when);
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string query_key(const Query& q) {
  NodeKey key;
  key.add(static_cast<std::int64_t>(q.selector))
      .add(static_cast<std::int64_t>(q.kind))
      .add_all(q.facts)
      .add_all(q.asked);
  key.add(std::int64_t{q.is_any_fact})
      .add(q.window.from)
      .add(q.window.to)
      .add_all(q.filters)
      .add_all(q.demands)
      .add_all(q.tests);
  key.add(std::int64_t{q.is_course})
      .add(q.lasting)
      .add(q.total)
      .add(std::int64_t{q.bridged_days})
      .add(q.apart)
      .add(static_cast<std::int64_t>(q.age_unit));
  return std::move(key.add_all(q.assumptions)).text();
}

NodeId PlanBuilder::add(Node node, const std::vector<NodeId>& operands) {
  NodeKey spelled;
  spelled.add(static_cast<std::int64_t>(node.op))
      .add(static_cast<std::int64_t>(node.comparison))
      .add_all(operands);
  spelled.add(std::int64_t{node.low})
      .add(std::int64_t{node.high})
      .add(node.value)
      .add(node.offset)
      .add(node.query);
  const NodeId id{static_cast<std::uint32_t>(plan_.nodes.size())};
  const auto [entry, is_new] = nodes_.try_emplace(std::move(spelled).text() + node.unit, id);
  if (!is_new) return entry->second;
  node.first_operand = static_cast<std::uint32_t>(plan_.operands.size());
  node.operand_count = static_cast<std::uint32_t>(operands.size());
  plan_.operands.insert(plan_.operands.end(), operands.begin(), operands.end());
  plan_.nodes.push_back(std::move(node));
  return id;
}

QueryId PlanBuilder::add(Query query) {
  const QueryId id{static_cast<std::uint32_t>(plan_.queries.size())};
  const auto [entry, is_new] = queries_.try_emplace(query_key(query), id);
  if (!is_new) return entry->second;
  query.broader = broader_facts(plan_.vocabulary, query.facts);
  plan_.queries.push_back(std::move(query));
  return entry->second;
}

AssumptionId PlanBuilder::add(Assumption assumption) {
  plan_.assumptions.push_back(std::move(assumption));
  return {static_cast<std::uint32_t>(plan_.assumptions.size() - 1)};
}

std::uint32_t PlanBuilder::add(SourceRef ref) {
  plan_.refs.push_back(std::move(ref));
  return static_cast<std::uint32_t>(plan_.refs.size() - 1);
}

NodeId PlanBuilder::truth(bool value, std::uint32_t source) {
  Node node;
  node.op = Op::truth;
  node.low = value ? 1 : 0;
  node.source = source;
  return add(std::move(node));
}

NodeId PlanBuilder::number(const Number& value, std::uint32_t source, const std::string& unit) {
  Node node;
  node.op = Op::number;
  node.value = value;
  node.source = source;
  node.unit = unit;
  return add(std::move(node));
}

NodeId PlanBuilder::op(Op op, const std::vector<NodeId>& operands, std::uint32_t source,
                       const std::string& unit) {
  Node node;
  node.op = op;
  node.source = source;
  node.unit = unit;
  return add(std::move(node), operands);
}

NodeId PlanBuilder::count(std::int32_t low, std::int32_t high, const std::vector<NodeId>& operands,
                          std::uint32_t source) {
  Node node;
  node.op = Op::count;
  node.low = low;
  node.high = high;
  node.source = source;
  return add(std::move(node), operands);
}

NodeId PlanBuilder::compare(NodeId a, Comparison comparison, NodeId b, std::uint32_t source) {
  Node node;
  node.op = Op::compare;
  node.comparison = comparison;
  node.source = source;
  return add(std::move(node), {a, b});
}

NodeId PlanBuilder::scale(NodeId a, const Number& factor, const Number& offset, std::uint32_t source,
                          const std::string& unit) {
  if (factor == Number(1) && offset.is_zero() && plan_[a].unit == unit) return a;
  Node node;
  node.op = Op::scale;
  node.value = factor;
  node.offset = offset;
  node.source = source;
  node.unit = unit;
  return add(std::move(node), {a});
}

NodeId PlanBuilder::query_truth(Query query, std::uint32_t source) {
  Node node;
  node.op = Op::query_truth;
  node.query = add(std::move(query));
  node.source = source;
  return add(std::move(node));
}

NodeId PlanBuilder::query_value(Query query, std::uint32_t source, const std::string& unit) {
  Node node;
  node.op = Op::query_value;
  node.query = add(std::move(query));
  node.source = source;
  node.unit = unit;
  return add(std::move(node));
}

}  // namespace eligo
