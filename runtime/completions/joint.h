#pragma once

#include <memory>
#include <vector>

#include "runtime/completions/search.h"

namespace eligo {

/// The outcomes of open answers that remain when the gaps that they share are filled jointly. Evaluation
/// takes conditions as independent of each other; where they depend on one gap, some of the outcomes that it
/// leaves open cannot come about.
class Joint {
 public:
  /// `workspace` holds the patient's evaluation.
  Joint(const Plan& plan, const PatientFacts& patient, Workspace& workspace);
  ~Joint();

  struct Outcomes {
    Truth truth;                ///< the outcomes that some completion comes to
    bool is_undecided = false;  ///< the limit was reached: `truth` may hold too many
  };
  /// The outcomes of a node over all completions.
  Outcomes of(NodeId root);

  /// Some of the goals, each of which is open, that no completion reaches together: two if two will do. Empty
  /// if there is none, or none was found within the limit. Goals that share no gap are told apart first.
  std::vector<std::size_t> conflict(const std::vector<Goal>& goals);

 private:
  /// The gaps and queries that an open node depends on.
  struct Dependence {
    std::vector<Gap> gaps;
    std::vector<QueryId> queries;
  };
  Dependence dependence_of(NodeId root);
  bool is_denied(FactId fact) const;  // by a statement of absence
  /// Groups of goals that share gaps.
  std::vector<std::vector<std::size_t>> groups(const std::vector<Goal>& goals);
  std::vector<std::size_t> conflict_among(const std::vector<Goal>& goals,
                                          const std::vector<std::size_t>& group);
  Found find(const std::vector<Goal>& goals, int most_evaluations);
  bool is_part_impossible(const std::vector<Goal>& goals);

  const Plan& plan_;
  const PatientFacts& patient_;
  Workspace& workspace_;
  std::unique_ptr<PatientFacts> copy_;
  std::unique_ptr<Search> search_;
};

}  // namespace eligo
