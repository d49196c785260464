#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// What a cohort came to under one criterion, and where it stands in the attrition: criteria are taken in the
/// protocol's order, and each patient drops out at the first that rules them out.
struct CriterionTally {
  std::array<std::size_t, 4> by_status{};  ///< by Status
  std::size_t ruled_out = 0;               ///< by this criterion as the first
  std::size_t ruled_out_alone = 0;         ///< by this criterion and no other
  std::size_t remaining = 0;               ///< ruled out by none so far
  std::size_t open = 0;                    ///< of the remaining: some criterion so far is unknown

  [[nodiscard]] std::size_t count(Status status) const { return by_status[static_cast<std::size_t>(status)]; }
};

/// Something that undetermined patients wait for.
struct AskTally {
  std::string text;                     ///< "a bilirubin result with the laboratory's upper limit"
  std::vector<FactId> facts;            ///< that it is about, in the order met
  std::size_t patients = 0;             ///< undetermined ones: for the others nothing depends on it
  std::size_t alone = 0;                ///< of them: its answer alone could settle the verdict
  std::vector<std::uint32_t> criteria;  ///< ascending
};

/// A patient whose verdict depends on a reading.
struct VerdictChange {
  std::string patient;
  Verdict from = Verdict::undetermined;
  Verdict to = Verdict::undetermined;
};

struct ReadingTally {
  static constexpr std::size_t max_listed = 1000;
  std::uint32_t criterion = 0;
  std::uint32_t reading = 0;
  std::size_t changed = 0;             ///< patients whose verdict it changes
  std::vector<VerdictChange> changes;  ///< the first `max_listed` of them
};

/// A whole cohort, added up patient by patient. Its size does not grow with the number of patients.
class Cohort {
 public:
  explicit Cohort(const Plan& plan);

  void add(const ScreeningOutcome& screening, const std::vector<ReadingEffect>& effects);

  [[nodiscard]] std::size_t count(Verdict verdict) const {
    return verdicts[static_cast<std::size_t>(verdict)];
  }
  /// What is asked for, first what could settle the most patients alone, then what the most wait for.
  [[nodiscard]] std::vector<AskTally> wanted() const;

  const Plan& plan;
  std::size_t patients = 0;
  std::size_t unreadable = 0;             ///< documents beside them that gave no patient
  std::array<std::size_t, 3> verdicts{};  ///< by Verdict
  std::size_t ruled_out_jointly = 0;      ///< by criteria that cannot all pass, and by none alone
  std::vector<CriterionTally> criteria;   ///< in the plan's order
  std::vector<AskTally> asks;             ///< in the order met; requests that read alike are one
  std::vector<ReadingTally> readings;     ///< every reading of the protocol, in its order
  std::vector<std::size_t> leaned_on;     ///< patients an assumption was depended on for, by AssumptionId

 private:
  std::size_t ask_index(const Ask& ask);

  std::vector<std::pair<Ask, std::size_t>> known_asks_;  ///< met before, with their place in `asks`
};

}  // namespace eligo
