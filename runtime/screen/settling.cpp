#include "runtime/screen/settling.h"

#include <algorithm>
#include <numeric>

#include "runtime/completions/branch.h"
#include "runtime/completions/search.h"

namespace eligo {
namespace {

/// At most so many searches for one patient, each of so many evaluations.
constexpr int most_searches = 300;
constexpr int most_evaluations = 200;

bool is_part_of(const Plan& plan, FactId fact, FactId broader) {
  if (!fact.exists() || fact == broader) return fact == broader;
  const auto& above = plan.vocabulary[fact].broader;
  return std::find(above.begin(), above.end(), broader) != above.end();
}

class Questions {
 public:
  Questions(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
            const ScreeningOutcome& screening)
      : plan_(plan),
        screening_(screening),
        patient_(copy_of(patient)),
        scratch_(scratch(workspace)),
        search_(plan, patient_, scratch_) {}

  /// Whether answers to these questions can show that the criterion rules the patient out.
  bool can_rule_out(const std::vector<std::size_t>& asks, std::uint32_t criterion) {
    const bool is_inclusion = plan_.criteria[criterion].polarity == Polarity::inclusion;
    return can_reach(asks, {{root(criterion), is_inclusion ? Truth::fails() : Truth::holds()}});
  }

  /// Whether they can show that every open criterion lets the patient pass.
  bool can_let_in(const std::vector<std::size_t>& asks) {
    std::vector<Goal> goals;
    for (const CriterionOutcome& one : screening_.criteria) {
      if (one.status != Status::unknown) continue;
      const bool is_inclusion = plan_.criteria[one.criterion].polarity == Polarity::inclusion;
      goals.push_back(
          {one.root, either(is_inclusion ? Truth::holds() : Truth::fails(), Truth::inapplicable())});
    }
    return can_reach(asks, goals);
  }

  [[nodiscard]] bool may_go_on() const { return searches_ < most_searches && !scratch_.is_spent(); }

 private:
  static Workspace& scratch(Workspace& workspace) {
    if (!workspace.cases) workspace.cases = std::make_unique<Workspace>();
    workspace.cases->budget = workspace.budget;
    workspace.cases->steps = workspace.steps;
    return *workspace.cases;
  }

  [[nodiscard]] NodeId root(std::uint32_t criterion) const { return screening_.criteria[criterion].root; }

  bool can_reach(const std::vector<std::size_t>& asks, const std::vector<Goal>& goals) {
    if (!may_go_on()) return false;
    ++searches_;
    search_.fill_only([&](const Gap& gap) {
      scratch_.steps += static_cast<std::int64_t>(asks.size());
      return std::any_of(asks.begin(), asks.end(),
                         [&](std::size_t ask) { return answers(screening_.asks[ask], gap); });
    });
    return search_.find(goals, most_evaluations) == Found::yes;
  }

  /// Whether who says what a name means fills the gap.
  [[nodiscard]] bool explains(const UnknownName& name, const Reason& question, const Gap& gap) const {
    if (name.list == FactKind::attribute)
      return gap.kind == Gap::Kind::attribute && gap.fact == question.fact;
    const bool is_of_name = gap.kind == Gap::Kind::entry || gap.kind == Gap::Kind::field;
    if (!is_of_name || gap.field != name.field) return false;
    Reason same = question;
    same.record = gap.record;
    return unknown_name(patient_, same) == name;
  }

  /// Whether who answers the question fills the gap.
  [[nodiscard]] bool answers(const Ask& ask, const Gap& gap) const {
    const Reason& question = ask.reason;
    if (ask.unknown) return explains(*ask.unknown, question, gap);
    if (gap.kind == Gap::Kind::entry) return false;
    if (gap.anchor.exists() || question.anchor.exists()) return gap.anchor == question.anchor;
    if (gap.list || question.kind) return gap.list == question.kind;
    const FactId fact = gap.record.exists() ? patient_.records[gap.record.value].fact : gap.fact;
    if (question.fact.exists()) return is_part_of(plan_, fact, question.fact);
    return question.record.exists() && gap.record == question.record;
  }

  const Plan& plan_;
  const ScreeningOutcome& screening_;
  PatientFacts patient_;
  Workspace& scratch_;
  Search search_;
  int searches_ = 0;
};

/// The questions that a criterion waits for.
std::vector<std::size_t> asks_of(const ScreeningOutcome& screening, std::uint32_t criterion) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < screening.asks.size(); ++i) {
    const auto& criteria = screening.asks[i].criteria;
    if (std::find(criteria.begin(), criteria.end(), criterion) != criteria.end()) result.push_back(i);
  }
  return result;
}

/// Gathers the sets that rule out, without sets that hold a smaller one.
class Collector {
 public:
  Collector(Questions& questions, const ScreeningOutcome& screening, std::vector<SettlingSet>& sets,
            std::size_t most)
      : questions_(questions), screening_(screening), sets_(sets), most_(most) {}

  void collect(std::size_t size) {
    for (const CriterionOutcome& one : screening_.criteria) {
      if (one.status != Status::unknown) continue;
      const std::vector<std::size_t> asks = asks_of(screening_, one.criterion);
      std::vector<std::size_t> chosen;
      choose(asks, 0, size, chosen, one.criterion);
    }
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): as deep as the set is large
  void choose(const std::vector<std::size_t>& asks, std::size_t from, std::size_t size,
              std::vector<std::size_t>& chosen, std::uint32_t criterion) {
    if (sets_.size() >= most_ || !questions_.may_go_on()) return;
    if (chosen.size() == size) {
      if (!holds_smaller(chosen) && questions_.can_rule_out(chosen, criterion))
        sets_.push_back({chosen, Verdict::ineligible});
      return;
    }
    for (std::size_t i = from; i < asks.size(); ++i) {
      chosen.push_back(asks[i]);
      choose(asks, i + 1, size, chosen, criterion);
      chosen.pop_back();
    }
  }

  [[nodiscard]] bool holds_smaller(const std::vector<std::size_t>& asks) const {
    return std::any_of(sets_.begin(), sets_.end(), [&](const SettlingSet& set) {
      return std::includes(asks.begin(), asks.end(), set.asks.begin(), set.asks.end());
    });
  }

  Questions& questions_;
  const ScreeningOutcome& screening_;
  std::vector<SettlingSet>& sets_;
  std::size_t most_;
};

/// All questions, without the dispensable ones; empty if not even all would do.
std::vector<std::size_t> letting_in(Questions& questions, std::size_t count) {
  std::vector<std::size_t> asks(count);
  std::iota(asks.begin(), asks.end(), std::size_t{0});
  if (!questions.can_let_in(asks)) return {};
  for (std::size_t i = asks.size(); i-- > 0 && questions.may_go_on();) {
    std::vector<std::size_t> fewer = asks;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!fewer.empty() && questions.can_let_in(fewer)) asks = std::move(fewer);
  }
  return asks;
}

}  // namespace

std::vector<SettlingSet> settling_sets(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                                       const ScreeningOutcome& screening, std::size_t most_sets) {
  std::vector<SettlingSet> sets;
  if (screening.verdict != Verdict::undetermined) return sets;
  Questions questions(plan, patient, workspace, screening);
  std::vector<std::size_t> letting = letting_in(questions, screening.asks.size());
  Collector collector(questions, screening, sets, most_sets);
  for (std::size_t size = 1; size <= 3; ++size) collector.collect(size);
  if (!letting.empty()) sets.push_back({std::move(letting), Verdict::eligible});
  return sets;
}

void mark_settling(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                   ScreeningOutcome& screening) {
  if (screening.verdict != Verdict::undetermined) return;
  const auto is_contradictory = [](const Ask& ask) {
    return ask.reason.code == ReasonCode::contradictory_data;
  };
  if (std::any_of(screening.asks.begin(), screening.asks.end(), is_contradictory)) return;
  Questions questions(plan, patient, workspace, screening);
  for (std::size_t i = 0; i < screening.asks.size(); ++i) {
    Ask& ask = screening.asks[i];
    const auto rules_out = [&](std::uint32_t criterion) { return questions.can_rule_out({i}, criterion); };
    ask.settles_alone = std::any_of(ask.criteria.begin(), ask.criteria.end(), rules_out) ||
                        (screening.asks.size() == 1 && questions.can_let_in({i}));
  }
}

}  // namespace eligo
