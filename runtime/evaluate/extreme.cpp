#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/select.h"
#include "runtime/evaluate/value_test.h"

/// The highest and the lowest of all that happened.
namespace eligo {
namespace {

/// `lowest` is `highest` upside down.
Range oriented(const QueryRun& run, const Range& range) {
  return run.query.selector == Selector::highest ? range : scaled(range, -1);
}

/// The extreme value itself, turned so that it is the highest one: it is no lower than any that surely
/// counts, and no higher than the highest there may be. Empty if there may be none.
std::optional<Range> highest_value(const QueryRun& run) {
  std::optional<Range> sure;
  std::optional<Range::End> top;
  bool has_top = true;
  for (const Candidate& candidate : run.scratch().candidates) {
    const Range value = oriented(run, value_of(run.record(candidate)));
    if (is_sure(candidate)) sure = sure ? larger(*sure, value) : value;
    has_top &= value.high.has_value();
    if (value.high)
      top = top ? larger(Range{std::nullopt, top}, {std::nullopt, value.high}).high : value.high;
  }
  if (!sure) return std::nullopt;
  Range result = *sure;
  result.high = has_top ? top : std::nullopt;
  return result;
}

/// Tests that ask about more than the value, so that it matters which record it is.
bool asks_the_record(const Query& query) {
  if (!query.demands.empty()) return true;
  for (const ValueTest& test : query.tests) {
    if (test.kind == ValueTest::Kind::times_upper || test.kind == ValueTest::Kind::times_lower) return true;
  }
  return false;
}

/// Where it is supposed which of several equal ones is chosen, it is no other.
void leave_chosen(QueryRun& run) {
  const Record* chosen = nullptr;
  for (const Candidate& one : run.scratch().candidates) {
    const Record& record = run.record(one);
    const bool may_be = one.is_picked && is_sure(one);
    if (may_be && (chosen == nullptr || record.rank > chosen->rank)) chosen = &record;
  }
  if (chosen == nullptr) return;
  for (Candidate& one : run.scratch().candidates) {
    const Record& record = run.record(one);
    const bool is_equal = value_of(record).is_exact() && value_of(record) == value_of(*chosen);
    if (is_equal && record.rank < chosen->rank) one.is_picked = false;
  }
}

/// Picks every candidate that may be the extreme one.
void pick_extreme(QueryRun& run, const std::optional<Range>& highest) {
  for (Candidate& candidate : run.scratch().candidates) {
    const Range value = oriented(run, value_of(run.record(candidate)));
    candidate.is_picked =
        !highest || !highest->low ||
        compare(value, Comparison::greater_or_equal, Range::exactly(highest->low->value)).may_hold();
  }
  leave_chosen(run);
}

/// The extreme is among the records and those that are not there: a range of values, held against the test.
NodeResult judged(QueryRun& run, Range highest, bool is_open) {
  if (is_open) highest.high = std::nullopt;
  const Range value = oriented(run, highest);
  if (run.query.tests.empty()) return answer(value);
  Record extreme;
  extreme.fact = run.query.asked.empty() ? FactId{} : run.query.asked.front();
  extreme.value = value;
  return answer(test_value(run, extreme, run.result.chosen, unused_doubts(run)));
}

/// The one record that is picked, if it is one and surely counts.
RecordId only_picked(const QueryRun& run) {
  RecordId result;
  for (const Candidate& candidate : run.scratch().candidates) {
    if (!candidate.is_picked) continue;
    if (result.exists() || !is_sure(candidate)) return {};
    result = RecordId{candidate.record};
  }
  return result;
}

void doubt_extreme(QueryRun& run, bool is_open) {
  for (const Candidate& candidate : run.scratch().candidates) {
    if (!candidate.is_picked) continue;
    run.doubt_counting(candidate);
    const Record& record = run.record(candidate);
    if (record.value.is_exact() && has_readable_value(record)) continue;
    Reason reason = record_reason(run, candidate, ReasonCode::censored_value);
    if (!has_readable_value(record)) {
      reason.code = ReasonCode::unusable_record;
      reason.flaw = record.flaw;
    }
    run.doubt(reason);
  }
  if (is_open) doubt_list(run);
}

}  // namespace

NodeResult extreme_record(QueryRun& run) {
  gather(run);
  const auto highest = highest_value(run);
  pick_extreme(run, highest);
  const bool is_open = !is_list_closed(run);
  if (!highest || asks_the_record(run.query)) {
    const auto closed = highest ? Otherwise::nothing : Otherwise::none;
    return unite(run, is_open ? Otherwise::unrecorded : closed);
  }
  run.result.chosen = is_open ? RecordId{} : only_picked(run);
  NodeResult result = judged(run, *highest, is_open);
  result.absent = is_absent(run);
  const bool settled = is_settled(result);
  if (!settled) doubt_extreme(run, is_open);
  for (const Candidate& candidate : run.scratch().candidates) {
    const Role picked = settled ? Role::decided : Role::maybe;
    run.saw(candidate.record, candidate.is_picked ? picked : Role::considered);
  }
  return result;
}

}  // namespace eligo
