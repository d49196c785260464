#include "runtime/evaluate/courses.h"

#include <algorithm>
#include <map>
#include <span>

#include "runtime/evaluate/closing.h"
#include "runtime/model/ingredients.h"

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
  if (from.is_exact()) {
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
    const std::size_t first_seen = look_.workspace.evidence.size();
    for (std::uint32_t i = 0; i < candidates_.size();) i = judge_drug(i);
    add_shared();
    if (is_any_shared_) see_once(first_seen);
    return hits_;
  }

 private:
  std::uint32_t judge_drug(std::uint32_t begin) {
    const Days days = window_of(look_, candidates_[begin].drug);
    std::uint32_t next = begin;
    drug_ = {};
    while (next < candidates_.size() && is_same_drug(look_, candidates_[begin], candidates_[next])) {
      const Cluster cluster = cluster_from(look_, next, days);
      if (look_.query.total) {
        add_up(cluster);
      } else {
        tally(cluster.begin, cluster.end, {cluster.hit.is_holding() ? 1U : 0U, cluster.most});
      }
      see(cluster, days);
      doubt(cluster, days);
      next = cluster.end;
    }
    if (look_.query.total) judge_total(begin, next);
    return next;
  }

  /// Adds what some candidates come to. Courses of several ingredients that are made of the same records are
  /// one.
  void tally(std::uint32_t begin, std::uint32_t end, Hits hits) {
    const std::span<const Candidate> some(candidates_.data() + begin, end - begin);
    if (std::none_of(some.begin(), some.end(), [&](const Candidate& one) { return is_shared(one); })) {
      hits_.sure += hits.sure;
      hits_.most += hits.most;
      return;
    }
    is_any_shared_ = true;
    std::vector<std::uint32_t> records;
    for (const Candidate& one : some) records.push_back(one.record);
    std::sort(records.begin(), records.end());
    const bool is_exact = std::all_of(some.begin(), some.end(), [](const Candidate& one) {
      return is_sure(one) && one.span.start.is_exact() && one.span.end.is_exact();
    });
    Shared& shared = shared_.try_emplace(std::move(records), Shared{{}, is_exact}).first->second;
    shared.hits.sure = std::max(shared.hits.sure, hits.sure);
    // Of several courses of the same records one may be hit as one drug, and one as another.
    shared.hits.most = is_exact ? std::max(shared.hits.most, hits.most) : shared.hits.most + hits.most;
  }

  /// Whether the record is a part of courses of several drugs.
  bool is_shared(const Candidate& one) const {
    return ingredients_asked(look_.plan.vocabulary, look_.query, look_.record(one).fact).size() > 1;
  }

  /// Where it is open which records a course is made of, it may turn out to be one of the others.
  void add_shared() {
    std::uint32_t least = 0;
    for (const auto& [records, shared] : shared_) {
      hits_.most += shared.hits.most;
      if (shared.is_exact) hits_.sure += shared.hits.sure;
      if (!shared.is_exact) least = std::max(least, shared.hits.sure);
    }
    hits_.sure = std::max(hits_.sure, least);
  }

  /// A record that was judged as several drugs is told of once, as the one for which it does most.
  void see_once(std::size_t first) {
    auto& evidence = look_.workspace.evidence;
    const auto begin = evidence.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(begin, evidence.end(), [](const Evidence& a, const Evidence& b) {
      return a.record != b.record ? a.record < b.record : weight(a.role) < weight(b.role);
    });
    const auto is_same = [](const Evidence& a, const Evidence& b) { return a.record == b.record; };
    evidence.erase(std::unique(begin, evidence.end(), is_same), evidence.end());
  }

  static int weight(Role role) {
    return role == Role::decided ? 0 : role == Role::maybe ? 1 : role == Role::filtered ? 2 : 3;
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

  void judge_total(std::uint32_t begin, std::uint32_t end) {
    if (!drug_.is_any) return;
    const Length wanted = length_of(*look_.query.total, drug_.start);
    const Hits hits{drug_.fewest_days >= wanted.most ? 1U : 0U, drug_.most_days >= wanted.least ? 1U : 0U};
    tally(begin, end, hits);
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

  /// What courses, or drugs, of the same records come to.
  struct Shared {
    Hits hits;
    bool is_exact = false;  ///< it is known which records they are made of
  };

  QueryRun& look_;
  const std::vector<Candidate>& candidates_;
  Hits hits_;
  Total drug_;
  bool is_any_shared_ = false;
  std::map<std::vector<std::uint32_t>, Shared> shared_;  // by records
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
