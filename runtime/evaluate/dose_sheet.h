#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// A candidate as a prescription of a daily dose.
struct Prescription {
  const Candidate* candidate = nullptr;
  Range dose;  ///< what is not recorded may be any dose
  FactId fact;
  std::string_view name;  ///< in the data, of a drug that the vocabulary does not have
  Sameness sameness = Sameness::open;
  bool is_recorded = false;  ///< not supposed
  bool is_by_itself = true;  ///< it adds its dose whatever else is taken
};

/// The candidates of a query as prescriptions. Two of one drug that may be of one dose may be one
/// prescription. They stand in an order in which those lie together, so that no pair of them needs a look:
/// what a day takes grows with their number, not with its square.
class DoseSheet {
 public:
  using Taken = std::function<Truth(const Candidate&)>;

  /// Of the scratch's candidates; they have to stay as they are.
  explicit DoseSheet(const QueryRun& run);

  [[nodiscard]] const std::vector<Prescription>& prescriptions() const { return prescriptions_; }
  /// The sum of what is `taken`. Prescriptions of one drug and dose count once at least; beyond that each of
  /// them that is one of its own.
  [[nodiscard]] Range total(const Taken& taken) const;
  /// The same of those that depend on others alone.
  [[nodiscard]] Range total_of_dependent(const Taken& taken) const;
  /// Of the candidates, in their order, whether it is open if one that may be `taken` is one with another.
  [[nodiscard]] std::vector<bool> open_samenesses(const Taken& taken) const;

 private:
  const Candidate* first_ = nullptr;
  std::vector<Prescription> prescriptions_;
};

/// The narrower drugs on record of which a candidate may be one, as long as that is open.
std::vector<FactId> drugs_it_may_be(const QueryRun& run, const Candidate& candidate);

/// The dose that a record states; a dose below 0 is none. Of a combination the doses of its ingredients that
/// are asked about, added up.
Range stated_dose(const QueryRun& run, const Candidate& candidate);

}  // namespace eligo
