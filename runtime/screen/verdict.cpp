#include "runtime/screen/verdict.h"

#include <algorithm>
#include <array>

#include "runtime/completions/joint.h"
#include "runtime/evaluate/grounds.h"
#include "runtime/screen/contradictions.h"

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
  if (a.code == ReasonCode::contradictory_data || b.code == ReasonCode::contradictory_data) return a == b;
  if (a.fact.exists() || b.fact.exists()) return a.fact == b.fact;
  if (a.record.exists() || b.record.exists()) return a.record == b.record;
  return a.code == b.code && a.anchor == b.anchor && a.kind == b.kind && a.other == b.other;
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

namespace {

/// Makes a patient's screening.
class VerdictReader {
 public:
  VerdictReader(const Plan& plan, const PatientFacts& patient, Workspace& workspace)
      : plan_(plan),
        workspace_(workspace),
        grounds_(plan, workspace),
        joint_(plan, patient, workspace),
        contradictions_(contradictions(plan, patient)) {
    result_.patient = patient.id;
    result_.criteria.reserve(plan.criteria.size());
  }

  ScreeningOutcome run(const ReadingChoice& readings) {
    take_outcomes(readings);
    judge();
    if (result_.verdict == Verdict::undetermined) result_.asks = asks_of(result_.criteria);
    return std::move(result_);
  }

  /// Each reading is taken alone, so that the outcomes of all other criteria stand.
  std::vector<ReadingEffect> effects() {
    take_outcomes({});
    judge();
    const Verdict in_force = result_.verdict;
    std::vector<ReadingEffect> effects;
    for (std::uint32_t i = 0; i < plan_.criteria.size(); ++i) {
      const std::vector<Reading>& readings = plan_.criteria[i].readings;
      const CriterionOutcome own = result_.criteria[i];
      for (std::uint32_t r = 0; r < readings.size(); ++r) {
        result_.criteria[i] = outcome(i, &readings[r]);
        judge();
        if (result_.verdict != in_force)
          effects.push_back({i, r, result_.criteria[i].status, result_.verdict});
      }
      result_.criteria[i] = own;
    }
    return effects;
  }

 private:
  void take_outcomes(const ReadingChoice& readings) {
    for (std::uint32_t i = 0; i < plan_.criteria.size(); ++i) {
      result_.criteria.push_back(outcome(i, reading_in_force(plan_.criteria[i], readings, i)));
    }
  }

  /// Reads the verdict off the outcomes.
  void judge() {
    VerdictOf verdict;
    for (const CriterionOutcome& one : result_.criteria) verdict.add(one.status, polarity(one));
    result_.verdict = verdict.verdict();
    result_.conflict.clear();
    if (result_.verdict == Verdict::undetermined) result_.conflict = conflict();
    if (!result_.conflict.empty()) result_.verdict = Verdict::ineligible;
  }

  [[nodiscard]] Polarity polarity(const CriterionOutcome& outcome) const {
    return plan_.criteria[outcome.criterion].polarity;
  }

  CriterionOutcome outcome(std::uint32_t index, const Reading* reading) {
    const Criterion& criterion = plan_.criteria[index];
    CriterionOutcome outcome;
    outcome.criterion = index;
    outcome.root = reading != nullptr ? reading->root : criterion.root;
    if (reading != nullptr) outcome.reading = reading->id;
    const std::vector<Part>& parts = reading != nullptr ? reading->parts : criterion.parts;
    if (!contradictions_.empty()) {
      outcome.reasons = contradictions_;
      for (const Part& part : parts) outcome.parts.push_back({part.id, Status::unknown});
      return outcome;
    }
    const Joint::Outcomes exact = joint_.of(outcome.root);
    outcome.status = status_of(exact.truth, criterion.polarity);
    outcome.is_by_branches = outcome.status != status_of(workspace_[outcome.root].truth, criterion.polarity);
    if (outcome.status == Status::unknown) {
      outcome.reasons = grounds_.reasons(outcome.root);
      if (exact.is_undecided) outcome.reasons.emplace_back().code = ReasonCode::not_settled;
    }
    outcome.assumptions = grounds_.assumptions(outcome.root);
    for (const Part& part : parts) {
      outcome.parts.push_back({part.id, status_of(joint_.of(part.node).truth, criterion.polarity)});
    }
    return outcome;
  }

  /// Open criteria that cannot pass together.
  std::vector<std::uint32_t> conflict() {
    if (!contradictions_.empty()) return {};
    std::vector<Goal> goals;
    std::vector<std::uint32_t> open;
    for (const CriterionOutcome& one : result_.criteria) {
      if (one.status != Status::unknown) continue;
      const Truth passing = polarity(one) == Polarity::inclusion ? Truth::holds() : Truth::fails();
      open.push_back(one.criterion);
      goals.push_back({one.root, either(passing, Truth::inapplicable())});
    }
    std::vector<std::uint32_t> result;
    for (const std::size_t goal : joint_.conflict(goals)) result.push_back(open[goal]);
    return result;
  }

  const Plan& plan_;
  Workspace& workspace_;
  Grounds grounds_;
  Joint joint_;
  std::vector<Reason> contradictions_;  // where there are any, nothing is settled of the patient
  ScreeningOutcome result_;
};

}  // namespace

ScreeningOutcome screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                        const ReadingChoice& readings) {
  return VerdictReader(plan, patient, workspace).run(readings);
}

std::vector<ReadingEffect> reading_effects(const Plan& plan, const PatientFacts& patient,
                                           Workspace& workspace) {
  return VerdictReader(plan, patient, workspace).effects();
}

}  // namespace eligo
