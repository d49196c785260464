#include "runtime/verdict.h"

#include <algorithm>
#include <array>

#include "runtime/leaning.h"

namespace eligo {
namespace {

constexpr std::array<std::string_view, 4> status_names{"met", "not_met", "unknown", "not_applicable"};
constexpr std::array<std::string_view, 3> verdict_names{"eligible", "ineligible", "undetermined"};

/// The reading in force for a criterion; null for the file's own rule.
const Reading* reading_in_force(const Criterion& criterion, const ReadingChoice& choice, std::size_t index) {
  if (index >= choice.size() || choice[index] < 0) return nullptr;
  const auto chosen = static_cast<std::size_t>(choice[index]);
  return chosen < criterion.readings.size() ? &criterion.readings[chosen] : nullptr;
}

/// Gathers what each criterion came to.
class VerdictOf {
 public:
  void add(Status status, Polarity polarity) {
    is_ruled_out_ |= rules_out(status, polarity);
    is_open_ |= status == Status::unknown;
  }
  [[nodiscard]] Verdict verdict() const {
    if (is_ruled_out_) return Verdict::ineligible;
    return is_open_ ? Verdict::undetermined : Verdict::eligible;
  }

 private:
  bool is_ruled_out_ = false;
  bool is_open_ = false;
};

/// What two asks have in common if one answer serves both: the fact, or where there is none whatever is
/// named.
bool asks_for_same(const Reason& a, const Reason& b) {
  if (a.fact.exists() || b.fact.exists()) return a.fact == b.fact;
  if (a.record.exists() || b.record.exists()) return a.record == b.record;
  return a.code == b.code && a.anchor == b.anchor && a.kind == b.kind;
}

std::vector<Ask> asks_of(const std::vector<CriterionOutcome>& outcomes) {
  std::vector<Ask> asks;
  for (const CriterionOutcome& outcome : outcomes) {
    for (const Reason& reason : outcome.reasons) {
      const auto same = std::find_if(asks.begin(), asks.end(),
                                     [&](const Ask& ask) { return asks_for_same(ask.reason, reason); });
      Ask& ask = same == asks.end() ? asks.emplace_back(Ask{reason, {}}) : *same;
      if (ask.criteria.empty() || ask.criteria.back() != outcome.criterion)
        ask.criteria.push_back(outcome.criterion);
    }
  }
  std::stable_sort(asks.begin(), asks.end(),
                   [](const Ask& a, const Ask& b) { return a.criteria.size() > b.criteria.size(); });
  return asks;
}

}  // namespace

std::string_view status_name(Status status) { return status_names[static_cast<std::size_t>(status)]; }

std::string_view verdict_name(Verdict verdict) { return verdict_names[static_cast<std::size_t>(verdict)]; }

Status status_of(Truth truth, Polarity polarity) {
  if (truth.is_inapplicable()) return Status::not_applicable;
  if (truth.may_hold() == truth.may_fail()) return Status::unknown;
  const Status status = truth.may_hold() ? Status::met : Status::not_met;
  const bool passes_either_way = !rules_out(status, polarity);
  return !truth.may_be_inapplicable() || passes_either_way ? status : Status::unknown;
}

bool rules_out(Status status, Polarity polarity) {
  return status == (polarity == Polarity::inclusion ? Status::not_met : Status::met);
}

Screening screen(const Plan& plan, const Patient& patient, const Workspace& workspace,
                 const ReadingChoice& readings) {
  Screening result;
  result.patient = patient.id;
  result.criteria.reserve(plan.criteria.size());
  Leaning leaning(plan, workspace);
  VerdictOf verdict;
  for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
    const Criterion& criterion = plan.criteria[i];
    const Reading* reading = reading_in_force(criterion, readings, i);
    CriterionOutcome outcome;
    outcome.criterion = static_cast<std::uint32_t>(i);
    outcome.root = reading != nullptr ? reading->root : criterion.root;
    if (reading != nullptr) outcome.reading = reading->id;
    outcome.status = status_of(workspace[outcome.root].truth, criterion.polarity);
    if (outcome.status == Status::unknown) outcome.reasons = leaning.reasons(outcome.root);
    outcome.assumptions = leaning.assumptions(outcome.root);
    for (const Part& part : reading != nullptr ? reading->parts : criterion.parts) {
      outcome.parts.push_back({part.id, status_of(workspace[part.node].truth, criterion.polarity)});
    }
    verdict.add(outcome.status, criterion.polarity);
    result.criteria.push_back(std::move(outcome));
  }
  result.verdict = verdict.verdict();
  if (result.verdict == Verdict::undetermined) result.asks = asks_of(result.criteria);
  return result;
}

std::vector<ReadingEffect> reading_effects(const Plan& plan, const Patient& /*patient*/,
                                           const Workspace& workspace) {
  const auto verdict_with = [&](std::size_t changed, Status status) {
    VerdictOf verdict;
    for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
      const Criterion& criterion = plan.criteria[i];
      const Status own = status_of(workspace[criterion.root].truth, criterion.polarity);
      verdict.add(i == changed ? status : own, criterion.polarity);
    }
    return verdict.verdict();
  };
  const Verdict in_force = verdict_with(plan.criteria.size(), Status::unknown);
  std::vector<ReadingEffect> effects;
  for (std::uint32_t i = 0; i < plan.criteria.size(); ++i) {
    const Criterion& criterion = plan.criteria[i];
    for (std::uint32_t r = 0; r < criterion.readings.size(); ++r) {
      const Status status = status_of(workspace[criterion.readings[r].root].truth, criterion.polarity);
      const Verdict verdict = verdict_with(i, status);
      if (verdict != in_force) effects.push_back({i, r, status, verdict});
    }
  }
  return effects;
}

}  // namespace eligo
