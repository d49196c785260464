#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/model/unknown_name.h"

namespace eligo {

/// The outcome of a criterion as written: a met exclusion excludes.
enum class Status : std::uint8_t { met, not_met, unknown, not_applicable };
enum class Verdict : std::uint8_t { eligible, ineligible, undetermined };

std::string_view status_name(Status status);     ///< `met`, `not_met`, `unknown`, `not_applicable`
std::string_view verdict_name(Verdict verdict);  ///< `eligible`, `ineligible`, `undetermined`

/// The outcome that a set of possible truths gives. Where it is open whether a criterion applies but it
/// passes either way, the outcome is that of the requirement.
Status status_of(Truth truth, Polarity polarity);
/// Whether the outcome rules the patient out.
bool rules_out(Status status, Polarity polarity);

struct PartOutcome {
  std::string_view id;
  Status status = Status::unknown;
};

struct CriterionOutcome {
  std::uint32_t criterion = 0;  ///< index into Plan::criteria
  std::string_view reading;     ///< the reading in force; empty: the one of the file
  NodeId root;
  Status status = Status::unknown;
  std::vector<Reason> reasons;            ///< if unknown: why, each once
  std::vector<AssumptionId> assumptions;  ///< that the outcome leaned on
  std::vector<PartOutcome> parts;
  bool is_by_branches = false;  ///< settled only by going through the cases of what is missing
};

/// A fact whose knowledge could settle something.
struct Ask {
  Reason reason;                        ///< the first one that asks for it
  std::vector<std::uint32_t> criteria;  ///< indices into Plan::criteria
  std::optional<UnknownName> unknown;   ///< that nobody knows the meaning of, if it asks for that
  bool settles_alone = false;           ///< its answer alone could settle the verdict (`mark_settling`)
};

/// All that is said of one patient.
struct ScreeningOutcome {
  std::string patient;
  Verdict verdict = Verdict::undetermined;
  std::vector<CriterionOutcome> criteria;  ///< in the order of the plan
  std::vector<Ask> asks;
  /// Open criteria that no completion lets pass together, so that the patient is ineligible whatever the
  /// missing facts are: indices into Plan::criteria. Empty where a criterion rules the patient out by itself.
  std::vector<std::uint32_t> conflict;
};

/// Which reading of which criterion is in force: by criterion index, -1 for the file's own.
using ReadingChoice = std::vector<int>;

/// Reads the outcomes off an evaluation, exactly: what it leaves open is looked at case by case where
/// conditions share what is missing.
ScreeningOutcome screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                        const ReadingChoice& readings = {});

/// For which readings alone the verdict would change, and to what.
struct ReadingEffect {
  std::uint32_t criterion = 0;
  std::uint32_t reading = 0;  ///< index into Criterion::readings
  Status status = Status::unknown;
  Verdict verdict = Verdict::undetermined;
};
std::vector<ReadingEffect> reading_effects(const Plan& plan, const PatientFacts& patient,
                                           Workspace& workspace);

}  // namespace eligo
