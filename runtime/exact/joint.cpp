#include "runtime/exact/joint.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace eligo {
namespace {

/// Gaps that say the same of what two conditions lean on.
Gap key_of(Gap gap) {
  if (gap.kind == Gap::Kind::order) gap.kind = Gap::Kind::date;
  return gap;
}

/// Queries that take their own parts as independent though they may not be.
bool is_coarse(const Query& query) {
  switch (query.selector) {
    case Selector::previous:
    case Selector::lines:
    case Selector::unchanged_dose: return true;
    default: break;
  }
  const bool asks_normal = std::any_of(query.tests.begin(), query.tests.end(), [](const Test& test) {
    return test.kind == Test::Kind::times_upper || test.kind == Test::Kind::times_lower;
  });
  const bool is_extreme = query.selector == Selector::highest || query.selector == Selector::lowest;
  return query.is_course || query.apart || query.tests.size() > 1 ||
         (is_extreme && (asks_normal || !query.demands.empty()));
}

template <typename Item>
bool have_common(const std::vector<Item>& a, const std::vector<Item>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const Item& item) { return std::find(b.begin(), b.end(), item) != b.end(); });
}

}  // namespace

Joint::Joint(const Plan& plan, const Patient& patient, Workspace& workspace)
    : plan_(plan), patient_(patient), workspace_(workspace) {}

Joint::~Joint() = default;

Joint::Leans Joint::leans_of(NodeId root) {
  Leans result;
  OpenQueries open(plan_, workspace_);
  result.queries = open.of(root);
  result.is_repeated = open.is_any_repeated();
  for (const QueryId query : result.queries) {
    result.is_coarse |= is_coarse(plan_[query]);
    for (const Gap& gap : gaps_of(plan_, patient_, workspace_, query)) {
      const auto add = [&](const Gap& key) {
        const auto& gaps = result.gaps;
        result.is_repeated |= std::find(gaps.begin(), gaps.end(), key) != gaps.end();
        result.gaps.push_back(key);
      };
      add(key_of(gap));
      if (gap.kind != Gap::Kind::list || !gap.fact.exists()) continue;
      for (const FactId narrower : plan_.vocabulary[gap.fact].narrower) {
        Gap key = gap;
        key.fact = narrower;
        add(key);
      }
    }
  }
  return result;
}

Found Joint::find(const std::vector<Goal>& goals) {
  if (!search_) {
    if (!workspace_.cases) workspace_.cases = std::make_unique<Workspace>();
    copy_ = std::make_unique<Patient>(copy_of(patient_));
    search_ = std::make_unique<Search>(plan_, *copy_, *workspace_.cases);
  }
  return search_->find(goals);
}

Joint::Outcomes Joint::of(NodeId root) {
  const Truth open = workspace_[root].truth;
  if (open.is_settled()) return {open, false};
  const Leans leans = leans_of(root);
  if (!leans.is_repeated && !leans.is_coarse) return {open, false};
  Outcomes result{Truth::none(), false};
  for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
    if ((open.outcomes() & one.outcomes()) == 0) continue;
    const Found found = find({{root, one}});
    if (found != Found::no) result.truth = either(result.truth, one);
    result.is_undecided |= found == Found::undecided;
  }
  if (result.truth == Truth::none()) return {open, true};
  if (result.truth.is_settled()) result.is_undecided = false;
  return result;
}

Found Joint::can_reach(const std::vector<Goal>& goals) {
  std::vector<Leans> leans;
  leans.reserve(goals.size());
  for (const Goal& goal : goals) leans.push_back(leans_of(goal.node));
  std::vector<bool> is_done(goals.size());
  Found result = Found::yes;
  for (std::size_t first = 0; first < goals.size(); ++first) {
    if (is_done[first]) continue;
    std::vector<std::size_t> together{first};
    is_done[first] = true;
    for (std::size_t i = 0; i < together.size(); ++i) {
      for (std::size_t other = 0; other < goals.size(); ++other) {
        const Leans& a = leans[together[i]];
        const Leans& b = leans[other];
        if (is_done[other] || (!have_common(a.gaps, b.gaps) && !have_common(a.queries, b.queries))) continue;
        is_done[other] = true;
        together.push_back(other);
      }
    }
    if (together.size() < 2) continue;
    std::vector<Goal> joint;
    std::transform(together.begin(), together.end(), std::back_inserter(joint),
                   [&](std::size_t i) { return goals[i]; });
    const Found found = find(joint);
    if (found == Found::no) return found;
    if (found == Found::undecided) result = found;
  }
  return result;
}

}  // namespace eligo
