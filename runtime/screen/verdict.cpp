// The verdict: from the truths of criteria to eligible, ineligible or undetermined.
//
// Each criterion has a root node. An inclusion that fails and an exclusion that holds rule the patient
// out; a criterion whose `only for` fails does not apply and rules nobody out:
//
//     truth of the root        inclusion         exclusion
//     holds                    met               met: ruled out
//     fails                    not met: ruled    not met
//                              out
//     holds or fails           unknown           unknown
//     inapplicable             not applicable    not applicable
//
// One criterion that rules out makes the patient ineligible, whatever the others leave open; else one
// unknown criterion makes the patient undetermined; else the patient is eligible.
//
// Where the evaluation leaves a criterion open, Joint (runtime/completions) goes through the cases of the
// missing data and may settle it; where several criteria stay open, it looks for criteria that no
// completion passes together, which rules the patient out as well. The reasons of the open criteria become
// asks, those that serve most criteria first.
#include "runtime/screen/verdict.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

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

/// Gathers the status of each criterion.
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

/// Equal for two asks if one answer serves both: they name the same fact, or where there is none the same
/// record, anchor or kind.
using AskKey = std::tuple<int, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;

AskKey key_of(const Ask& ask) {
  const Reason& reason = ask.reason;
  if (ask.unknown) {
    const UnknownName& name = *ask.unknown;
    return {0,
            static_cast<std::uint32_t>(name.list),
            name.field.value,
            0,
            0,
            name.name + '\0' + name.system + '\0' + name.code};
  }
  const auto& other = reason.other;
  const std::uint32_t kind = reason.kind ? static_cast<std::uint32_t>(*reason.kind) + 1 : 0;
  const std::string against = std::to_string(other.fact.value) + ' ' + std::to_string(other.record.value) +
                              ' ' + std::to_string(other.anchor.value);
  if (reason.code == ReasonCode::contradictory_data)
    return {1, reason.fact.value, reason.record.value, reason.anchor.value, kind, against};
  if (reason.fact.exists()) return {2, reason.fact.value, 0, 0, 0, {}};
  if (reason.record.exists()) return {3, reason.record.value, 0, 0, 0, {}};
  return {4, static_cast<std::uint32_t>(reason.code), reason.anchor.value, kind, 0, against};
}

std::vector<Ask> asks_of(const PatientFacts& patient, const std::vector<CriterionOutcome>& outcomes) {
  std::vector<Ask> asks;
  std::map<AskKey, std::size_t> places;
  for (const CriterionOutcome& outcome : outcomes) {
    for (const Reason& reason : outcome.reasons) {
      Ask own{reason, {}, {}, false};
      if (reason.code == ReasonCode::unrecognised_record) own.unknown = unknown_name(patient, reason);
      const auto [place, is_new] = places.try_emplace(key_of(own), asks.size());
      if (is_new) asks.push_back(std::move(own));
      Ask& ask = asks[place->second];
      if (ask.criteria.empty() || ask.criteria.back() != outcome.criterion)
        ask.criteria.push_back(outcome.criterion);
    }
  }
  std::stable_sort(asks.begin(), asks.end(),
                   [](const Ask& a, const Ask& b) { return a.criteria.size() > b.criteria.size(); });
  return asks;
}

}  // namespace

inline namespace v1 {

std::string_view status_name(Status status) noexcept {
  return status_names[static_cast<std::size_t>(status)];
}

std::string_view verdict_name(Verdict verdict) noexcept {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

bool rules_out(Status status, Polarity polarity) noexcept {
  return status == (polarity == Polarity::inclusion ? Status::not_met : Status::met);
}

}  // namespace v1

Status status_of(Truth truth, Polarity polarity) {
  if (truth.is_inapplicable()) return Status::not_applicable;
  if (truth.may_hold() == truth.may_fail()) return Status::unknown;
  const Status status = truth.may_hold() ? Status::met : Status::not_met;
  const bool passes_either_way = !rules_out(status, polarity);
  return !truth.may_be_inapplicable() || passes_either_way ? status : Status::unknown;
}

namespace {

/// Makes a patient's screening.
class VerdictReader {
 public:
  VerdictReader(const Plan& plan, const PatientFacts& patient, Workspace& workspace, ScreeningOutcome& out)
      : plan_(plan),
        patient_(patient),
        workspace_(workspace),
        joint_(plan, patient, workspace),
        contradictions_(contradictions(plan, patient)),
        out_(out) {
    out_.patient = patient.id;
    out_.criteria.resize(plan.criteria.size());
    out_.asks.clear();
    has_assumption_ = std::any_of(workspace.queries.begin(), workspace.queries.end(),
                                  [](const QueryResult& result) { return result.assumption.exists(); });
  }

  void run(const ReadingChoice& readings) {
    take_outcomes(readings);
    judge();
    if (out_.verdict == Verdict::undetermined) out_.asks = asks_of(patient_, out_.criteria);
  }

  /// Each reading is taken alone, so that the outcomes of all other criteria stand.
  std::vector<ReadingEffect> effects() {
    take_outcomes({});
    judge();
    const Verdict in_force = out_.verdict;
    std::vector<ReadingEffect> effects;
    for (std::uint32_t i = 0; i < plan_.criteria.size(); ++i) {
      const std::vector<Reading>& readings = plan_.criteria[i].readings;
      const CriterionOutcome own = out_.criteria[i];
      for (std::uint32_t r = 0; r < readings.size(); ++r) {
        take_outcome(i, &readings[r]);
        judge();
        if (out_.verdict != in_force) effects.push_back({i, r, out_.criteria[i].status, out_.verdict});
      }
      out_.criteria[i] = own;
    }
    return effects;
  }

 private:
  void take_outcomes(const ReadingChoice& readings) {
    for (std::uint32_t i = 0; i < plan_.criteria.size(); ++i) {
      take_outcome(i, reading_in_force(plan_.criteria[i], readings, i));
    }
  }

  /// Reads the verdict off the outcomes.
  void judge() {
    VerdictOf verdict;
    for (const CriterionOutcome& one : out_.criteria) verdict.add(one.status, polarity(one));
    out_.verdict = verdict.verdict();
    out_.conflict.clear();
    if (out_.verdict == Verdict::undetermined) out_.conflict = conflict();
    if (!out_.conflict.empty()) out_.verdict = Verdict::ineligible;
  }

  [[nodiscard]] Polarity polarity(const CriterionOutcome& outcome) const {
    return plan_.criteria[outcome.criterion].polarity;
  }

  /// Made when the first criterion is open or rests on an assumption, since it takes storage of its own.
  Grounds& grounds() {
    if (!grounds_) grounds_.emplace(plan_, workspace_);
    return *grounds_;
  }

  void take_outcome(std::uint32_t index, const Reading* reading) {
    const Criterion& criterion = plan_.criteria[index];
    CriterionOutcome& outcome = out_.criteria[index];
    outcome.criterion = index;
    outcome.root = reading != nullptr ? reading->root : criterion.root;
    outcome.reading = reading != nullptr ? std::string_view(reading->id) : std::string_view();
    outcome.reasons.clear();
    outcome.assumptions.clear();
    outcome.parts.clear();
    const std::vector<Part>& parts = reading != nullptr ? reading->parts : criterion.parts;
    if (!contradictions_.empty()) {
      outcome.status = Status::unknown;
      outcome.is_by_branches = false;
      outcome.reasons = contradictions_;
      for (const Part& part : parts) outcome.parts.push_back({part.id, Status::unknown});
      return;
    }
    const Joint::Outcomes exact = joint_.of(outcome.root);
    outcome.status = status_of(exact.truth, criterion.polarity);
    outcome.is_by_branches = outcome.status != status_of(workspace_[outcome.root].truth, criterion.polarity);
    if (outcome.status == Status::unknown) {
      outcome.reasons = grounds().reasons(outcome.root);
      if (exact.is_undecided) outcome.reasons.emplace_back().code = ReasonCode::not_settled;
    }
    if (has_assumption_) outcome.assumptions = grounds().assumptions(outcome.root);
    for (const Part& part : parts) {
      outcome.parts.push_back({part.id, status_of(joint_.of(part.node).truth, criterion.polarity)});
    }
  }

  /// Open criteria that cannot pass together.
  std::vector<std::uint32_t> conflict() {
    if (!contradictions_.empty()) return {};
    std::vector<Goal> goals;
    std::vector<std::uint32_t> open;
    for (const CriterionOutcome& one : out_.criteria) {
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
  const PatientFacts& patient_;
  Workspace& workspace_;
  Joint joint_;
  std::vector<Reason> contradictions_;  // where there are any, nothing is settled of the patient
  ScreeningOutcome& out_;
  bool has_assumption_ = false;
  std::optional<Grounds> grounds_;
};

}  // namespace

void screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
            const ReadingChoice& readings, ScreeningOutcome& out) {
  VerdictReader(plan, patient, workspace, out).run(readings);
}

ScreeningOutcome screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                        const ReadingChoice& readings) {
  ScreeningOutcome outcome;
  screen(plan, patient, workspace, readings, outcome);
  return outcome;
}

std::vector<ReadingEffect> reading_effects(const Plan& plan, const PatientFacts& patient,
                                           Workspace& workspace) {
  ScreeningOutcome outcome;
  return VerdictReader(plan, patient, workspace, outcome).effects();
}

}  // namespace eligo
