#include "compiler/compare/examples.h"

#include <algorithm>
#include <random>
#include <unordered_map>

#include "compiler/compare/choices.h"
#include "compiler/compare/excerpt.h"
#include "runtime/completions/joint.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/ingest/patient_parser.h"

namespace eligo::amendment {
namespace {

/// How many patients are tried on the first calendar, and on each of the others.
constexpr std::size_t most_tried = 4000;
constexpr std::size_t most_tried_again = 800;

/// One version of a rule, ready to be asked about one patient after another.
class AskedFact {
 public:
  explicit AskedFact(const RuleVersion& side)
      : plan_(excerpt(*side.plan, side.polarity, side.root)), parser_(plan_.vocabulary) {}

  Standing ask(const std::string& json) {
    DataNotices notices;
    if (!parser_.parse(json, 1, patient_, notices)) return Standing::open;
    evaluate(plan_, patient_, workspace_);
    const Criterion& criterion = plan_.criteria.front();
    return standing_of(status_of(workspace_[criterion.root].truth, criterion.polarity), criterion.polarity);
  }

  /// How many conditions came to that and nothing else, for the last patient.
  [[nodiscard]] std::size_t count(Truth truth) const {
    std::size_t result = 0;
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
      if (is_truth(plan_.nodes[i].op) && workspace_.results[i].truth == truth) ++result;
    }
    return result;
  }

  /// The outcome of every condition and quantity for the last patient, spelled out.
  void describe(std::string& text) const {
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
      const NodeResult& answer = workspace_.results[i];
      if (is_truth(plan_.nodes[i].op)) {
        text += static_cast<char>('0' + answer.truth.outcomes());
      } else {
        for (const auto& end : {answer.range.low, answer.range.high})
          text += (end ? end->value.text() + (end->open ? "(" : "[") : "-") + ",";
      }
    }
  }

  [[nodiscard]] const Plan& plan() const { return plan_; }

 private:
  Plan plan_;
  PatientParser parser_;
  PatientFacts patient_;
  Workspace workspace_;
};

using Selection = std::vector<std::size_t>;

class ExampleSearch {
 public:
  ExampleSearch(const RuleVersion& old, const RuleVersion& now, Wanted wanted)
      : old_(old), now_(now), wanted_(wanted) {}

  Examples run() {
    std::size_t budget = most_tried;
    for (const Calendar& calendar : calendars()) {
      calendar_ = calendar;
      prepare();
      look(budget);
      if (is_done()) break;
      budget = most_tried_again;
    }
    return std::move(found_);
  }

 private:
  /// Months differ in length, and enrolment may be the day of screening or later.
  std::vector<Calendar> calendars() const {
    struct Days {
      const char* first;
      int apart;
    };
    std::vector<Calendar> result;
    for (const Days days :
         {Days{"2025-06-16", 14}, Days{"2025-05-02", 0}, Days{"2024-03-31", 30}, Days{"2025-10-31", 3}}) {
      Calendar calendar;
      const Day first = parse_date(days.first)->first;
      for (const AskedFact* side : {&now_, &old_}) {
        const Plan& plan = side->plan();
        // Anchors are taken to be declared in the order of their days.
        const auto as_of = static_cast<std::int64_t>(plan.as_of.exists() ? plan.as_of.value : 0);
        for (std::size_t i = 0; i < plan.vocabulary.anchors.size(); ++i) {
          const auto order = static_cast<std::int64_t>(i) - as_of;
          const int apart = order == 0 ? 0 : order < 0 ? -days.apart : days.apart;
          calendar.anchors.try_emplace(plan.vocabulary.anchors[i].name, first + apart);
        }
      }
      result.push_back(std::move(calendar));
    }
    return result;
  }

  [[nodiscard]] Day as_of() const {
    const Plan& plan = now_.plan();
    if (plan.as_of.exists()) return calendar_.anchors.at(plan.vocabulary[plan.as_of].name);
    return calendar_.anchors.empty() ? parse_date("2025-06-16")->first : calendar_.anchors.begin()->second;
  }

  /// The choices of every fact; choices that no condition of either version tells apart are one.
  void prepare() {
    all_ = choices_of(questions_of(old_.plan(), now_.plan(), calendar_), as_of());
    const Selection nothing(all_.size(), 0);
    bases_.assign(3, nothing);
    for (std::size_t fact = 0; fact < all_.size(); ++fact) {
      std::unordered_map<std::string, std::size_t> seen;
      std::vector<Choice> kept;
      std::size_t most_failing = 0;
      std::size_t most_holding = 0;
      for (std::size_t i = 0; i < all_[fact].choices.size(); ++i) {
        const Told told = tell(fact, i);
        if (!seen.try_emplace(told.answers, i).second) continue;
        if (told.failing > most_failing) bases_[1][fact] = kept.size();
        if (told.holding > most_holding) bases_[2][fact] = kept.size();
        most_failing = std::max(most_failing, told.failing);
        most_holding = std::max(most_holding, told.holding);
        kept.push_back(all_[fact].choices[i]);
      }
      all_[fact].choices = std::move(kept);
    }
  }

  /// The answers of both versions for a patient of whom one thing alone is known.
  struct Told {
    std::string answers;
    std::size_t failing = 0;
    std::size_t holding = 0;
  };
  Told tell(std::size_t fact, std::size_t choice) {
    Told told;
    Selection selection(all_.size(), 0);
    selection[fact] = choice;
    for (const bool is_complete : {true, false}) {
      const std::string json = document(all_, selection, calendar_, is_complete);
      for (AskedFact* side : {&old_, &now_}) {
        side->ask(json);
        side->describe(told.answers);
        told.failing += side->count(Truth::fails());
        told.holding += side->count(Truth::holds());
      }
    }
    return told;
  }

  void look(std::size_t budget) {
    std::size_t combinations = 1;
    for (const Choices& choices : all_)
      combinations = std::min(combinations * choices.choices.size(), budget + 1);
    if (combinations <= budget) {
      each_combination();
    } else {
      near_bases(budget);
      at_random(budget);
    }
  }

  /// Whatever is not wanted any more ends the search.
  [[nodiscard]] bool is_done() const {
    return (!wanted_.tighter || found_.tighter) && (!wanted_.looser || found_.looser) &&
           (!wanted_.data || (found_.opens && found_.settles));
  }

  void each_combination() {
    Selection selection(all_.size(), 0);
    while (!is_done()) {
      try_patient(selection);
      std::size_t fact = 0;
      while (fact < all_.size() && ++selection[fact] == all_[fact].choices.size()) selection[fact++] = 0;
      if (fact == all_.size()) return;
    }
  }

  /// One fact changed, then two, from three patients: of whom nothing is known, for whom most conditions
  /// fail, for whom most hold.
  void near_bases(std::size_t budget) {
    std::size_t tried = 0;
    const auto each_choice = [&](Selection& selection, std::size_t fact, const auto& then) {
      const std::size_t before = selection[fact];
      for (selection[fact] = 0; selection[fact] < all_[fact].choices.size(); ++selection[fact]) then();
      selection[fact] = before;
    };
    const auto try_one = [&](const Selection& selection) {
      if (!is_done() && tried++ < budget) try_patient(selection);
    };
    for (Selection base : bases_) {
      for (std::size_t fact = 0; fact < all_.size(); ++fact) each_choice(base, fact, [&] { try_one(base); });
    }
    for (Selection base : bases_) {
      for (std::size_t one = 0; one < all_.size() && tried < budget; ++one) {
        for (std::size_t two = 0; two < one && tried < budget; ++two) {
          each_choice(base, one, [&] { each_choice(base, two, [&] { try_one(base); }); });
        }
      }
    }
  }

  /// From those same patients, or from any other, some facts changed at random.
  void at_random(std::size_t budget) {
    std::mt19937 random(20251114);  // always the same patients
    for (std::size_t i = 0; i < budget && !is_done(); ++i) {
      Selection selection = bases_[i % bases_.size()];
      const unsigned kept = random() % 4;  // of four
      for (std::size_t fact = 0; fact < all_.size(); ++fact) {
        if (random() % 4 >= kept) selection[fact] = random() % all_[fact].choices.size();
      }
      try_patient(selection);
    }
  }

  std::pair<Standing, Standing> ask(const Selection& selection, bool is_complete) {
    const std::string json = document(all_, selection, calendar_, is_complete);
    return {old_.ask(json), now_.ask(json)};
  }

  void try_patient(const Selection& selection) {
    for (const bool is_complete : {true, false}) {
      const auto standing = ask(selection, is_complete);
      ++found_.tried;
      if (standing.first == standing.second) continue;
      std::optional<Example>& kept = place(standing);
      if (!kept) kept = plainest(selection, is_complete, standing);
    }
  }

  std::optional<Example>& place(std::pair<Standing, Standing> standing) {
    if (standing.first == Standing::open) return found_.settles;
    if (standing.second == Standing::open) return found_.opens;
    return standing.first == Standing::passes ? found_.tighter : found_.looser;
  }

  /// Everything that does not matter to the change is taken away.
  Example plainest(Selection selection, bool is_complete, std::pair<Standing, Standing> standing) {
    for (std::size_t& choice : selection) {
      const std::size_t before = std::exchange(choice, 0);
      if (before != 0 && ask(selection, is_complete) != standing) choice = before;
    }
    if (is_complete && ask(selection, false) == standing) is_complete = false;
    Example made;
    made.json = document(all_, selection, calendar_, is_complete);
    made.before = standing.first;
    made.after = standing.second;
    for (const auto& [name, day] : calendar_.anchors) made.facts.push_back(name + " " + date_text(day));
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto& words = all_[i].choices[selection[i]].words;
      made.facts.insert(made.facts.end(), words.begin(), words.end());
    }
    if (is_complete) made.facts.emplace_back("complete observations, conditions, treatments, procedures");
    return made;
  }

  AskedFact old_;
  AskedFact now_;
  Wanted wanted_;
  Calendar calendar_;
  std::vector<Choices> all_;
  Examples found_;
  std::vector<Selection> bases_;
};

/// An example counts only if the whole plans, as everyone uses them, say the same of it.
void confirm(const RuleVersion& old, const RuleVersion& now, std::optional<Example>& example) {
  if (!example) return;
  const bool is_so =
      standing(old, example->json) == example->before && standing(now, example->json) == example->after;
  if (!is_so) example.reset();
}

}  // namespace

Standing standing_of(Status status, Polarity polarity) {
  if (status == Status::unknown) return Standing::open;
  return rules_out(status, polarity) ? Standing::ruled_out : Standing::passes;
}

std::optional<Standing> standing(const RuleVersion& side, const std::string& json) {
  PatientParser parser(side.plan->vocabulary);
  PatientFacts patient;
  DataNotices notices;
  if (!parser.parse(json, 1, patient, notices)) return std::nullopt;
  Workspace workspace;
  evaluate(*side.plan, patient, workspace);
  const Truth truth = Joint(*side.plan, patient, workspace).of(side.root).truth;
  return standing_of(status_of(truth, side.polarity), side.polarity);
}

Examples find_examples(const RuleVersion& old, const RuleVersion& now, Wanted wanted) {
  Examples found = ExampleSearch(old, now, wanted).run();
  for (auto* example : {&found.tighter, &found.looser, &found.opens, &found.settles})
    confirm(old, now, *example);
  return found;
}

}  // namespace eligo::amendment
