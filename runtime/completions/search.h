#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/gap.h"
#include "runtime/completions/goal.h"
#include "runtime/completions/inquiry.h"

namespace eligo {

enum class Found : std::uint8_t {
  yes,       ///< a completion reaches every goal
  no,        ///< none does
  undecided  ///< the limit of cases was reached
};

/// Looks for a completion of a patient's facts that reaches all of some goals at once. It supposes the cases
/// of one gap after another and evaluates the patient so far; a case that cannot reach a goal any more is
/// left at once, so that it ends with a completion, or with the proof that there is none.
class Search {
 public:
  /// At most so many evaluations for one question.
  static constexpr int limit = 2000;

  /// `patient` is changed while the search goes on, and as it was when it ends. `scratch` is of no meaning
  /// outside.
  Search(const Plan& plan, PatientFacts& patient, Workspace& scratch)
      : plan_(plan), patient_(patient), workspace_(scratch), open_(plan, scratch) {}

  Found find(const std::vector<Goal>& goals, int most_evaluations = limit);

  /// How many evaluations the last search took.
  [[nodiscard]] int evaluations() const { return evaluations_; }
  /// Where the last search found a completion: the patient as far as it was supposed. Its views point into
  /// the text of the patient that it was made of.
  [[nodiscard]] const PatientFacts& completion() const { return completion_; }
  /// Fills gaps of a kind alone from now on; a goal counts as reached only where those settle it.
  void fill_only(std::function<bool(const Gap&)> may_fill) { may_fill_ = std::move(may_fill); }
  /// Keeps the completion that a search finds.
  void keep_completion() { keeps_completion_ = true; }

 private:
  /// Evaluates the goals, unless the workspace holds their evaluation.
  void begin();
  /// How the goals stand in the case that is supposed; leaves the open ones in `open_goals_`.
  GoalProgress run();
  /// Goes on from a case in which some goal is open.
  Found step(int depth);
  Found step_into(const std::vector<Branch>& cases, int depth, bool is_halving);
  Found leave_open();
  [[nodiscard]] bool is_spent() const { return evaluations_ > most_evaluations_ || workspace_.is_spent(); }
  /// The cases of a gap below an open goal: of the first that can be split, but sooner of one that leaves no
  /// choice. None if no gap can be split.
  std::vector<Branch> next_branches(bool may_halve);
  [[nodiscard]] bool is_open_by_itself(QueryId query) const;
  std::vector<Branch> all_cases_of(QueryId query, bool may_halve);
  std::vector<Branch> cases_of_gaps(QueryId query, bool may_halve);
  [[nodiscard]] std::vector<Gap> gaps_of(QueryId query) const;
  std::vector<Branch> cases_of_query(QueryId query, const std::vector<Gap>& gaps, bool may_halve);

  const Plan& plan_;
  PatientFacts& patient_;
  Workspace& workspace_;
  OpenQueries open_;
  std::vector<Goal> goals_;
  std::vector<NodeId> open_goals_;
  std::map<std::vector<NodeId>, Inquiry> inquiries_;  // by the goals' nodes
  Inquiry* inquiry_ = nullptr;                        // of the evaluation in the workspace
  std::function<bool(const Gap&)> may_fill_;
  PatientFacts completion_;
  bool keeps_completion_ = false;
  int evaluations_ = 0;
  int most_evaluations_ = limit;
  int halvings_ = 0;
};

}  // namespace eligo
