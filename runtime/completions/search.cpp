// The search for a completion: can some way of filling the gaps in a patient's data reach all goals at
// once?
//
// A goal is a node with the outcomes wanted of it. To see whether
//
//     ALT < 40 and ALT > 80        where the latest ALT is on record as `<100`
//
// can hold, the search evaluates the goals, finds them open, and takes a gap of an open query: the value
// of that record. The rules compare it with 40 and 80 (cuts.h), so it falls into five cases (split.h):
// below 40, 40, between, 80, above. Each case is supposed in turn (attempt.h) and the goals are evaluated
// again. Below 40 the second condition fails, above 80 the first; no case reaches the goal, which proves
// that none exists, and the criterion fails although its value is unknown.
//
// - A case in which a goal cannot be reached any more is left at once; a case that reaches all goals ends
//   the search.
// - A case that leaves a goal open is split further, at the next gap.
// - A gap without cuts, since the rules compute with its value, is halved, a limited number of times.
// - Only the nodes that a case can change are evaluated again (inquiry.h).
// - After `limit` evaluations the answer is `undecided`, and the node stays open.
#include "runtime/completions/search.h"

#include <algorithm>

#include "runtime/completions/attempt.h"
#include "runtime/completions/refutation.h"
#include "runtime/completions/split.h"
#include "runtime/completions/surplus.h"
#include "runtime/evaluate/grounds.h"

namespace eligo {
namespace {

constexpr int deepest = 400;
constexpr int most_halvings = 40;  // one after another
constexpr std::int64_t steps_a_record = 5;

/// Many other days are counted from an anchor.
bool is_of_anchor(const std::vector<Branch>& cases) {
  return !cases.empty() && std::holds_alternative<AnchorBranch>(cases.front());
}

bool is_of_lists(const std::vector<Branch>& cases) {
  return std::holds_alternative<FinishedBranch>(cases.front());
}

}  // namespace

Found Search::find(const std::vector<Goal>& goals, int most_evaluations) {
  if (workspace_.is_spent()) return Found::undecided;
  most_evaluations_ = most_evaluations;
  goals_ = goals;
  evaluations_ = 0;
  halvings_ = 0;
  begin();
  switch (run()) {
    case GoalProgress::reached: return leave_open();
    case GoalProgress::impossible: return Found::no;
    case GoalProgress::open: break;
  }
  workspace_.steps += static_cast<std::int64_t>(inquiry_->nodes().size());
  if (Refutation(plan_, patient_, workspace_, inquiry_->nodes()).succeeds(goals_)) return Found::no;
  return step(0);
}

void Search::begin() {
  std::vector<NodeId> roots;
  roots.reserve(goals_.size());
  for (const Goal& goal : goals_) roots.push_back(goal.node);
  workspace_.is_inadmissible = false;
  const auto known = inquiries_.find(roots);
  if (known != inquiries_.end() && &known->second == inquiry_) return;
  workspace_.results.resize(plan_.nodes.size());
  workspace_.queries.resize(plan_.queries.size());
  patient_.anchors.resize(plan_.vocabulary.anchors.size());
  evaluate(plan_, patient_, workspace_, nodes_below(plan_, roots));
  inquiry_ = &inquiries_.try_emplace(roots, plan_, workspace_, roots).first->second;
}

GoalProgress Search::run() {
  ++evaluations_;
  open_goals_.clear();
  if (workspace_.is_inadmissible || are_more_than_needed(*inquiry_, plan_, patient_, workspace_))
    return GoalProgress::impossible;
  for (const Goal& goal : goals_) {
    const GoalProgress progress = progress_of(workspace_, goal);
    if (progress == GoalProgress::impossible) return progress;
    if (progress == GoalProgress::open) open_goals_.push_back(goal.node);
  }
  return open_goals_.empty() ? GoalProgress::reached : GoalProgress::open;
}

Found Search::step(int depth) {
  if (is_spent() || depth > deepest) return Found::undecided;
  for (const bool may_halve : {false, true}) {
    const std::vector<Branch> cases = next_branches(may_halve);
    if (workspace_.is_spent()) return Found::undecided;
    if (!cases.empty()) return step_into(cases, depth, may_halve);
  }
  return leave_open();
}

/// First a look at each case, since one of them may do at once. A case that reaches one goal more is gone on
/// from before the others are looked at.
Found Search::step_into(const std::vector<Branch>& cases, int depth, bool is_halving) {
  if (is_halving && halvings_ == most_halvings) return Found::undecided;
  halvings_ += is_halving ? 1 : 0;
  const std::size_t open_before = open_goals_.size();
  std::vector<const Branch*> left;
  Found result = Found::no;
  for (const Branch& one : cases) {
    if (result == Found::yes) break;
    if (is_spent()) {
      result = Found::undecided;
      break;
    }
    const Attempt trial(plan_, patient_, workspace_, *inquiry_, one);
    const GoalProgress state = run();
    if (state == GoalProgress::reached) return leave_open();
    if (state == GoalProgress::open) {
      if (open_goals_.size() < open_before) {
        const Found found = step(depth + 1);
        if (found != Found::no) result = found;
      } else {
        left.push_back(&one);
      }
    }
  }
  for (const Branch* one : left) {
    if (result == Found::yes) break;
    if (is_spent()) {
      result = Found::undecided;
      break;
    }
    const Attempt trial(plan_, patient_, workspace_, *inquiry_, *one);
    run();
    const Found found = step(depth + 1);
    if (found != Found::no) result = found;
  }
  halvings_ -= is_halving ? 1 : 0;
  return result;
}

/// No gap is left. A quantity that is open without one, as a division by zero is, may come to either.
Found Search::leave_open() {
  if (may_fill_ && !open_goals_.empty()) return Found::no;
  if (keeps_completion_) completion_ = copy_of(patient_);
  return Found::yes;
}

std::vector<Branch> Search::next_branches(bool may_halve) {
  for (const NodeId goal : open_goals_) {
    const std::vector<QueryId> queries = open_.of(goal);
    std::vector<Branch> first;
    for (const QueryId query : queries) {
      std::vector<Branch> cases = is_open_by_itself(query) ? all_cases_of(query, may_halve)
                                                           : cases_of_query(query, gaps_of(query), may_halve);
      if (cases.size() == 1 || (may_halve && is_of_anchor(cases))) return cases;
      if (first.empty() || (is_of_lists(first) && !cases.empty() && !is_of_lists(cases)))
        first = std::move(cases);
    }
    if (!first.empty()) return first;
    for (const QueryId query : queries) {
      std::vector<Branch> cases = all_cases_of(query, may_halve);
      if (!cases.empty()) return cases;
    }
  }
  return {};
}

/// Not by the nodes that its tests and assumptions depend on.
bool Search::is_open_by_itself(QueryId id) const {
  const auto is_closed = [&](NodeId node) { return !node.exists() || is_settled(plan_, workspace_, node); };
  const Query& query = plan_[id];
  return std::all_of(query.tests.begin(), query.tests.end(),
                     [&](const ValueTest& test) { return is_closed(test.when) && is_closed(test.node); }) &&
         std::all_of(query.assumptions.begin(), query.assumptions.end(),
                     [&](AssumptionId one) { return is_closed(plan_.assumptions[one.value].when); });
}

/// Of the records and facts that its reasons name, else of all that it looks at; where no gap is left, of its
/// outcome.
std::vector<Branch> Search::all_cases_of(QueryId query, bool may_halve) {
  std::vector<Branch> cases = cases_of_gaps(query, may_halve);
  if (!cases.empty() || may_fill_ || (!may_halve && !cases_of_gaps(query, true).empty())) return cases;
  return cases_of_outcome(plan_, inquiry_->cuts(), patient_, workspace_, inquiry_->node_of(query), may_halve);
}

std::vector<Branch> Search::cases_of_gaps(QueryId query, bool may_halve) {
  std::vector<Branch> cases = cases_of_query(query, gaps_of(query), may_halve);
  return cases.empty() ? cases_of_query(query, all_gaps_of(plan_, patient_, workspace_, query), may_halve)
                       : cases;
}

std::vector<Gap> Search::gaps_of(QueryId query) const {
  return eligo::gaps_of(plan_, patient_, workspace_, query);
}

std::vector<Branch> Search::cases_of_query(QueryId query, const std::vector<Gap>& gaps, bool may_halve) {
  std::vector<Gap> lists;
  std::vector<Branch> first;
  // To split one gap takes a look at all records.
  const auto steps = steps_a_record * static_cast<std::int64_t>(1 + patient_.records.size());
  for (const Gap& gap : gaps) {
    if (workspace_.is_spent()) return {};
    ++workspace_.steps;
    if (may_fill_ && !may_fill_(gap)) continue;
    if (first.empty()) workspace_.steps += steps;
    if (gap.kind == Gap::Kind::list) lists.push_back(gap);
    if (first.empty()) first = cases_of(plan_, inquiry_->cuts(), patient_, workspace_, query, gap, may_halve);
  }
  std::vector<Branch> of_lists = cases_of_lists(plan_, inquiry_->cuts(), patient_, plan_[query], lists);
  return first.empty() || of_lists.size() == 1 ? of_lists : first;
}

}  // namespace eligo
