#include "runtime/completions/joint.h"

#include <algorithm>
#include <utility>

#include "runtime/completions/sort_once.h"

namespace eligo {
namespace {

/// The gap by which two conditions are recognised as sharing it.
Gap key_of(Gap gap) {
  if (gap.kind == Gap::Kind::order || gap.kind == Gap::Kind::rank) gap.kind = Gap::Kind::date;
  return gap;
}

constexpr std::size_t most_parts = 6;

/// Of two lists in rising order.
template <typename Item>
bool have_common(const std::vector<Item>& a, const std::vector<Item>& b) {
  auto first = a.begin();
  auto second = b.begin();
  while (first != a.end() && second != b.end()) {
    if (*first == *second) return true;
    *first < *second ? ++first : ++second;
  }
  return false;
}

}  // namespace

Joint::Joint(const Plan& plan, const PatientFacts& patient, Workspace& workspace)
    : plan_(plan), patient_(patient), workspace_(workspace) {}

Joint::~Joint() {
  if (search_) workspace_.steps = workspace_.cases->steps;
}

Joint::Dependence Joint::dependence_of(NodeId root) {
  Dependence result;
  result.queries = OpenQueries(plan_, workspace_).of(root);
  for (const QueryId query : result.queries) {
    for (const auto& end : {plan_[query].window.from, plan_[query].window.to}) {
      const AnchorId anchor = end ? end->anchor : plan_.as_of;
      if (!anchor.exists() || patient_.knows(anchor)) continue;
      result.gaps.emplace_back().kind = Gap::Kind::anchor;
      result.gaps.back().anchor = anchor;
    }
    const QueryResult& answer = workspace_.queries[query.value];
    for (std::uint32_t i = 0; i < answer.evidence_count; ++i) {
      const Evidence& evidence = workspace_.evidence[answer.first_evidence + i];
      if (evidence.role != Role::maybe) continue;
      result.gaps.emplace_back().kind = Gap::Kind::date;
      result.gaps.back().record = evidence.record;
    }
    for (const FactId fact : plan_[query].asked) {
      if (is_denied(fact))
        result.gaps.emplace_back().fact = fact;  // its list: a record in it ends the denial
    }
    for (const Gap& gap : gaps_of(plan_, patient_, workspace_, query)) {
      result.gaps.push_back(key_of(gap));
      if (gap.kind != Gap::Kind::list || !gap.fact.exists()) continue;
      for (const FactId narrower : plan_.vocabulary[gap.fact].narrower) {
        result.gaps.push_back(gap);
        result.gaps.back().fact = narrower;
      }
    }
  }
  sort_once(result.gaps);
  sort_once(result.queries);
  return result;
}

bool Joint::is_denied(FactId fact) const {
  const auto& absences = workspace_.scratch.absences;
  return std::any_of(absences.begin(), absences.end(),
                     [&](std::uint32_t index) { return patient_.records[index].fact == fact; });
}

Found Joint::find(const std::vector<Goal>& goals, int most_evaluations) {
  if (!search_) {
    if (!workspace_.cases) workspace_.cases = std::make_unique<Workspace>();
    copy_ = std::make_unique<PatientFacts>(copy_of(patient_));
    workspace_.cases->budget = workspace_.budget;
    workspace_.cases->steps = workspace_.steps;
    search_ = std::make_unique<Search>(plan_, *copy_, *workspace_.cases);
  }
  const Found found = search_->find(goals, most_evaluations);
  return found == Found::undecided && is_part_impossible(goals) ? Found::no : found;
}

/// Goals that are too many to be decided together may fall into parts of which one, or two that share a gap,
/// cannot be reached.
bool Joint::is_part_impossible(const std::vector<Goal>& goals) {
  const std::vector<Goal> parts = parts_of(plan_, goals);
  if (parts.size() <= 1 || parts.size() > most_parts) return false;
  const auto is_impossible = [&](const std::vector<Goal>& some) {
    return search_->find(some, workspace_.budget.cases / 8) == Found::no;
  };
  for (const Goal& part : parts) {
    if (parts.size() > goals.size() && is_impossible({part})) return true;
  }
  for (std::size_t a = 0; a < parts.size() && parts.size() > 2; ++a) {
    for (std::size_t b = a + 1; b < parts.size(); ++b) {
      if (is_impossible({parts[a], parts[b]})) return true;
    }
  }
  return false;
}

Joint::Outcomes Joint::of(NodeId root) {
  const Truth open = workspace_[root].truth;
  if (open.is_settled()) return {open, false};
  Outcomes result{Truth::none(), false};
  for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
    if ((open.outcomes() & one.outcomes()) == 0) continue;
    const Found found = find({{root, one}}, workspace_.budget.cases);
    if (found != Found::no) result.truth = either(result.truth, one);
    result.is_undecided |= found == Found::undecided;
    if (result.truth.may_hold() && result.truth.may_fail()) return {open, result.is_undecided};
  }
  if (result.truth == Truth::none()) return {open, true};
  if (result.truth.is_settled()) result.is_undecided = false;
  return result;
}

std::vector<std::size_t> Joint::conflict(const std::vector<Goal>& goals) {
  for (const std::vector<std::size_t>& group : groups(goals)) {
    if (group.size() < 2) continue;
    std::vector<std::size_t> result = conflict_among(goals, group);
    if (!result.empty()) return result;
  }
  return {};
}

/// Mostly a completion reaches all goals. Where that takes too long to tell, none does if none reaches two of
/// them.
std::vector<std::size_t> Joint::conflict_among(const std::vector<Goal>& goals,
                                               const std::vector<std::size_t>& group) {
  const int quick = workspace_.budget.cases / 8;
  std::vector<Goal> all;
  all.reserve(group.size());
  for (const std::size_t i : group) all.push_back(goals[i]);
  const Found together = find(all, workspace_.budget.cases);
  if (together == Found::yes) return {};
  for (std::size_t a = 0; a < group.size(); ++a) {
    for (std::size_t b = a + 1; b < group.size(); ++b) {
      if (find({all[a], all[b]}, quick) == Found::no) return {group[a], group[b]};
    }
  }
  return together == Found::no ? group : std::vector<std::size_t>{};
}

std::vector<std::vector<std::size_t>> Joint::groups(const std::vector<Goal>& goals) {
  std::vector<Dependence> dependences;
  dependences.reserve(goals.size());
  for (const Goal& goal : goals) dependences.push_back(dependence_of(goal.node));
  const auto are_related = [&](std::size_t a, std::size_t b) {
    return have_common(dependences[a].gaps, dependences[b].gaps) ||
           have_common(dependences[a].queries, dependences[b].queries);
  };
  std::vector<bool> is_done(goals.size());
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t first = 0; first < goals.size(); ++first) {
    if (is_done[first]) continue;
    is_done[first] = true;
    std::vector<std::size_t> group{first};
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t other = 0; other < goals.size(); ++other) {
        if (is_done[other] || !are_related(group[i], other)) continue;
        is_done[other] = true;
        group.push_back(other);
      }
    }
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace eligo
