#pragma once

#include <string>
#include <vector>

#include "runtime/model/plan.h"
#include "runtime/screen/verdict.h"

namespace eligo {

/// A name or code of the data that is not understood, with all that depends on it.
struct UnknownNameTally {
  UnknownName name;
  std::size_t patients = 0;             ///< undetermined ones who wait for what it is
  std::vector<std::uint32_t> criteria;  ///< indices into Plan::criteria, ascending
};

/// The names of a cohort that are not understood, added up patient by patient.
class UnknownNames {
 public:
  explicit UnknownNames(const Plan& plan) : plan_(plan) {}

  void add(const ScreeningOutcome& screening);
  /// First what the most patients wait for.
  [[nodiscard]] std::vector<UnknownNameTally> sorted() const;
  /// The facts of the vocabulary that a name most likely means, best first, at most three: those whose name
  /// it holds, then those that it may be a slip of.
  [[nodiscard]] std::vector<std::string> offers(const UnknownName& name) const;
  /// The ids of the criteria that wait for it.
  [[nodiscard]] std::string criteria_text(const UnknownNameTally& tally) const;
  /// A dictionary to be filled in.
  [[nodiscard]] std::string skeleton() const;

 private:
  const Plan& plan_;
  std::vector<UnknownNameTally> tallies_;  // in the order met
};

}  // namespace eligo
