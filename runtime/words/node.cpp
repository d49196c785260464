#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

#include "runtime/words/phrases.h"
#include "runtime/words/query.h"
#include "runtime/words/wording.h"

namespace eligo {
namespace {

/// Sub-trees may be shared, so a wording in full could grow without end.
constexpr std::size_t most_pieces = 4000;
constexpr std::size_t deepest_piece = 60;
/// From so many items on, a list in which only the subject differs is said once, with the subjects below.
constexpr std::size_t least_alike = 3;

class Worder {
 public:
  Worder(const Plan& plan, NodeId root, const WordingNames& names) : plan_(plan), root_(root), names_(names) {
    for (const Part& part : names.parts) labels_.try_emplace(part.node.value, part.id);
    for (const Instrument& instrument : plan.instruments) name_instrument(instrument);
    for (const Derived& derived : plan.derived) {
      name(derived.node, derived.name,
           derived.label.empty() ? derived.name : derived.label + " (" + derived.name + ")");
    }
  }

  Wording node(NodeId id, std::size_t depth = 0) {
    ++count_;
    Wording result;
    if (const Title* title = title_of(id)) {
      result.text = title->text;
      mentioned_.clear();
      mention(*title);
      result.about = std::exchange(mentioned_, {});
    } else if (depth >= deepest_piece || count_ >= most_pieces) {
      result.text = written(plan_[id]);
    } else {
      result = is_truth(plan_[id].op) ? truth(id, depth) : said_of(quantity(id, depth));
    }
    if (const auto label = labels_.find(id.value); label != labels_.end()) result.label = label->second;
    return result;
  }

 private:
  struct Title {
    std::string text;
    std::string about;
  };

  // ---- names

  void name(NodeId node, const std::string& about, const std::string& text) {
    if (node.exists() && names_.named.contains(about)) titles_.try_emplace(node.value, Title{text, about});
  }

  void name_instrument(const Instrument& instrument) {
    const std::string whole =
        instrument.label.empty() ? instrument.name : instrument.label + " (" + instrument.name + ")";
    for (const State& state : instrument.states) name(state.node, instrument.name, whole + ": " + state.name);
    name(instrument.total, instrument.name, "the total of " + whole);
    name(instrument.entry, instrument.name, "the entry criterion of " + whole);
    for (const Domain& domain : instrument.domains)
      name(domain.points, instrument.name, "the points for " + domain.name + " of " + instrument.name);
  }

  /// The name of a node; null where the node is spelled out.
  [[nodiscard]] const Title* title_of(NodeId id) const {
    const auto title = titles_.find(id.value);
    const bool is_own = title != titles_.end() && id == root_ && title->second.about == names_.own;
    return title == titles_.end() || is_own ? nullptr : &title->second;
  }

  /// The reader of an instrument's own rule is sent nowhere else for it.
  void mention(const Title& title) {
    if (title.about != names_.own) mentioned_.push_back(title.about);
  }

  [[nodiscard]] std::string written(const Node& node) const {
    return node.source < plan_.refs.size() ? plan_.refs[node.source].text : std::string();
  }

  [[nodiscard]] std::span<const NodeId> operands(const Node& node) const {
    return {plan_.operands.data() + node.first_operand, node.operand_count};
  }

  // ---- conditions

  Wording truth(NodeId id, std::size_t depth) {
    const Node& node = plan_[id];
    const auto of = operands(node);
    switch (node.op) {
      case Op::truth: return said(node.low == 1 ? "always" : "never");
      case Op::not_: return negation(of[0], depth);
      case Op::all: return list("all of the following", of, depth);
      case Op::any: return list("at least one of the following", of, depth);
      case Op::count: return list(amount(node) + " of the following", of, depth);
      case Op::unless: return pair("with an exception", {"the rule", "unless"}, of, depth);
      case Op::only_for: return pair("for some patients only", {"only where", "required"}, of, depth);
      case Op::compare: return comparison(node, depth);
      case Op::choose_truth: return choice(of, depth);
      default: return query(node, depth);
    }
  }

  static Wording said(std::string text) { return {std::move(text), {}, {}, {}}; }

  /// A sentence with the names that came up in it since the last.
  Wording said_of(std::string text) {
    Wording result = said(std::move(text));
    for (std::string& name : mentioned_) {
      if (std::find(result.about.begin(), result.about.end(), name) == result.about.end())
        result.about.push_back(std::move(name));
    }
    mentioned_.clear();
    return result;
  }

  static std::string amount(const Node& node) {
    const std::string low = std::to_string(node.low);
    if (node.high < 0) return "at least " + low;
    if (node.low == node.high) return "exactly " + low;
    if (node.low == 0) return "at most " + std::to_string(node.high);
    return low + " to " + std::to_string(node.high);
  }

  Wording negation(NodeId id, std::size_t depth) {
    const Node& node = plan_[id];
    const bool is_plain = title_of(id) == nullptr && !labels_.contains(id.value);
    if (is_plain && node.op == Op::any && node.operand_count > 1)
      return list("none of the following", operands(node), depth);
    Wording inner = this->node(id, depth + 1);
    if (inner.parts.empty() && inner.label.empty())
      return {"not the case: " + inner.text, {}, std::move(inner.about), {}};
    return {"this does not hold", {}, {}, {std::move(inner)}};
  }

  Wording list(std::string head, std::span<const NodeId> items, std::size_t depth) {
    if (items.size() == 1 && head.starts_with("a")) return node(items[0], depth + 1);
    if (auto range = range_of(head, items, depth)) return *std::move(range);
    if (auto alike = list_of_alike(head, items, depth)) return *std::move(alike);
    Wording result = said(std::move(head));
    for (const NodeId item : items) result.parts.push_back(node(item, depth + 1));
    return result;
  }

  /// `from 18 to 65 years`, which the plan holds as two comparisons.
  std::optional<Wording> range_of(const std::string& head, std::span<const NodeId> items, std::size_t depth) {
    if (items.size() != 2 || !head.starts_with("all")) return std::nullopt;
    const Node& low = plan_[items[0]];
    const Node& high = plan_[items[1]];
    const bool is_range =
        low.op == Op::compare && high.op == Op::compare && low.comparison == Comparison::greater_or_equal &&
        high.comparison == Comparison::less_or_equal && operands(low)[0] == operands(high)[0] &&
        !labels_.contains(items[0].value) && !labels_.contains(items[1].value);
    if (!is_range) return std::nullopt;
    std::string text =
        quantity(operands(low)[0], depth + 1) + " is from " + quantity(operands(low)[1], depth + 1);
    return said_of(text + " to " + quantity(operands(high)[1], depth + 1) + ", both included");
  }

  /// The question about the subject of a list's item, and the subject.
  struct Asked {
    std::string of_each;
    std::string subject;
  };

  std::optional<Asked> asked_of(NodeId id, std::size_t depth) {
    const Node& node = plan_[id];
    if (labels_.contains(id.value) || title_of(id) != nullptr) return std::nullopt;
    if (node.op == Op::compare) {
      const Title* title = title_of(operands(node)[0]);
      if (title == nullptr) return std::nullopt;
      mention(*title);
      return Asked{"it " + std::string(comparison_words(node.comparison)) + " " +
                       quantity(operands(node)[1], depth + 1),
                   title->text};
    }
    if (node.op != Op::query_truth) return std::nullopt;
    const Query& query = plan_[node.query];
    const bool is_simple = query.tests.empty() || (query.tests.size() == 1 && !query.tests[0].node.exists());
    if (!is_simple) return std::nullopt;
    return Asked{sentence(query, "it"), facts_words(plan_, query.asked)};
  }

  /// `at least 2 of the following 11; asked of each: a course of it …`, where nothing but the facts differs.
  std::optional<Wording> list_of_alike(const std::string& head, std::span<const NodeId> items,
                                       std::size_t depth) {
    if (items.size() < least_alike) return std::nullopt;
    std::vector<Wording> subjects;
    std::string common;
    for (const NodeId item : items) {
      const auto asked = asked_of(item, depth);
      if (!asked || (!common.empty() && asked->of_each != common)) {
        mentioned_.clear();
        return std::nullopt;
      }
      common = asked->of_each;
      subjects.push_back(said(asked->subject));
    }
    Wording result = said_of(head + " " + std::to_string(items.size()) + "; asked of each: " + common);
    result.parts = std::move(subjects);
    return result;
  }

  Wording pair(const char* head, std::array<const char*, 2> roles, std::span<const NodeId> of,
               std::size_t depth) {
    Wording result = said(head);
    for (std::size_t i = 0; i < roles.size(); ++i) {
      Wording inner = node(of[i], depth + 1);
      inner.text = std::string(roles[i]) + ": " + inner.text;
      result.parts.push_back(std::move(inner));
    }
    return result;
  }

  Wording choice(std::span<const NodeId> of, std::size_t depth) {
    Wording result = said("by case");
    Wording when = node(of[0], depth + 1);
    when.text = "where " + when.text;
    when.parts.push_back(node(of[1], depth + 1));
    Wording rest = node(of[2], depth + 1);
    rest.text = "else: " + rest.text;
    result.parts = {std::move(when), std::move(rest)};
    return result;
  }

  Wording comparison(const Node& node, std::size_t depth) {
    const auto of = operands(node);
    const std::string left = operand(of[0], Binding::choice, depth);
    return said_of(left + " " + std::string(comparison_words(node.comparison)) + " " +
                   operand(of[1], Binding::choice, depth));
  }

  // ---- queries

  /// A query with at most one test, in one sentence.
  [[nodiscard]] std::string sentence(const Query& query, const std::string& subject = {}) const {
    std::string text = query_words(plan_, query, subject);
    if (query.tests.size() == 1 && query.tests[0].kind != ValueTest::Kind::none) {
      const bool is_some = query.selector == Selector::any;
      if (text.back() != ',' && query.kind != FactKind::attribute) text += ',';
      text += (is_some ? " that " : " ") + test_words(plan_, query, query.tests[0]);
    }
    if (!query.demands.empty()) text += ", a result" + filter_words(plan_, query.demands);
    if (text.back() == ',') text.pop_back();
    return text;
  }

  Wording query(const Node& node, std::size_t depth) {
    const Query& query = plan_[node.query];
    Wording result = said(sentence(query));
    for (const ValueTest& test : query.tests) {
      const bool is_one = query.tests.size() == 1;
      if (is_one && !test.node.exists()) break;
      std::string limit = test_words(plan_, query, test);
      if (test.node.exists()) limit += ' ' + quantity(test.node, depth + 1);
      if (is_one) {
        return said_of(result.text + ' ' + quantity(test.node, depth + 1));
      }
      Wording part = test.when.exists() ? this->node(test.when, depth + 1) : said("else");
      if (test.when.exists()) part.text = "where " + part.text;
      part.text += ": it " + limit;
      result.parts.push_back(std::move(part));
    }
    return result;
  }

  // ---- quantities

  std::string quantity(NodeId id, std::size_t depth) {
    ++count_;
    if (const Title* title = title_of(id)) {
      mention(*title);
      return title->text;
    }
    const Node& node = plan_[id];
    if (depth >= deepest_piece || count_ >= most_pieces) return written(node);
    const auto of = operands(node);
    switch (node.op) {
      case Op::number: return with_unit(node.value.text(), node.unit);
      case Op::add: return between(of, " + ", Binding::choice, Binding::choice, depth);
      case Op::subtract: return between(of, " − ", Binding::choice, Binding::sum, depth);
      case Op::multiply: return between(of, " × ", Binding::sum, Binding::product, depth);
      case Op::divide: return between(of, " ÷ ", Binding::sum, Binding::product, depth);
      case Op::power: return between(of, " to the power ", Binding::product, Binding::product, depth);
      case Op::sum: return "the sum of [" + listed(of, depth) + "]";
      case Op::smallest: return "the smallest of [" + listed(of, depth) + "]";
      case Op::largest: return "the largest of [" + listed(of, depth) + "]";
      case Op::choose:
        return "(" + quantity(of[1], depth + 1) + " where " + in_one_line(this->node(of[0], depth + 1)) +
               ", else " + quantity(of[2], depth + 1) + ")";
      case Op::otherwise:
        return quantity(of[0], depth + 1) + " or, where there is none, " + quantity(of[1], depth + 1);
      case Op::scale: return scaled(node, depth);
      case Op::age: return "age in completed " + node.unit + age_day(plan_[node.query]);
      default: return query_words(plan_, plan_[node.query]);
    }
  }

  /// `(in kg)` where the number of those units is taken, `(converted into mg/day)` where it is converted.
  std::string scaled(const Node& node, std::size_t depth) {
    const Node& inner = plan_[operands(node)[0]];
    const std::string text = operand(operands(node)[0], Binding::choice, depth);
    if (inner.unit == node.unit || inner.unit.empty()) return text;
    return node.unit.empty() ? text + " (in " + unit_words(inner.unit) + ")"
                             : text + " (converted into " + unit_words(node.unit) + ")";
  }

  [[nodiscard]] std::string age_day(const Query& query) const {
    Query on_day = query;
    on_day.selector = Selector::dose;  // asked on the last day of its window, as a dose is
    return window_words(plan_, on_day);
  }

  /// How strongly a quantity's words hold together, weakest first.
  enum class Binding : std::uint8_t { choice, sum, product, single };

  [[nodiscard]] Binding binding(NodeId id) const {
    if (title_of(id) != nullptr) return Binding::single;
    const Node& node = plan_[id];
    switch (node.op) {
      case Op::otherwise: return Binding::choice;
      case Op::add:
      case Op::subtract: return Binding::sum;
      case Op::multiply:
      case Op::divide:
      case Op::power: return Binding::product;
      case Op::scale: return node.unit.empty() ? Binding::single : binding(operands(node)[0]);
      default: return Binding::single;
    }
  }

  /// In brackets if it holds together no more than `weakest`.
  std::string operand(NodeId id, Binding weakest, std::size_t depth) {
    const std::string text = quantity(id, depth + 1);
    return binding(id) <= weakest ? "(" + text + ")" : text;
  }

  std::string between(std::span<const NodeId> of, const char* sign, Binding left, Binding right,
                      std::size_t depth) {
    return operand(of[0], left, depth) + sign + operand(of[1], right, depth);
  }

  std::string listed(std::span<const NodeId> of, std::size_t depth) {
    std::string text;
    for (const NodeId id : of) text += (text.empty() ? "" : "; ") + quantity(id, depth + 1);
    return text;
  }

  const Plan& plan_;
  NodeId root_;
  const WordingNames& names_;
  std::unordered_map<std::uint32_t, Title> titles_;        // by NodeId
  std::unordered_map<std::uint32_t, std::string> labels_;  // by NodeId
  std::vector<std::string> mentioned_;                     // by quantities, since the last sentence
  std::size_t count_ = 0;
};

}  // namespace

Wording wording(const Plan& plan, NodeId root, const WordingNames& names) {
  return Worder(plan, root, names).node(root);
}

std::string in_one_line(const Wording& wording) {
  std::string text = wording.label.empty() ? wording.text : wording.label + ": " + wording.text;
  if (wording.parts.empty()) return text;
  text += " [";
  for (std::size_t i = 0; i < wording.parts.size(); ++i)
    text += (i == 0 ? "" : "; ") + in_one_line(wording.parts[i]);
  return text + "]";
}

}  // namespace eligo
