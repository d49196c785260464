#include "tools/eligo/screen/cohort.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/words/questions.h"
#include "runtime/words/reason_text.h"

namespace eligo {

namespace {

void add_criteria(std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& more) {
  for (const std::uint32_t criterion : more) {
    const auto at = std::lower_bound(into.begin(), into.end(), criterion);
    if (at == into.end() || *at != criterion) into.insert(at, criterion);
  }
}

/// Whether the criterion completes those that cannot all pass: there the patient drops out.
bool completes(const std::vector<std::uint32_t>& conflict, std::uint32_t criterion) {
  return !conflict.empty() && *std::max_element(conflict.begin(), conflict.end()) == criterion;
}

}  // namespace

Cohort::Cohort(const Plan& of) : plan(of), criteria(of.criteria.size()), leaned_on(of.assumptions.size()) {
  for (std::uint32_t c = 0; c < of.criteria.size(); ++c) {
    for (std::uint32_t r = 0; r < of.criteria[c].readings.size(); ++r) readings.push_back({c, r, 0, {}});
  }
}

void Cohort::add(const ScreeningOutcome& screening, const std::vector<ReadingEffect>& effects) {
  ++patients;
  ++verdicts[static_cast<std::size_t>(screening.verdict)];
  if (!screening.conflict.empty()) ++ruled_out_jointly;

  std::vector<std::uint32_t> ruling;
  bool is_open = false;
  std::set<AssumptionId> assumptions;
  for (const CriterionOutcome& outcome : screening.criteria) {
    CriterionTally& tally = criteria[outcome.criterion];
    ++tally.by_status[static_cast<std::size_t>(outcome.status)];
    assumptions.insert(outcome.assumptions.begin(), outcome.assumptions.end());
    is_open |= outcome.status == Status::unknown;
    if (rules_out(outcome.status, plan.criteria[outcome.criterion].polarity))
      ruling.push_back(outcome.criterion);
    if (ruling.empty() && completes(screening.conflict, outcome.criterion))
      ruling.push_back(outcome.criterion);
    if (ruling.empty()) ++tally.remaining;
    if (ruling.empty() && is_open) ++tally.open;
  }
  if (!ruling.empty()) ++criteria[ruling.front()].ruled_out;
  if (ruling.size() == 1) ++criteria[ruling.front()].ruled_out_alone;
  for (const AssumptionId assumption : assumptions) ++leaned_on[assumption.value];

  if (screening.verdict == Verdict::undetermined) {
    std::map<std::size_t, bool> asked;  // whether the question could settle the verdict alone
    for (const Ask& ask : screening.asks) {
      if (!is_question(screening, ask)) continue;
      const std::size_t index = ask_index(ask.reason);
      asked[index] |= ask.settles_alone;
      add_criteria(asks[index].criteria, ask.criteria);
    }
    for (const auto& [index, is_alone] : asked) {
      ++asks[index].patients;
      if (is_alone) ++asks[index].alone;
    }
  }

  for (const ReadingEffect& effect : effects) {
    if (effect.verdict == screening.verdict) continue;
    for (ReadingTally& tally : readings) {
      if (tally.criterion != effect.criterion || tally.reading != effect.reading) continue;
      ++tally.changed;
      if (tally.changes.size() < ReadingTally::max_listed) {
        tally.changes.push_back({screening.patient, screening.verdict, effect.verdict});
      }
    }
  }
}

std::size_t Cohort::ask_index(const Reason& reason) {
  for (const auto& [known, index] : known_asks_) {
    if (!is_one_question(plan, known, reason)) continue;
    AskTally& ask = asks[index];
    if (add_fact_asked(ask.facts, reason)) ask.text = question_text(plan, reason, ask.facts);
    return index;
  }
  const std::string text = request_text(plan, reason);
  const auto same =
      std::find_if(asks.begin(), asks.end(), [&](const AskTally& ask) { return ask.text == text; });
  const auto index = static_cast<std::size_t>(same - asks.begin());
  if (same == asks.end()) {
    asks.push_back({text, {}, 0, 0, {}});
    add_fact_asked(asks.back().facts, reason);
  }
  known_asks_.emplace_back(reason, index);
  return index;
}

std::vector<AskTally> Cohort::wanted() const {
  std::vector<AskTally> sorted = asks;
  std::stable_sort(sorted.begin(), sorted.end(), [](const AskTally& a, const AskTally& b) {
    if (a.alone != b.alone) return a.alone > b.alone;
    return a.patients != b.patients ? a.patients > b.patients : a.criteria < b.criteria;
  });
  return sorted;
}

}  // namespace eligo
