#include "runtime/evaluate/courses.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"

/// Courses: which there are, and which of them are what the query asks for.
namespace eligo {
namespace {

/// How many courses (or with `for a total of`, drugs) surely and possibly are what is asked for.
struct Hits {
  std::uint32_t sure = 0;
  std::uint32_t most = 0;
};

/// How many days a period has, counted from a day that may not be known. A month has 30.436875 days on
/// average; no number of months strays from that by more than four days.
struct Length {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

Length length_of(const Period& period, const DateRange& from) {
  if (from.is_exact() && from.first > earliest_day && from.first < latest_day) {
    const std::int64_t days = std::int64_t{last_day(from.first, period)} - from.first + 1;
    return {days, days};
  }
  const std::int64_t mean = std::int64_t{period.months} * 30'436'875 / 1'000'000;
  const std::int64_t slack = period.months == 0 ? 0 : 5;
  return {mean - slack + period.days, mean + slack + period.days};
}

/// Goes through the clusters of every drug.
class Judge {
 public:
  explicit Judge(QueryRun& run) : look_(run), candidates_(run.scratch().candidates) {}

  Hits run() {
    gather(look_, Gathering::courses);
    sort_by_drug(look_);
    for (std::uint32_t i = 0; i < candidates_.size();) i = judge_drug(i);
    return hits_;
  }

 private:
  std::uint32_t judge_drug(std::uint32_t begin) {
    const Days days = window_of(look_, look_.record(candidates_[begin]).fact);
    std::uint32_t next = begin;
    drug_ = {};
    while (next < candidates_.size() && is_same_drug(look_, candidates_[begin], candidates_[next])) {
      const Cluster cluster = cluster_from(look_, next, days);
      if (look_.query.total) {
        add_up(cluster);
      } else {
        if (cluster.hit.is_holding()) ++hits_.sure;
        hits_.most += cluster.most;
      }
      see(cluster, days);
      doubt(cluster, days);
      next = cluster.end;
    }
    if (look_.query.total) judge_total();
    return next;
  }

  struct Total {
    std::int64_t fewest_days = 0;
    std::int64_t most_days = 0;
    DateRange start{latest_day, latest_day};  // of the first course
    bool is_any = false;
  };

  void add_up(const Cluster& cluster) {
    if (cluster.hit.is_failing()) return;
    if (!drug_.is_any) {
      const Extent& first = candidates_[cluster.begin].span;
      const bool is_one = cluster.hit.is_holding() && cluster.most == 1;
      const bool is_known = is_one && first.start.is_exact();
      drug_.start = is_known ? first.start : DateRange{earliest_day, latest_day};
    }
    drug_.is_any = true;
    drug_.fewest_days += cluster.fewest_days;
    drug_.most_days += cluster.most_days;
  }

  void judge_total() {
    if (!drug_.is_any) return;
    const Length wanted = length_of(*look_.query.total, drug_.start);
    if (drug_.fewest_days >= wanted.most) ++hits_.sure;
    if (drug_.most_days >= wanted.least) ++hits_.most;
  }

  void see(const Cluster& cluster, const Days& days) {
    for (std::uint32_t i = cluster.begin; i < cluster.end; ++i) {
      const Candidate& candidate = candidates_[i];
      Role role = Role::maybe;
      if (cluster.hit.is_holding()) role = Role::decided;
      if (cluster.hit.is_failing()) {
        const bool is_out = overlaps(candidate.span, days).is_failing();
        const bool is_late = !look_.query.window.to && candidate.span.start.first > days.to.last;
        role = cluster.dates.may_hold() ? Role::filtered : Role::considered;
        if (is_out) role = is_late ? Role::after_as_of : Role::outside_window;
      }
      look_.saw(candidate.record, role);
    }
  }

  /// Why a cluster is open: what its records are, their dates, the fields of the last one. A reason that
  /// turns out not to matter is dropped with the others when the query is settled.
  void doubt(const Cluster& cluster, const Days& days) {
    const bool may_be_several = cluster.most > 1;
    if (cluster.hit.is_settled() && !may_be_several && !look_.query.total) return;
    const bool disagree = pass_differently(cluster);
    const bool by_dates = !cluster.dates.is_settled() || disagree || may_be_several ||
                          (look_.query.total && cluster.hit.may_hold());
    bool has_date_doubt = false;
    for (std::uint32_t i = cluster.begin; i < cluster.end; ++i) {
      const Candidate& candidate = candidates_[i];
      look_.doubt_counting(candidate);
      if (candidate.is_picked && cluster.dates.may_hold()) look_.doubt_value(candidate);
      const bool is_exact = candidate.span.start.is_exact() && candidate.span.end.is_exact();
      const bool is_exact_window =
          !days.missing_anchor.exists() && !days.partial_anchor.exists() && !days.lacks_half_life;
      if (!by_dates || (is_exact && is_exact_window)) continue;
      doubt_days(look_, candidate, days);
      has_date_doubt = true;
    }
    if (!disagree || has_date_doubt) return;
    for (std::uint32_t i = cluster.begin; i < cluster.end; ++i) {
      if (candidates_[i].is_picked) {
        look_.doubt(record_reason(look_, candidates_[i], ReasonCode::conflicting_results));
      }
    }
  }

  /// Whether it matters which of the records is the last one.
  bool pass_differently(const Cluster& cluster) const {
    bool some_pass = false;
    bool some_fail = false;
    for (std::uint32_t i = cluster.begin; i < cluster.end; ++i) {
      some_pass |= candidates_[i].is_picked && candidates_[i].filter.is_holding();
      some_fail |= candidates_[i].is_picked && candidates_[i].filter.is_failing();
    }
    return some_pass && some_fail;
  }

  QueryRun& look_;
  const std::vector<Candidate>& candidates_;
  Hits hits_;
  Total drug_;
};

}  // namespace

namespace {

/// What an entry is decides which records it makes one course with. Says so where that is open.
bool is_any_not_understood(QueryRun& run) {
  if (!run.query.is_any_fact) return false;
  bool result = false;
  for (const Candidate& candidate : run.scratch().candidates) {
    if (!run.record(candidate).is_possible) continue;
    run.doubt(unrecognised(run.patient, RecordId{candidate.record}));
    result = true;
  }
  return result;
}

}  // namespace

NodeResult any_course(QueryRun& run) {
  const Hits hits = Judge(run).run();
  const bool is_any_course = !run.query.lasting && !run.query.total && run.query.filters.empty();
  if (!is_any_course && is_any_not_understood(run)) return answer(Truth::unknown());
  if (hits.sure > 0) return answer(Truth::holds());
  if (hits.most == 0 && is_list_closed(run)) return answer(Truth::fails());
  doubt_list(run);
  return answer(Truth::unknown());
}

NodeResult count_courses(QueryRun& run) {
  const Hits hits = Judge(run).run();
  Range range = Range::between(hits.sure, std::max(hits.sure, hits.most));
  if (is_any_not_understood(run)) range = Range::at_least(0);
  if (!is_list_closed(run)) range.high = std::nullopt;
  if (!range.is_exact()) doubt_list(run);
  return answer(range);
}

}  // namespace eligo
