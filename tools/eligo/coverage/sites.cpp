#include "tools/eligo/coverage/sites.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "runtime/words/describe.h"
#include "runtime/words/explain.h"

namespace eligo {

namespace {

class SiteFinder {
 public:
  SiteFinder(const Plan& plan, std::uint32_t file) : plan_(plan), file_(file) {}

  Sites run() {
    for (std::uint32_t c = 0; c < plan_.criteria.size(); ++c) add_criterion(c);
    for (const Instrument& instrument : plan_.instruments) add_instrument(instrument);
    for (const Derived& derived : plan_.derived) {
      begin(derived.name, Polarity::inclusion);
      if (is_here(derived.node)) walk(derived.node, "");
    }
    return std::move(found_);
  }

 private:
  void begin(const std::string& owner, Polarity polarity) {
    owner_ = owner;
    polarity_ = polarity;
    branches_.clear();
  }

  void add_criterion(std::uint32_t index) {
    const Criterion& criterion = plan_.criteria[index];
    const SourceRef& source = plan_.refs[criterion.source];
    if (source.file != file_) return;
    begin(criterion.id, criterion.polarity);
    add(Site::Kind::criterion, criterion.id, criterion.root, source.line);
    add_parts(criterion.parts);
    walk(criterion.root, text_of(criterion.root));
    for (const Reading& reading : criterion.readings) {
      add(Site::Kind::reading, reading.id, reading.root, plan_.refs[reading.source].line);
      add_parts(reading.parts);
      walk(reading.root, text_of(reading.root));
    }
  }

  void add_parts(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (branches_.insert(part.node).second)
        add(Site::Kind::part, part.id, part.node, line_of(part.node, found_.sites.back().line));
    }
  }

  void add_instrument(const Instrument& instrument) {
    begin(instrument.name, Polarity::inclusion);
    if (instrument.entry.exists() && is_here(instrument.entry)) {
      add_branch(instrument.entry, 0, "");
    }
    for (const Domain& domain : instrument.domains) {
      for (const Item& item : domain.items) {
        if (!item.when.exists() || !is_here(item.when)) continue;
        const std::string name = item.id.empty() ? text_of(item.when) : item.id;
        if (branches_.insert(item.when).second) add(Site::Kind::item, name, item.when, line_of(item.when, 0));
        walk(item.when, text_of(item.when));
      }
    }
    for (const State& state : instrument.states) {
      if (!is_here(state.node)) continue;
      if (branches_.insert(state.node).second)
        add(Site::Kind::state, state.name, state.node, line_of(state.node, 0));
      walk(state.node, text_of(state.node));
    }
  }

  void add(Site::Kind kind, const std::string& name, NodeId node, std::uint32_t line) {
    if (kind == Site::Kind::branch) {
      for (Site& known : found_.sites) {
        if (known.owner != owner_ || known.kind != kind || known.line != line || known.name != name) continue;
        known.nodes.push_back(node);
        return;
      }
    }
    found_.sites.push_back(
        {kind, owner_, name, line, {node}, polarity_, {true, true, true, may_be_inapplicable(node)}});
  }

  /// The operands of a rule, below each other, as far as they are written in this file.
  void walk(NodeId id, const std::string& above) {
    if (!walked_.insert({owner_, id}).second || !is_here(id)) return;
    const Node& node = plan_[id];
    add_thresholds(id);
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      const NodeId operand = plan_.operands[node.first_operand + i];
      // Of `at least 1 domain` the comparison of each domain with none is not the author's.
      if (node.op == Op::count && text_of(operand) == text_of(id)) continue;
      if (node.op == Op::not_) {
        walk(operand, above);
      } else {
        add_branch(operand, plan_.refs[node.source].line, above);
      }
    }
    if (!node.query.exists()) return;
    for (const ValueTest& test : plan_[node.query].tests) {
      if (test.when.exists()) add_branch(test.when, plan_.refs[node.source].line, above);
      if (test.node.exists()) walk(test.node, above);
    }
  }

  void add_branch(NodeId id, std::uint32_t line_above, const std::string& above) {
    const Node& node = plan_[id];
    const std::string name = branch_name(id);
    const bool is_worth_it = is_truth(node.op) && node.op != Op::truth && name != above;
    if (is_worth_it && branches_.insert(id).second)
      add(Site::Kind::branch, name, id, line_of(id, line_above));
    walk(id, name);
  }

  void add_thresholds(NodeId id) {
    const Node& node = plan_[id];
    if (node.op == Op::compare) add_comparison(id);
    if (node.op == Op::count) add_counts(id);
    if (!node.query.exists() || !queries_.insert(node.query).second) return;
    const Query& query = plan_[node.query];
    for (std::uint32_t t = 0; t < query.tests.size(); ++t) add_test(id, t);
    for (std::uint32_t f = 0; f < query.filters.size(); ++f) add_filter(id, query.filters[f], f);
    const auto has_reach = [](const std::optional<WindowEnd>& end) {
      return end && end->anchor.exists() && (end->direction != 0 || end->shift != 0);
    };
    if (node.op != Op::age && has_reach(query.window.from))
      add(Threshold::Kind::window_start, id, "first day of the window");
    if (node.op != Op::age && has_reach(query.window.to))
      add(Threshold::Kind::window_end, id, "last day of the window");
    if (query.is_course && query.lasting) add(Threshold::Kind::duration, id, period_text(*query.lasting));
  }

  void add_comparison(NodeId id) {
    const Node& node = plan_[id];
    const Node& limit = plan_[plan_.operands[node.first_operand + 1]];
    const Node& value = plan_[plan_.operands[node.first_operand]];
    if (value.op == Op::number) return;
    const std::string name = limit.op == Op::number ? quantity_text(Range::exactly(limit.value), limit.unit)
                                                    : plan_.refs[limit.source].text;
    Threshold& made = add(Threshold::Kind::quantity, id, name);
    // A number that is counted or added up from points does not go below none.
    if (limit.op == Op::number && limit.value.is_zero()) made.is_wanted[0] = false;
  }

  void add_counts(NodeId id) {
    const Node& node = plan_[id];
    const auto all = static_cast<std::int32_t>(node.operand_count);
    const auto add_one = [&](std::int32_t number, bool is_upper) {
      Threshold& made =
          add(Threshold::Kind::count, id,
              std::to_string(number) + " of " + std::to_string(all) + " conditions", 0, is_upper);
      made.is_wanted = {number > 0, true, number < all};
    };
    if (node.low > 0) add_one(node.low, false);
    if (node.high >= 0 && node.high != node.low) add_one(node.high, true);
  }

  void add_test(NodeId id, std::uint32_t index) {
    const Query& query = plan_[plan_[id].query];
    const ValueTest& test = query.tests[index];
    const ValueType* type = query.asked.empty() ? nullptr : &plan_.vocabulary[query.asked.front()].type;
    const auto text = [&](const Range::End& end) { return limit_text(end.value, type); };
    const auto add_one = [&](const std::string& name, bool is_upper) {
      Threshold& made = add(Threshold::Kind::test, id, name, index, is_upper);
      const Range::End* end = test.kind == ValueTest::Kind::compare ? &*test.limit.low : nullptr;
      if (end == nullptr || type == nullptr || type->kind != ValueKind::grade) return;
      made.is_wanted[0] = end->value.sign() > 0;
      made.is_wanted[2] = end->value < Number(static_cast<std::int64_t>(type->words.size()) - 1);
    };
    switch (test.kind) {
      case ValueTest::Kind::compare:
        if (test.limit.is_exact()) add_one(text(*test.limit.low), false);
        break;
      case ValueTest::Kind::between:
        if (test.limit.low) add_one(text(*test.limit.low), false);
        if (test.limit.high) add_one(text(*test.limit.high), true);
        break;
      case ValueTest::Kind::times_upper: add_one(test.factor.text() + " x ULN", false); break;
      case ValueTest::Kind::times_lower: add_one(test.factor.text() + " x LLN", false); break;
      case ValueTest::Kind::against_node: add_one(plan_.refs[plan_[test.node].source].text, false); break;
      case ValueTest::Kind::none:
      case ValueTest::Kind::is_word: break;
    }
  }

  void add_filter(NodeId id, const Filter& filter, std::uint32_t index) {
    if (filter.kind != Filter::Kind::compare || !filter.limit.is_exact()) return;
    const Field& field = plan_.vocabulary[filter.field];
    Threshold& made =
        add(Threshold::Kind::filter, id, field.name + ' ' + limit_text(filter.limit.low->value, &field.type));
    made.index = index;
  }

  Threshold& add(Threshold::Kind kind, NodeId id, const std::string& name, std::uint32_t index = 0,
                 bool is_upper = false) {
    Threshold made{kind, owner_, name,     branch_name(id),   line_of(id, 0),
                   {id}, index,  is_upper, {true, true, true}};
    for (Threshold& known : found_.thresholds) {
      const bool is_same = known.owner == made.owner && known.kind == kind && known.line == made.line &&
                           known.name == name && known.text == made.text && known.index == index &&
                           known.is_upper == is_upper;
      if (!is_same) continue;
      known.nodes.push_back(id);
      return known;
    }
    return found_.thresholds.emplace_back(std::move(made));
  }

  [[nodiscard]] std::string limit_text(const Number& limit, const ValueType* type) const {
    if (type == nullptr) return limit.text();
    if (type->kind == ValueKind::titre) return "1:" + limit.text();
    if (type->kind == ValueKind::grade) {
      const auto index = limit.whole();
      if (index && *index >= 0 && static_cast<std::size_t>(*index) < type->words.size())
        return plan_.vocabulary.words[type->words[static_cast<std::size_t>(*index)].value];
    }
    return quantity_text(Range::exactly(limit), type->unit_text);
  }

  static std::string period_text(const Period& period) {
    std::string text;
    const auto add = [&](std::int32_t number, const char* word) {
      if (number == 0) return;
      text += (text.empty() ? "" : " ") + std::to_string(number) + ' ' + word + (number == 1 ? "" : "s");
    };
    add(period.months, "month");
    add(period.days, "day");
    return text;
  }

  /// What a branch is called: its own words; a state of a score by its name, since its words are elsewhere.
  [[nodiscard]] std::string branch_name(NodeId id) const {
    const Node& node = plan_[id];
    for (const Instrument& instrument : plan_.instruments) {
      for (const State& state : instrument.states) {
        if (state.node == id && !is_here(id)) return instrument.name + " is " + state.name;
      }
    }
    std::string text = text_of(id);
    if (!node.query.exists()) return text;
    // One of a group, each asked in the same words.
    for (const FactId fact : plan_[node.query].asked) {
      const std::string& name = plan_.vocabulary[fact].name;
      if (plan_[node.query].asked.size() == 1 && text.find(name) == std::string::npos && text.ends_with("…"))
        text += " " + name;
    }
    return text;
  }

  [[nodiscard]] bool may_be_inapplicable(NodeId id) const {
    const Node& node = plan_[id];
    const auto operand = [&](std::uint32_t i) { return plan_.operands[node.first_operand + i]; };
    switch (node.op) {
      case Op::only_for: return true;
      case Op::query_truth: return plan_[node.query].selector == Selector::every;
      case Op::not_:
      case Op::unless: return may_be_inapplicable(operand(0));
      case Op::choose_truth: return may_be_inapplicable(operand(1)) || may_be_inapplicable(operand(2));
      case Op::all:
      case Op::any:
      case Op::count:
        for (std::uint32_t i = 0; i < node.operand_count; ++i) {
          if (!may_be_inapplicable(operand(i))) return false;
        }
        return true;
      default: return false;
    }
  }

  [[nodiscard]] bool is_here(NodeId id) const { return plan_.refs[plan_[id].source].file == file_; }
  [[nodiscard]] const std::string& text_of(NodeId id) const { return plan_.refs[plan_[id].source].text; }
  [[nodiscard]] std::uint32_t line_of(NodeId id, std::uint32_t otherwise) const {
    return is_here(id) ? plan_.refs[plan_[id].source].line : otherwise;
  }

  const Plan& plan_;
  std::uint32_t file_;
  Sites found_;
  std::string owner_;
  Polarity polarity_ = Polarity::inclusion;
  std::set<NodeId> branches_;                        // of the criterion or instrument at hand
  std::set<std::pair<std::string, NodeId>> walked_;  // by owner
  std::set<QueryId> queries_;
};

}  // namespace

std::string_view position_name(Position position) {
  static constexpr std::string_view names[] = {"under", "on", "over"};  // NOLINT
  return names[static_cast<std::size_t>(position)];
}

std::string_view kind_name(Site::Kind kind) {
  static constexpr std::string_view names[] = {"criterion", "reading", "part", "branch", "item", "state"};
  return names[static_cast<std::size_t>(kind)];
}

Sites sites_of(const Plan& plan, std::uint32_t file) { return SiteFinder(plan, file).run(); }

}  // namespace eligo
