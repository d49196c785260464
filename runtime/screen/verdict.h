#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eligo/verdict.h"
#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// The outcome that a set of possible truths gives. Where it is open whether a criterion applies but it
/// passes either way, the outcome is that of the requirement.
Status status_of(Truth truth, Polarity polarity);

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
  std::vector<AssumptionId> assumptions;  ///< that the outcome depended on
  std::vector<PartOutcome> parts;
  bool is_by_branches = false;  ///< settled only by going through the cases of missing data
};

/// A fact whose knowledge could settle something.
struct Ask {
  Reason reason;                        ///< the first one that asks for it
  std::vector<std::uint32_t> criteria;  ///< indices into Plan::criteria
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

/// Reads the outcomes off an evaluation, exactly: an outcome that it leaves open is settled branch by branch
/// where conditions share a gap. `out` is overwritten; its storage is used again.
void screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
            const ReadingChoice& readings, ScreeningOutcome& out);
ScreeningOutcome screen(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                        const ReadingChoice& readings = {});

/// A reading that alone would change the verdict, and the changed verdict.
struct ReadingEffect {
  std::uint32_t criterion = 0;
  std::uint32_t reading = 0;  ///< index into Criterion::readings
  Status status = Status::unknown;
  Verdict verdict = Verdict::undetermined;
};
std::vector<ReadingEffect> reading_effects(const Plan& plan, const PatientFacts& patient,
                                           Workspace& workspace);

}  // namespace eligo
