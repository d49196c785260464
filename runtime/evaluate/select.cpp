#include "runtime/evaluate/select.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/value_test.h"
#include "runtime/values/contains.h"

/// One record of several by its date. Every record that may be the one is a candidate for it: dates may be
/// partial, two may bear one date, and it may be open whether a record counts.
namespace eligo {
namespace {

/// Where a record stands in the order by date, on one day as is supposed, else by the time of day. What is on
/// record goes before what is supposed.
struct Rank {
  bool is_recorded = false;
  Day day = earliest_day;
  std::uint32_t order = 0;
  std::int64_t second = 0;
  friend auto operator<=>(const Rank&,
                          const Rank&) = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

/// When it may have been, by the clock of the first candidate of which there is one.
Moments moments_of(const QueryRun& run, const Candidate& candidate) {
  const auto& time = candidate.span.start_time;
  if (!time) return moments_of(candidate.span.start);
  const auto& candidates = run.scratch().candidates;
  const auto timed = std::find_if(candidates.begin(), candidates.end(),
                                  [](const Candidate& one) { return one.span.start_time.has_value(); });
  return by_clock_of(*time, *timed->span.start_time);
}

/// The lowest and the highest rank that a candidate may have.
struct Ranks {
  Rank first;
  Rank last;
};

/// `by_record`: what is supposed counts only where the data leave off, as for the latest. Of one fact it is
/// supposed in the order of its days.
Ranks ranks_of(const QueryRun& run, const Candidate& candidate, bool by_record) {
  const bool is_recorded = by_record && candidate.record < run.patient.recorded_count();
  if (by_record && !is_recorded && run.query.facts.size() == 1) {
    const Rank rank{false, earliest_day, candidate.record, 0};
    return {rank, rank};
  }
  const std::uint32_t order = candidate.span.start.is_exact() ? run.record(candidate).order : 0;
  const Moments moments = moments_of(run, candidate);
  return {{is_recorded, day_of_second(moments.first), order, moments.first},
          {is_recorded, day_of_second(moments.last), order, moments.last}};
}

/// The record surely is the latest of those that there are, or one of the data.
bool is_there(const QueryRun& run, const Candidate& candidate) {
  return is_sure(candidate) && (candidate.record < run.patient.recorded_count() || is_finished(run));
}

NodeResult outcome_of(const QueryRun& run, const Candidate& candidate) {
  if (!run.query.tests.empty() || !run.query.demands.empty()) return answer(candidate.test);
  return answer(value_of(run.record(candidate)));
}

/// A value that is open by itself: censored, or not to be read.
void doubt_own_value(QueryRun& run, const Candidate& candidate) {
  const Record& record = run.record(candidate);
  run.doubt_value(candidate);
  if (!run.query.tests.empty() || !run.query.demands.empty() || record.value.is_exact()) return;
  Reason reason = record_reason(run, candidate, ReasonCode::censored_value);
  if (!has_readable_value(record)) {
    reason.flaw = record.flaw;
    reason.code =
        record.flaw == Flaw::unlisted_word ? ReasonCode::inconclusive_result : ReasonCode::unusable_record;
  }
  run.doubt(reason);
}

/// It is open whether the record is one of a fact asked for at all: it contradicts none.
bool may_be_another(const QueryRun& run, const Candidate& candidate) {
  const Record& record = run.record(candidate);
  const bool is_broader = contains(run.query.broader, record.fact) && !record.narrower.exists();
  return is_broader || (record.is_possible && record.is_reading());
}

/// Those picked disagree: because of their dates, or because they contradict each other.
void doubt_choice(QueryRun& run) {
  const auto& candidates = run.scratch().candidates;
  const auto is_inexact = [](const Candidate& c) { return c.is_picked && !c.span.start.is_exact(); };
  const bool by_dates =
      !asks_about_extreme(run.query) && std::any_of(candidates.begin(), candidates.end(), is_inexact);
  const auto is_rival = [&](const Candidate& c) { return c.is_picked && !may_be_another(run, c); };
  const bool is_conflict = std::count_if(candidates.begin(), candidates.end(), is_rival) > 1;
  // What is the one before the latest depends on whether that one counts, too.
  const bool asks_about_previous = run.query.selector == Selector::previous;
  for (const Candidate& candidate : candidates) {
    if (candidate.is_picked || asks_about_previous) run.doubt_counting(candidate);
    if (!candidate.is_picked) continue;
    if (!by_dates && is_sure(candidate) && is_conflict)
      run.doubt(record_reason(run, candidate, ReasonCode::conflicting_results));
    if (!by_dates || !is_inexact(candidate)) continue;
    const Record& record = run.record(candidate);
    Reason reason =
        record_reason(run, candidate, record.has_date ? ReasonCode::partial_date : ReasonCode::no_date);
    if (record.has_bad_date) {
      reason.code = ReasonCode::unusable_record;
      reason.flaw = Flaw::bad_date;
    }
    run.doubt(reason);
  }
}

void doubt_picked(QueryRun& run, Otherwise otherwise, bool disagree, ReasonCode missing) {
  const auto& candidates = run.scratch().candidates;
  if (otherwise == Otherwise::unrecorded) doubt_list(run);
  for (const Candidate& candidate : candidates) {
    if (otherwise != Otherwise::nothing) run.doubt_counting(candidate);
    if (!candidate.is_picked || is_settled(outcome_of(run, candidate))) continue;
    if (may_be_another(run, candidate)) run.doubt_counting(candidate);
    doubt_own_value(run, candidate);
  }
  if (disagree) doubt_choice(run);
  if (run.workspace.reasons.size() == run.result.first_reason && otherwise == Otherwise::none) {
    doubt_no_record(run, missing);
  }
}

void see_picked(QueryRun& run, bool settled) {
  for (const Candidate& candidate : run.scratch().candidates) {
    const Role left_out = is_sure(candidate) ? Role::superseded : Role::maybe;
    run.saw(candidate.record, !candidate.is_picked ? left_out : settled ? Role::decided : Role::maybe);
  }
}

/// Picks every candidate that may be the first.
bool pick_first(QueryRun& run) {
  std::optional<Rank> bound;
  auto& candidates = run.scratch().candidates;
  for (const Candidate& candidate : candidates) {
    if (!is_sure(candidate)) continue;
    const Rank last = ranks_of(run, candidate, false).last;
    bound = bound ? std::min(*bound, last) : last;
  }
  for (Candidate& candidate : candidates) {
    candidate.is_picked = !bound || ranks_of(run, candidate, false).first <= *bound;
  }
  return bound.has_value();
}

/// Picks every candidate that may have exactly one after it. True if there surely is such a one.
bool pick_previous(QueryRun& run) {
  auto& candidates = run.scratch().candidates;
  Rank latest;  // the last rank, and the one before it, that records surely have
  Rank second;
  std::size_t sure = 0;
  for (const Candidate& candidate : candidates) {
    if (!is_there(run, candidate)) continue;
    ++sure;
    const Rank first = ranks_of(run, candidate, true).first;
    second = std::max(second, std::min(first, latest));
    latest = std::max(latest, first);
  }
  std::optional<Rank> last;  // the highest that any may have, and the one after it
  std::optional<Rank> next;
  for (const Candidate& candidate : candidates) {
    const std::optional<Rank> own = ranks_of(run, candidate, true).last;
    next = std::max(next, std::min(own, last));
    last = std::max(last, own);
  }
  for (Candidate& candidate : candidates) {
    const Ranks own = ranks_of(run, candidate, true);
    const std::optional<Rank>& other = own.last == *last ? next : last;
    const bool has_later = other && *other >= own.first;
    candidate.is_picked = has_later && (sure < 2 || own.last >= second);
  }
  return sure >= 2;
}

}  // namespace

Truth is_absent(const QueryRun& run) {
  const int needed = traits(run.query.selector).records;
  int recorded = 0;
  int sure = 0;
  for (const Candidate& candidate : run.scratch().candidates) {
    if (candidate.record >= run.patient.recorded_count()) continue;
    ++recorded;
    if (is_sure(candidate)) ++sure;
  }
  if (recorded < needed) return Truth::holds();
  return sure < needed ? Truth::unknown() : Truth::fails();
}

bool pick_latest(QueryRun& run) {
  std::optional<Rank> bound;
  auto& candidates = run.scratch().candidates;
  for (const Candidate& candidate : candidates) {
    if (!is_there(run, candidate)) continue;
    const Rank first = ranks_of(run, candidate, true).first;
    bound = bound ? std::max(*bound, first) : first;
  }
  for (Candidate& candidate : candidates) {
    candidate.is_picked = !bound || ranks_of(run, candidate, true).last >= *bound;
  }
  return bound.has_value();
}

NodeResult unite(QueryRun& run, Otherwise otherwise, ReasonCode missing) {
  const bool has_test = !run.query.tests.empty() || !run.query.demands.empty();
  Truth truth = Truth::none();
  std::optional<Range> range;
  bool disagree = false;
  std::optional<NodeResult> before;
  std::uint32_t picked = 0;
  for (const Candidate& candidate : run.scratch().candidates) {
    if (!candidate.is_picked) continue;
    ++picked;
    run.result.chosen = RecordId{candidate.record};
    const NodeResult one = outcome_of(run, candidate);
    disagree |= before && is_settled(one) && is_settled(*before) &&
                (has_test ? one.truth != before->truth : one.range != before->range);
    if (is_settled(one)) before = one;
    truth = either(truth, one.truth);
    range = range ? hull(*range, one.range) : one.range;
  }
  const auto& candidates = run.scratch().candidates;
  const bool may_be_none =
      !asks_about_latest(run.query) && std::none_of(candidates.begin(), candidates.end(), is_sure);
  const Truth missing_outcome = may_be_none ? Truth::unknown() : unknown_outcome(run);
  if (otherwise == Otherwise::none) {
    const Truth is_assumed = is_assumed_absent(run);
    truth = either(truth, unless_assumed(run, is_assumed, missing_outcome));
    range = Range::anything();
    // In a window without a day nothing can be supplied.
    const bool is_supplied = asks_about_latest(run.query) && window_of(run, {}).has_days();
    if (is_supplied && picked == 0 && !is_assumed.may_hold() && is_finished(run))
      run.workspace.is_inadmissible = true;
  } else if (otherwise == Otherwise::unrecorded) {
    truth = either(truth, missing_outcome);
    range = Range::anything();
  }
  if (picked != 1 || otherwise != Otherwise::nothing || has_test) run.result.chosen = {};
  NodeResult result = has_test ? answer(truth) : answer(range.value_or(Range::anything()));
  result.absent = is_absent(run);
  run.result.is_recorded = !result.absent.is_holding();
  if (!is_settled(result)) doubt_picked(run, otherwise, disagree, missing);
  see_picked(run, is_settled(result));
  return result;
}

NodeResult latest_record(QueryRun& run) {
  gather(run);
  return unite(run, pick_latest(run) ? Otherwise::nothing : Otherwise::none);
}

/// What is supposed to be the one before the only one on record does not lie after it.
void leave_later(QueryRun& run) {
  auto& candidates = run.scratch().candidates;
  const auto is_recorded = [&](const Candidate& one) { return one.record < run.patient.recorded_count(); };
  const auto lies_after_recorded = [&](const Candidate& one) {
    Truth result = Truth::fails();
    for (const Candidate& other : candidates) {
      if (!is_recorded(other) || one.span.start.last <= other.span.start.first) continue;
      const bool surely = one.span.start.first > other.span.start.last;
      if (!surely) run.doubt(record_reason(run, other, ReasonCode::partial_date));
      result = one_of(result, both(other.counts, surely ? Truth::holds() : Truth::unknown()));
    }
    return result;
  };
  for (Candidate& one : candidates) {
    if (!is_recorded(one)) one.counts = both(one.counts, negate(lies_after_recorded(one)));
  }
  std::erase_if(candidates, [](const Candidate& one) { return one.counts.is_failing(); });
}

NodeResult previous_record(QueryRun& run) {
  gather(run);
  if (run.patient.supposed.records > 0) leave_later(run);
  return unite(run, pick_previous(run) ? Otherwise::nothing : Otherwise::none);
}

/// An earlier one may not be on record, unless the list is closed.
NodeResult first_record(QueryRun& run) {
  gather(run);
  const bool is_there = pick_first(run);
  if (!is_list_closed(run)) return unite(run, Otherwise::unrecorded);
  return unite(run, is_there ? Otherwise::nothing : Otherwise::none);
}

}  // namespace eligo
