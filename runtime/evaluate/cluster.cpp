#include <algorithm>
#include <span>

#include "runtime/evaluate/courses.h"

/// Courses with dates that may be partial. Two readings bound every completion: each record as short as it
/// may be, those that surely count alone (what is then surely one course is a core), and each as long as it
/// may be.
namespace eligo {
namespace {

/// Reads the candidates of one cluster.
class Reader {
 public:
  Reader(QueryRun& run, Cluster& cluster, const Days& days)
      : look_(run),
        query_(run.query),
        candidates_(run.scratch().candidates.data() + cluster.begin, cluster.end - cluster.begin),
        cores_(run.scratch().days),
        cluster_(cluster),
        days_(days) {
    // What lies after the as-of date does not count towards a course's length, unless the window asks for it.
    limit_ = {std::max(run.as_of.first, days.to.first), std::max(run.as_of.last, days.to.last)};
    if (!query_.window.to) limit_ = days.to;
  }

  void read() {
    make_cores();
    const std::uint32_t may_pass = pick_last();
    const Extent widest = widest_span();
    const bool may_fit = lasts(widest.start.first, std::min(widest.end.last, limit_.last)) &&
                         overlaps(widest, days_).may_hold();
    bool some_core_fits = false;
    bool some_core_hits = false;
    for (std::uint32_t group = 0; group < cores_.size(); ++group) {
      if (!fits(cores_[group])) continue;
      some_core_fits = true;
      if (passes_for_sure(group)) some_core_hits = true;
    }
    const bool may_hit = may_fit && may_pass > 0;
    cluster_.dates = some_core_fits ? Truth::holds() : may_fit ? Truth::unknown() : Truth::fails();
    cluster_.hit = some_core_hits ? Truth::holds() : may_hit ? Truth::unknown() : Truth::fails();
    // Each course has a day, but those of several cores whose days are open may be one and the same.
    if (some_core_hits) cluster_.fewest_days = std::max<std::int64_t>(cluster_.fewest_days, 1);
    if (!may_hit) return;
    cluster_.most = std::min(may_pass, static_cast<std::uint32_t>(cores_.size()) + loose_);
    cluster_.most_days = days_between(widest.start.first, std::min(widest.end.last, limit_.last));
  }

 private:
  static constexpr std::uint32_t none = FactId::none_value;

  bool lasts(Day start, Day end) const { return !query_.lasting || last_day(start, *query_.lasting) <= end; }

  /// Both counted.
  static std::int64_t days_between(Day start, Day end) {
    return std::max<std::int64_t>(0, std::int64_t{end} - start + 1);
  }

  /// Until when a core surely lasts, as far as its days count: on one day at least.
  Day last_of(const DateRange& core) const { return std::max(core.first, std::min(core.last, limit_.first)); }

  /// One core for each record that surely counts, then joined as long as two of them surely touch. A core
  /// holds the day by which it has begun and the one until which it surely lasts, which may be the earlier of
  /// the two.
  void make_cores() {
    cores_.clear();
    for (Candidate& candidate : candidates_) {
      const bool is_sure = candidate.counts.is_holding();
      candidate.group = is_sure ? static_cast<std::uint32_t>(cores_.size()) : none;
      if (is_sure) cores_.push_back({candidate.span.start.last, candidate.span.end.first});
      if (!is_sure) ++loose_;
    }
    // A core that has grown may reach another one: until nothing changes.
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t a = 0; a < cores_.size(); ++a) {
        for (std::uint32_t b = a + 1; b < cores_.size();) {
          if (!surely_touch(cores_[a], cores_[b])) {
            ++b;
            continue;
          }
          join(a, b);
          changed = true;
        }
      }
    }
  }

  bool surely_touch(const DateRange& a, const DateRange& b) const {
    const std::int64_t gap = std::int64_t{1} + query_.bridged_days;
    return b.first <= a.last + gap && a.first <= b.last + gap;
  }

  /// Joins two cores; the last one moves into the place that becomes free.
  void join(std::uint32_t into, std::uint32_t from) {
    cores_[into] = {std::min(cores_[into].first, cores_[from].first),
                    std::max(cores_[into].last, cores_[from].last)};
    const auto moved = static_cast<std::uint32_t>(cores_.size() - 1);
    for (Candidate& candidate : candidates_) {
      if (candidate.group == from) candidate.group = into;
      if (candidate.group == moved) candidate.group = from;
    }
    cores_[from] = cores_[moved];
    cores_.pop_back();
  }

  Extent widest_span() const {
    Extent result{{latest_day, latest_day}, {earliest_day, earliest_day}, false, {}, {}};
    for (const Candidate& candidate : candidates_) {
      result.start.first = std::min(result.start.first, candidate.span.start.first);
      result.end.last = std::max(result.end.last, candidate.span.end.last);
    }
    return result;
  }

  bool fits(const DateRange& core) const {
    const Extent span{{core.first, core.first}, {core.last, core.last}, false, {}, {}};
    return lasts(core.first, last_of(core)) && overlaps(span, days_).is_holding();
  }

  /// Whether every record that may be the last of the core's course passes the filters.
  bool passes_for_sure(std::uint32_t group) {
    const DateRange& core = cores_[group];
    for (const Candidate& candidate : candidates_) {
      const bool may_be_last =
          candidate.is_picked && (candidate.group == group || candidate.span.end.last >= core.last);
      if (may_be_last && !candidate.filter.is_holding()) return false;
    }
    cluster_.fewest_days += days_between(core.first, std::min(core.last, limit_.first));
    return true;
  }

  /// Picks the records that may be the last of their course; counts those that may pass the filters.
  std::uint32_t pick_last() {
    std::uint32_t count = 0;
    for (Candidate& candidate : candidates_) {
      candidate.is_picked = !is_superseded(candidate);
      if (candidate.is_picked && candidate.filter.may_hold()) ++count;
    }
    return count;
  }

  /// Whether another record of the same course surely ends later, or with it and begins later.
  bool is_superseded(const Candidate& one) const {
    if (one.group == none || cores_[one.group].last < one.span.end.last) return false;
    if (cores_[one.group].last > one.span.end.last) return true;
    return one.span.end.is_exact() &&
           std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
             return other.group == one.group && other.span.end == one.span.end &&
                    (other.span.start.first > one.span.start.last || is_chosen_before(other, one));
           });
  }

  bool is_chosen_before(const Candidate& other, const Candidate& one) const {
    return one.span.start.is_exact() && other.span.start == one.span.start &&
           look_.record(other).rank > look_.record(one).rank;
  }

  const QueryRun& look_;
  const Query& query_;
  std::span<Candidate> candidates_;
  std::vector<DateRange>& cores_;
  Cluster& cluster_;
  const Days& days_;
  DateRange limit_;
  std::uint32_t loose_ = 0;  // records that may not count at all
};

/// The order of two names, folded, without making a copy of either.
int compare_names(std::string_view a, std::string_view b) {
  const std::string x = fold_word(a);
  const std::string y = fold_word(b);
  return x < y ? -1 : y < x ? 1 : 0;
}

int compare_drugs(const QueryRun& run, const Candidate& a, const Candidate& b) {
  const Record& x = run.record(a);
  const Record& y = run.record(b);
  if (x.fact != y.fact) return x.fact < y.fact ? -1 : 1;
  return x.fact.exists() ? 0 : compare_names(x.recorded_name, y.recorded_name);
}

bool is_supposed(const QueryRun& run, const Candidate& candidate) {
  return candidate.record >= run.patient.recorded_count();
}

}  // namespace

void sort_by_drug(QueryRun& run) {
  auto& candidates = run.scratch().candidates;
  const auto comes_before = [&](const Candidate& a, const Candidate& b) {
    const int drugs = compare_drugs(run, a, b);
    if (drugs != 0) return drugs < 0;
    if (is_supposed(run, a) != is_supposed(run, b)) return is_supposed(run, b);
    if (a.span.start.first != b.span.start.first) return a.span.start.first < b.span.start.first;
    return a.record < b.record;
  };
  if (!std::is_sorted(candidates.begin(), candidates.end(), comes_before)) {
    std::sort(candidates.begin(), candidates.end(), comes_before);
  }
}

bool is_same_drug(const QueryRun& run, const Candidate& a, const Candidate& b) {
  return compare_drugs(run, a, b) == 0;
}

Cluster cluster_from(QueryRun& run, std::uint32_t begin, const Days& days) {
  const auto& candidates = run.scratch().candidates;
  Cluster cluster{begin, begin + 1, Truth::fails(), Truth::fails(), 0, 0, 0};
  std::int64_t reach = candidates[begin].span.end.last;
  const bool is_alone = is_supposed(run, candidates[begin]);  // what is not on record lengthens no course
  while (!is_alone && cluster.end < candidates.size() &&
         is_same_drug(run, candidates[begin], candidates[cluster.end]) &&
         !is_supposed(run, candidates[cluster.end])) {
    const Extent& next = candidates[cluster.end].span;
    if (next.start.first > reach + 1 + run.query.bridged_days) break;
    reach = std::max<std::int64_t>(reach, next.end.last);
    ++cluster.end;
  }
  Reader(run, cluster, days).read();
  return cluster;
}

}  // namespace eligo
