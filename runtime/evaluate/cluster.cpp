#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

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
  static constexpr std::size_t most_cores = 500;  // that are held against each other

  bool lasts(Day start, Day end) const { return !query_.lasting || last_day(start, *query_.lasting) <= end; }

  /// Both counted.
  static std::int64_t days_between(Day start, Day end) {
    return std::max<std::int64_t>(0, std::int64_t{end} - start + 1);
  }

  /// Until when a core surely lasts, as far as its days count: on one day at least.
  Day last_of(const DateRange& core) const { return std::max(core.first, std::min(core.last, limit_.first)); }

  /// One core for each record that surely counts, then joined as long as two of them surely touch. A core
  /// holds the day by which it has begun and the one until which it surely lasts, which may be the earlier of
  /// the two. Where there are too many cores to be held against each other, nothing is sure.
  void make_cores() {
    cores_.clear();
    std::vector<std::uint32_t> place;
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      candidates_[i].group = none;
      if (candidates_[i].counts.is_holding()) place.push_back(i);
    }
    std::sort(place.begin(), place.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(core_of(a).first, core_of(a).last, a) <
             std::tuple(core_of(b).first, core_of(b).last, b);
    });
    // One that begins later touches the one before it, or one that is joined with it, if any.
    for (const std::uint32_t i : place) {
      const DateRange core = core_of(i);
      if (cores_.empty() || !surely_touch(cores_.back(), core)) {
        cores_.push_back(core);
      } else {
        cores_.back() = joined(cores_.back(), core);
      }
      candidates_[i].group = static_cast<std::uint32_t>(cores_.size() - 1);
    }
    if (cores_.size() > most_cores && !are_apart()) {
      cores_.clear();
      for (Candidate& candidate : candidates_) candidate.group = none;
    }
    loose_ = static_cast<std::uint32_t>(std::count_if(candidates_.begin(), candidates_.end(),
                                                      [](const Candidate& c) { return c.group == none; }));
    join_cores();
  }

  DateRange core_of(std::uint32_t i) const {
    return {candidates_[i].span.start.last, candidates_[i].span.end.first};
  }

  static DateRange joined(const DateRange& a, const DateRange& b) {
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
  }

  /// Whether each core has a day, so that what touches stood together already.
  bool are_apart() const {
    return std::all_of(cores_.begin(), cores_.end(), [](const DateRange& c) { return c.first <= c.last; });
  }

  /// One look at each pair will do: cores stand in the order of their first days, so that one that has grown
  /// reaches no others than those behind it.
  void join_cores() {
    if (are_apart()) return;
    std::vector<std::uint32_t> into(cores_.size());
    std::iota(into.begin(), into.end(), 0U);
    std::vector<std::uint32_t> left = into;
    for (std::size_t a = 0; a < left.size(); ++a) {
      for (std::size_t b = a + 1; b < left.size();) {
        if (!surely_touch(cores_[left[a]], cores_[left[b]])) {
          ++b;
          continue;
        }
        cores_[left[a]] = joined(cores_[left[a]], cores_[left[b]]);
        into[left[b]] = left[a];
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(b));
      }
    }
    renumber(into, left);
  }

  /// `left`: the cores that others went into, which `into` names.
  void renumber(const std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& left) {
    std::vector<std::uint32_t> number(cores_.size());
    for (std::uint32_t i = 0; i < left.size(); ++i) number[left[i]] = i;
    for (Candidate& candidate : candidates_) {
      const std::uint32_t core = candidate.group;
      if (core == none) continue;
      candidate.group = number[into[core]];
    }
    std::vector<DateRange> cores;
    cores.reserve(left.size());
    for (const std::uint32_t core : left) cores.push_back(cores_[core]);
    cores_ = std::move(cores);
  }

  bool surely_touch(const DateRange& a, const DateRange& b) const {
    const std::int64_t gap = std::int64_t{1} + query_.bridged_days;
    return b.first <= a.last + gap && a.first <= b.last + gap;
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
    if ((last_failing_ && *last_failing_ >= core.last) || fails_[group]) return false;
    cluster_.fewest_days += days_between(core.first, std::min(core.last, limit_.first));
    return true;
  }

  /// Picks the records that may be the last of their course; counts those that may pass the filters.
  std::uint32_t pick_last() {
    find_latest();
    std::uint32_t count = 0;
    fails_.assign(cores_.size(), false);
    for (Candidate& candidate : candidates_) {
      candidate.is_picked = !is_superseded(candidate);
      if (!candidate.is_picked) continue;
      if (candidate.filter.may_hold()) ++count;
      if (candidate.filter.is_holding()) continue;
      last_failing_ = std::max(last_failing_.value_or(earliest_day), candidate.span.end.last);
      if (candidate.group != none) fails_[candidate.group] = true;
    }
    return count;
  }

  /// Of the records of one core that end on one day, the latest start, and the highest rank of each start.
  void find_latest() {
    for (const Candidate& one : candidates_) {
      if (one.group == none || !one.span.end.is_exact()) continue;
      const auto [latest, is_first] =
          latest_start_.try_emplace({one.group, one.span.end.first}, one.span.start.first);
      if (!is_first) latest->second = std::max(latest->second, one.span.start.first);
      if (!one.span.start.is_exact()) continue;
      const std::uint32_t rank = look_.record(one).rank;
      const auto [highest, is_new] =
          highest_rank_.try_emplace({one.group, one.span.end.first, one.span.start.first}, rank);
      if (!is_new) highest->second = std::max(highest->second, rank);
    }
  }

  /// Whether another record of the same course surely ends later, or with it and begins later.
  bool is_superseded(const Candidate& one) const {
    if (one.group == none || cores_[one.group].last < one.span.end.last) return false;
    if (cores_[one.group].last > one.span.end.last) return true;
    if (!one.span.end.is_exact()) return false;
    const Day end = one.span.end.first;
    if (latest_start_.at({one.group, end}) > one.span.start.last) return true;
    return one.span.start.is_exact() &&
           highest_rank_.at({one.group, end, one.span.start.first}) > look_.record(one).rank;
  }

  const QueryRun& look_;
  const Query& query_;
  std::span<Candidate> candidates_;
  std::vector<DateRange>& cores_;
  Cluster& cluster_;
  const Days& days_;
  DateRange limit_;
  std::uint32_t loose_ = 0;                                    // records that may not count at all
  std::map<std::pair<std::uint32_t, Day>, Day> latest_start_;  // by core and end
  std::map<std::tuple<std::uint32_t, Day, Day>, std::uint32_t> highest_rank_;  // by core, end and start
  std::vector<bool> fails_;  // by core: of a record picked it is open whether it passes, or it does not
  std::optional<Day> last_failing_;  // that one of them may last until
};

/// The order of two names, folded, without making a copy of either.
int compare_names(std::string_view a, std::string_view b) { return fold_word(a).compare(fold_word(b)); }

int compare_drugs(const QueryRun& run, const Candidate& a, const Candidate& b) {
  const Record& x = run.record(a);
  const Record& y = run.record(b);
  if (a.drug != b.drug) return a.drug < b.drug ? -1 : 1;
  return a.drug.exists() ? 0 : compare_names(x.recorded_name, y.recorded_name);
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
