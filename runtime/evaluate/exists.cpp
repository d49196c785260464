#include <algorithm>
#include <optional>

#include "runtime/evaluate/candidates.h"
#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/value_test.h"

/// Questions about all that happened: any, every, active, planned. Conditions and treatments count in a
/// window if any day of them lies in it.
namespace eligo {
namespace {

Role role_of(const Candidate& candidate, Truth deciding) {
  if (!is_sure(candidate) || !candidate.test.is_settled()) return Role::maybe;
  return candidate.test == deciding ? Role::decided : Role::considered;
}

/// What leaves a question about all records open: those that may count or may pass, and those that are not on
/// record.
void doubt_all(QueryRun& run) {
  for (const Candidate& candidate : run.scratch().candidates) {
    run.doubt_counting(candidate);
    run.doubt_value(candidate);
  }
  doubt_list(run);
}

/// What a record that is not there may come to. None where the list is closed.
Truth further_outcome(QueryRun& run) {
  if (is_list_closed(run)) return Truth::none();
  const bool is_any = run.query.tests.empty() && run.query.demands.empty();
  return is_any ? Truth::holds() : unknown_outcome(run);
}

}  // namespace

NodeResult any_record(QueryRun& run) {
  gather(run);
  bool has_hit = false;
  bool may_have_hit = false;
  for (const Candidate& candidate : run.scratch().candidates) {
    has_hit |= is_sure(candidate) && candidate.test.is_holding();
    may_have_hit |= candidate.test.may_hold();
    run.saw(candidate.record, role_of(candidate, Truth::holds()));
  }
  if (has_hit) return answer(Truth::holds());
  if (!may_have_hit && !further_outcome(run).may_hold()) return answer(Truth::fails());
  for (const Candidate& candidate : run.scratch().candidates) {
    if (!candidate.test.may_hold()) continue;
    run.doubt_counting(candidate);
    run.doubt_value(candidate);
  }
  doubt_list(run);
  return answer(Truth::unknown());
}

std::optional<NodeResult> sure_record(QueryRun& run) {
  gather(run);
  const auto& candidates = run.scratch().candidates;
  const auto is_hit = [](const Candidate& c) { return is_sure(c) && c.test.is_holding(); };
  if (std::none_of(candidates.begin(), candidates.end(), is_hit)) return std::nullopt;
  for (const Candidate& candidate : candidates) run.saw(candidate.record, role_of(candidate, Truth::holds()));
  return answer(Truth::holds());
}

NodeResult every_record(QueryRun& run) {
  gather(run);
  bool has_failure = false;
  bool may_fail = false;
  bool may_hold = false;
  bool is_there = false;  // a record that surely counts
  for (const Candidate& candidate : run.scratch().candidates) {
    has_failure |= is_sure(candidate) && candidate.test.is_failing();
    may_fail |= candidate.test.may_fail();
    may_hold |= candidate.test.may_hold();
    is_there |= is_sure(candidate);
    run.saw(candidate.record, role_of(candidate, Truth::fails()));
  }
  if (has_failure) return answer(Truth::fails());
  const Truth further = further_outcome(run);
  const bool can_hold = may_hold || further.may_hold();
  const bool can_fail = may_fail || further.may_fail();
  Truth result = Truth::none();
  if (can_hold) result = either(result, Truth::holds());
  if (can_fail) result = either(result, Truth::fails());
  if (!is_there) result = either(result, Truth::inapplicable());
  if (!result.is_settled()) doubt_all(run);
  return answer(result);
}

}  // namespace eligo
