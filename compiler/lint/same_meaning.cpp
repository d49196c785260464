#include "compiler/lint/same_meaning.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace eligo::lint {
namespace {

/// One number for each distinct condition or quantity, over both plans.
using Ids = std::unordered_map<std::string, std::uint32_t>;

class Canon {
 public:
  Canon(const Plan& plan, Ids& ids) : plan_(plan), ids_(ids), known_(plan.nodes.size()) {
    for (std::uint32_t i = 0; i < plan.nodes.size(); ++i) known_[i] = make(plan.nodes[i]);
  }

  [[nodiscard]] std::string of(const Criterion& c) const {
    std::string text =
        c.id + (c.polarity == Polarity::inclusion ? " in " : " ex ") + of(c.root) + of(c.parts);
    for (const Reading& reading : c.readings) text += reading.id + of(reading.root) + of(reading.parts);
    return text;
  }
  [[nodiscard]] std::string of(const Instrument& i) const {
    std::string text = i.name + of(i.entry) + of(i.total);
    for (const State& state : i.states) text += state.name + of(state.node);
    for (const Domain& domain : i.domains) text += domain.name + of(domain.points);
    return text;
  }
  [[nodiscard]] std::string of(const Derived& d) const { return d.name + of(d.node); }

 private:
  [[nodiscard]] std::string of(NodeId id) const {
    return id.exists() ? std::to_string(known_[id.value]) + "," : "-,";
  }
  [[nodiscard]] std::string of(const std::vector<Part>& parts) const {
    std::string text;
    for (const Part& part : parts) text += part.id + of(part.node);
    return text;
  }

  std::uint32_t id(const std::string& key) {
    return ids_.try_emplace(key, static_cast<std::uint32_t>(ids_.size())).first->second;
  }

  /// The items of a list without repeated ones, lists of the same kind taken apart.
  std::vector<std::uint32_t> items(const Node& node) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const NodeId operand = plan_.operands[node.first_operand + i];
      const auto inner = lists_.find(known_[operand.value]);
      if (inner != lists_.end() && inner->second.first == node.op) {
        result.insert(result.end(), inner->second.second.begin(), inner->second.second.end());
      } else {
        result.push_back(known_[operand.value]);
      }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  std::uint32_t list(Op op, std::vector<std::uint32_t> items) {
    if (items.size() == 1) return items.front();
    std::string key = op == Op::all ? "all" : "any";
    for (const std::uint32_t item : items) key += " " + std::to_string(item);
    const std::uint32_t self = id(key);
    lists_.try_emplace(self, op, std::move(items));
    return self;
  }

  std::uint32_t negated(std::uint32_t of) {
    const auto inner = negations_.find(of);
    if (inner != negations_.end()) return inner->second;
    const std::uint32_t self = id("not " + std::to_string(of));
    negations_.try_emplace(self, of);
    return self;
  }

  std::uint32_t make(const Node& node) {
    const auto size = static_cast<std::int32_t>(node.operand_count);
    if (node.op == Op::all || node.op == Op::any) return list(node.op, items(node));
    if (node.op == Op::not_) return negated(known_[plan_.operands[node.first_operand].value]);
    if (node.op == Op::count) {
      Node as_list = node;
      as_list.op = Op::any;
      if (node.low == 1 && node.high < 0) return list(Op::any, items(as_list));
      if (node.low <= 0 && node.high == 0) return negated(list(Op::any, items(as_list)));
      as_list.op = Op::all;
      if (node.low == size && node.high < 0) return list(Op::all, items(as_list));
    }
    if (node.op == Op::scale && node.value == Number(1) && node.offset.is_zero())
      return known_[plan_.operands[node.first_operand].value];
    std::string key = "op " + std::to_string(static_cast<int>(node.op)) + " " +
                      std::to_string(static_cast<int>(node.comparison)) + " " + std::to_string(node.low) +
                      " " + std::to_string(node.high) + " " + text(node.value) + text(node.offset);
    for (std::uint32_t i = 0; i < node.operand_count; ++i) key += of(plan_.operands[node.first_operand + i]);
    if (node.query.exists()) key += spelled(plan_[node.query]);
    return id(key);
  }

  // ---- queries, by names

  static std::string text(const Number& number) { return number.text(Number::max_digits) + ","; }
  static std::string text(const std::optional<Range::End>& end) {
    return end ? (end->open ? "(" : "[") + text(end->value) : "-,";
  }
  static std::string text(const Range& range) { return text(range.low) + text(range.high); }
  static std::string text(const Period& period) {
    return std::to_string(period.months) + "m" + std::to_string(period.days) + "d,";
  }
  static std::string text(const std::optional<Period>& period) { return period ? text(*period) : "-,"; }
  static std::string text(const Reach::Part& part) {
    return text(part.period) + text(part.half_lives) + std::to_string(part.minutes);
  }
  [[nodiscard]] std::string text(const std::optional<WindowEnd>& end) const {
    if (!end) return "-,";
    return (end->anchor.exists() ? plan_.vocabulary[end->anchor].name : "") +
           std::to_string(end->fixed.first) + "/" + std::to_string(end->fixed.last) + text(end->reach.first) +
           text(end->reach.second) + std::to_string(static_cast<int>(end->reach.choice)) +
           std::to_string(end->direction) + "+" + std::to_string(end->shift) + ",";
  }
  [[nodiscard]] std::string text(const std::vector<FactId>& facts) const {
    std::vector<std::string> names(facts.size());
    std::transform(facts.begin(), facts.end(), names.begin(),
                   [&](FactId fact) { return plan_.vocabulary[fact].name; });
    return joined(std::move(names));
  }
  static std::string joined(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    std::string all;
    for (const std::string& word : words) all += word + " ";
    return all + ",";
  }
  [[nodiscard]] std::string text(const Filter& filter) const {
    std::vector<std::string> words(filter.words.size());
    std::transform(filter.words.begin(), filter.words.end(), words.begin(),
                   [&](WordId word) { return plan_.vocabulary.words[word.value]; });
    return std::to_string(static_cast<int>(filter.kind)) + plan_.vocabulary[filter.field].name +
           joined(std::move(words)) + text(filter.facts) +
           std::to_string(static_cast<int>(filter.comparison)) + text(filter.limit);
  }
  [[nodiscard]] std::string text(const ValueTest& test) const {
    std::string result = std::to_string(static_cast<int>(test.kind)) +
                         std::to_string(static_cast<int>(test.comparison)) + text(test.limit) +
                         text(test.factor) + (test.is_negated ? "!" : "");
    auto words = test.words;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::uint32_t word : words) result += std::to_string(word) + " ";
    return result + of(test.node) + of(test.when);
  }
  [[nodiscard]] std::string text(AssumptionId id) const {
    const Assumption& assumption = plan_.assumptions[id.value];
    return text(assumption.facts) + of(assumption.when);
  }
  [[nodiscard]] std::string spelled(const Query& q) const {
    std::string key = "query " + std::to_string(static_cast<int>(q.selector)) + " " +
                      std::to_string(static_cast<int>(q.kind)) + text(q.facts) + text(q.asked) +
                      (q.is_any_fact ? "any" : "") + text(q.window.from) + text(q.window.to);
    for (const Filter& filter : q.filters) key += "where " + text(filter);
    for (const Filter& filter : q.demands) key += "demand " + text(filter);
    for (const ValueTest& test : q.tests) key += "test " + text(test);
    key += (q.is_course ? "course " : "") + text(q.lasting) + text(q.total) + std::to_string(q.bridged_days) +
           text(q.apart) + std::to_string(static_cast<int>(q.age_unit));
    for (const AssumptionId assumption : q.assumptions) key += "assume " + text(assumption);
    return key;
  }

  const Plan& plan_;
  Ids& ids_;
  std::vector<std::uint32_t> known_;
  std::unordered_map<std::uint32_t, std::pair<Op, std::vector<std::uint32_t>>> lists_;
  std::unordered_map<std::uint32_t, std::uint32_t> negations_;
};

/// Whether records of a fact are read alike.
bool same_fact(const Plan& a, const Fact& left, const Plan& b, const Fact& right) {
  const auto words = [](const Plan& plan, const Fact& fact) {
    std::vector<std::string> result;
    for (const WordId word : fact.type.words) result.push_back(plan.vocabulary.words[word.value]);
    return result;
  };
  const auto ingredients = [](const Plan& plan, const Fact& fact) {
    std::vector<std::string> result;
    for (const FactId one : fact.ingredients) result.push_back(plan.vocabulary[one].name);
    return result;
  };
  return left.kind == right.kind && ingredients(a, left) == ingredients(b, right) &&
         left.type.kind == right.type.kind && left.type.unit == right.type.unit &&
         left.type.molar_mass == right.type.molar_mass &&
         left.type.further_units == right.type.further_units &&
         left.type.has_normal_range == right.type.has_normal_range &&
         left.type.plausible == right.type.plausible && left.aliases == right.aliases &&
         left.half_life_days == right.half_life_days && left.longest == right.longest &&
         words(a, left) == words(b, right);
}

template <typename Item>
bool same_items(const Canon& left, const std::vector<Item>& a, const Canon& right,
                const std::vector<Item>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const Item& x, const Item& y) {
           return left.of(x) == right.of(y);
         });
}

}  // namespace

bool same_meaning(const Plan& a, const Plan& b) {
  for (const Fact& fact : a.vocabulary.facts) {
    const auto other = b.vocabulary.fact_by_name.find(fold_word(fact.name));
    // A fact that only one of them knows is asked for by neither, or their questions differ.
    if (other != b.vocabulary.fact_by_name.end() && !same_fact(a, fact, b, b.vocabulary[other->second]))
      return false;
  }
  Ids ids;
  const Canon left(a, ids);
  const Canon right(b, ids);
  return same_items(left, a.criteria, right, b.criteria) &&
         same_items(left, a.instruments, right, b.instruments) &&
         same_items(left, a.derived, right, b.derived);
}

}  // namespace eligo::lint
