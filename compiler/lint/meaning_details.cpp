#include <algorithm>
#include <set>
#include <unordered_map>

#include "compiler/lint/ask.h"
#include "compiler/lint/regions.h"
#include "compiler/source/lines.h"

/// Parts of rules that cannot come to anything: states, points, windows, limits, readings, assumptions.
namespace eligo::lint {
namespace {

template <typename Visit>
void each_node(const Checked& program, Syntax kind, const Visit& visit) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    if (tree[node].kind == kind) visit(Place{&program.main(), node});
  }
}

std::string_view day_of_window(const Place& window) { return window.children().back().text(); }

}  // namespace

void unreachable_state(const Checked& program, LintReporter& report) {
  for (const Place& block : program.blocks({Syntax::score, Syntax::definition})) {
    for (const Place& state : block.children(Syntax::state)) {
      const NodeId node = program.node(state.children().back());
      if (!node.exists() || !program.regions().of(node).holds.empty()) continue;
      report.add(state.child(Syntax::name).span(), "no patient can reach this state")
          .note("its condition", state.children().back().span());
    }
  }
}

void points_never_counted(const Checked& program, LintReporter& report) {
  each_node(program, Syntax::domain, [&](const Place& domain) {
    if (!domain.has(Syntax::domain_max)) return;
    const auto items = domain.children(Syntax::score_item);
    const auto points = [](const Place& item) {
      return Number::parse(item.child(Syntax::number).text()).value_or(Number(0));
    };
    for (const Place& item : items) {
      const NodeId self = program.node(item.children().back());
      if (!self.exists()) continue;
      const Outcomes& mine = program.regions().of(self);
      for (const Place& other : items) {
        const NodeId stronger = program.node(other.children().back());
        if (other.node == item.node || !stronger.exists() || points(other) < points(item)) continue;
        const bool is_same = points(other) == points(item) && stronger == self && other.node > item.node;
        const Outcomes& theirs = program.regions().of(stronger);
        if (is_same || mine.holds.empty() || !mine.inapplicable.empty() || !theirs.inapplicable.empty())
          continue;
        if (!implies(mine.holds, theirs.fails)) continue;
        report.add(item.span(), "these points are never counted: whoever has them has more by another item")
            .note("that one", other.span());
        return;
      }
    }
  });
}

void empty_window(const Checked& program, LintReporter& report) {
  each_node(program, Syntax::window_within, [&](const Place& window) {
    const Place reach = window.first();
    if (reach.kind() != Syntax::period) return;
    const auto number = Number::parse(reach.child(Syntax::number).text());
    const std::string_view direction = reach.next().text();
    if (number && number->is_zero() && (direction == "before" || direction == "after"))
      report.add(window.span(),
                 "this window holds no day: its one day is left out by `" + std::string(direction) + "`");
  });
}

void future_window(const Checked& program, LintReporter& report) {
  const AnchorId as_of = program.plan().as_of;
  if (!program.is_protocol() || !as_of.exists()) return;
  const std::string& name = program.vocabulary()[as_of].name;
  const auto look = [&](const Place& question) {
    for (const Place& window : question.children()) {
      const Syntax kind = window.kind();
      if (kind != Syntax::window_within && kind != Syntax::window_open && kind != Syntax::window_at_least)
        continue;
      const bool is_as_of =
          window.children().back().kind() == Syntax::as_of_date || day_of_window(window) == name;
      bool looks_ahead = false;
      for (const Place& part : window.children()) {
        looks_ahead = looks_ahead ||
                      (part.kind() == Syntax::direction && (part.text() == "after" || part.text() == "from"));
      }
      if (kind == Syntax::window_at_least)
        looks_ahead = window.text().find(" after ") != std::string_view::npos;
      if (is_as_of && looks_ahead)
        report.add(window.span(), "on the as-of date nothing of what comes after it is known")
            .note("`planned` asks for what is planned; another `as of` day asks later");
    }
  };
  for (const Syntax kind : {Syntax::presence, Syntax::selection, Syntax::active, Syntax::receiving,
                            Syntax::record_count, Syntax::number_of})
    each_node(program, kind, look);
}

void limit_without_effect(const Checked& program, LintReporter& report) {
  each_node(program, Syntax::compare_limit, [&](const Place& limit) {
    const Place sign = limit.first();
    for (const Place& when : limit.children(Syntax::when_limit)) {
      const Place own_sign = when.first();
      if (own_sign.text() == sign.text() && own_sign.next().text() == sign.next().text())
        report.add(when.span(), "this limit is the same as the one before it");
    }
  });
}

void reading_same(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    const auto readings = criterion.block.children(Syntax::reading);
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (criterion.plan->readings[i].root == criterion.plan->root)
        report.add(readings[i].child(Syntax::name).span(),
                   "this reading says the same as the rule of " + criterion.id());
    }
  }
}

void assumption_without_effect(const Checked& program, LintReporter& report) {
  const Plan& plan = program.plan();
  std::vector<bool> is_used(plan.assumptions.size());
  for (const Query& query : plan.queries) {
    for (const AssumptionId id : query.assumptions) is_used[id.value] = true;
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> unused;  // line and column
  for (std::size_t i = 0; i < is_used.size(); ++i) {
    const SourceRef& ref = plan.refs[plan.assumptions[i].source];
    if (!is_used[i] && ref.file == program.main().file) unused.insert({ref.line, ref.column});
  }
  if (unused.empty()) return;
  LineIndex lines(program.files());
  each_node(program, Syntax::assume, [&](const Place& clause) {
    const LineColumn at = lines.locate(clause.span());
    if (unused.contains({at.line, at.column}))
      report.add(clause.span(), "the rule asks for nothing of which this assumption speaks");
  });
}

void equality_of_measured(const Checked& program, LintReporter& report) {
  each_node(program, Syntax::comparison, [&](const Place& comparison) {
    const Place question = unwrap_quantity(comparison.first());
    if (question.kind() != Syntax::selection) return;
    const Place limit = comparison.child(Syntax::compare_limit);
    const Fact* fact = program.fact(asked_name(question).text());
    if (fact == nullptr || !limit.exists() || fact->type.unit_text.empty() || limit.first().text() != "=")
      return;
    report.add(limit.first().span(), "a measured value is hardly ever equal to a figure: is a range meant?");
  });
}

void word_twice(const Checked& program, LintReporter& report) {
  each_node(program, Syntax::one_of_words, [&](const Place& list) {
    std::unordered_map<std::string, Place> seen;
    for (const Place& word : list.children()) {
      const auto [first, is_new] = seen.try_emplace(fold_word(word.text()), word);
      if (!is_new)
        report.add(word.span(), "this word stands in the list already")
            .note("first here", first->second.span());
    }
  });
}

void shared_fact(const Checked& program, LintReporter& report) {
  const Plan& plan = program.plan();
  std::unordered_map<std::uint32_t, const CheckedCriterion*> first_asked;  // by fact
  for (const CheckedCriterion& criterion : program.criteria()) {
    const CheckedCriterion* other = nullptr;
    FactId shared;
    std::set<std::uint32_t> facts;
    std::vector<NodeId> open{criterion.plan->root};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!seen.insert(id.value).second) continue;
      const Node& node = plan[id];
      for (std::uint32_t i = 0; i < node.operand_count; ++i)
        open.push_back(plan.operands[node.first_operand + i]);
      if (!node.query.exists()) continue;
      for (const FactId fact : plan[node.query].asked) {
        if (plan.vocabulary[fact].kind != FactKind::attribute) facts.insert(fact.value);
      }
    }
    for (const std::uint32_t fact : facts) {
      const auto [entry, is_new] = first_asked.try_emplace(fact, &criterion);
      if (is_new || other != nullptr) continue;
      other = entry->second;
      shared = FactId{fact};
    }
    if (other == nullptr) continue;
    report
        .add(criterion.head(), criterion.id() + " and " + other->id() + " both ask about `" +
                                   plan.vocabulary[shared].name + "`: they are no independent evidence")
        .note("the other one", other->head());
  }
}

}  // namespace eligo::lint
