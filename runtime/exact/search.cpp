#include "runtime/exact/search.h"

#include <algorithm>

#include "runtime/exact/split.h"
#include "runtime/exact/trial.h"

namespace eligo {
namespace {

constexpr int deepest = 400;

Truth outcomes_in_common(Truth a, Truth b) {
  return Truth(static_cast<std::uint8_t>(a.outcomes() & b.outcomes()));
}

}  // namespace

Found Search::find(const std::vector<Goal>& goals, int most_evaluations) {
  most_evaluations_ = most_evaluations;
  goals_ = goals;
  evaluations_ = 0;
  is_stuck_ = false;
  std::vector<NodeId> roots;
  roots.reserve(goals.size());
  for (const Goal& goal : goals) roots.push_back(goal.node);
  nodes_ = nodes_below(plan_, roots);
  cuts_ = find_cuts(plan_, nodes_);
  workspace_.answers.resize(plan_.nodes.size());
  workspace_.queries.resize(plan_.queries.size());
  patient_.anchors.resize(plan_.vocabulary.anchors.size());
  evaluate(plan_, patient_, workspace_, nodes_);
  return step(0);
}

Found Search::step(int depth) {
  if (++evaluations_ > most_evaluations_ || depth > deepest) return Found::undecided;
  if (workspace_.is_inadmissible) return Found::no;
  if (has_useless_record()) return Found::no;
  std::vector<NodeId> open;
  for (const Goal& goal : goals_) {
    const Truth truth = workspace_[goal.node].truth;
    const Truth reached = outcomes_in_common(truth, goal.wanted);
    if (reached == Truth::none()) return Found::no;
    if (reached != truth) open.push_back(goal.node);
  }
  std::vector<GapCase> cases;
  for (std::size_t i = 0; i < open.size() && cases.empty(); ++i) cases = cases_below(open[i]);
  if (cases.empty()) {
    if (may_fill_ && !open.empty()) return Found::no;
    // What is open without a gap, as a division by zero is, may come to either.
    if (is_stuck_ && !open.empty()) return Found::undecided;
    if (keeps_completion_) completion_ = copy_of(patient_);
    return Found::yes;
  }
  Found result = Found::no;
  for (const GapCase& one : cases) {
    const Trial trial(plan_, patient_, workspace_, nodes_, one);
    const Found found = step(depth + 1);
    if (found == Found::yes) return found;
    if (found == Found::undecided) result = found;
    if (evaluations_ > most_evaluations_) break;
  }
  return result;
}

bool Search::has_useless_record() const {
  const std::uint32_t first = patient_.recorded_count();
  const std::uint32_t count = patient_.supposed.records;
  std::vector<bool> is_of_use(count);
  for (const NodeId id : nodes_) {
    const Node& node = plan_[id];
    if (!node.query.exists() || count == 0) continue;
    const bool is_every = plan_[node.query].selector == Selector::every;
    const bool is_previous = plan_[node.query].selector == Selector::previous;
    const QueryAnswer& answer = workspace_.queries[node.query.value];
    for (std::uint32_t i = 0; i < answer.evidence_count; ++i) {
      const Evidence& evidence = workspace_.evidence[answer.first_evidence + i];
      const bool matters = evidence.role == Role::decided || evidence.role == Role::maybe ||
                           (evidence.role == Role::considered && is_every) ||
                           (evidence.role == Role::superseded && is_previous);
      if (matters && evidence.record.value >= first) is_of_use[evidence.record.value - first] = true;
    }
  }
  return std::find(is_of_use.begin(), is_of_use.end(), false) != is_of_use.end();
}

std::vector<GapCase> Search::cases_below(NodeId node) {
  const std::vector<QueryId> queries = open_.of(node);
  for (auto* gaps : {gaps_of, all_gaps_of}) {
    for (const QueryId query : queries) {
      for (const Gap& gap : gaps(plan_, patient_, workspace_, query)) {
        if (may_fill_ && !may_fill_(gap)) continue;
        is_stuck_ |= gap.kind == Gap::Kind::half_life;
        std::vector<GapCase> cases = cases_of(plan_, cuts_, patient_, workspace_, query, gap);
        if (!cases.empty()) return cases;
      }
    }
  }
  return {};
}

}  // namespace eligo
