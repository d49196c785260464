#include <algorithm>
#include <iterator>

#include "runtime/evaluate/candidates.h"
#include "runtime/evaluate/closing.h"

/// How many: a range from those that surely count to those that may.
namespace eligo {
namespace {

NodeResult counted(QueryRun& run, std::size_t low, std::size_t high) {
  const auto number = [](std::size_t n) { return Number(static_cast<std::int64_t>(n)); };
  Range range = Range::between(number(low), number(high));
  if (!is_list_closed(run)) range.high = std::nullopt;
  if (!range.is_exact()) {
    for (const Candidate& candidate : run.scratch().candidates) {
      if (!candidate.test.may_hold()) continue;
      run.doubt_counting(candidate);
      run.doubt_value(candidate);
      if (run.query.apart && !candidate.span.start.is_exact()) {
        const bool has_date = run.record(candidate).has_date;
        run.doubt(record_reason(run, candidate, has_date ? ReasonCode::partial_date : ReasonCode::no_date));
      }
    }
    doubt_list(run);
  }
  return answer(range);
}

bool is_hit(const Candidate& candidate) {
  return candidate.counts.is_holding() && candidate.test.is_holding();
}

/// The days of the hits, the one that ends first foremost.
const std::vector<DateRange>& hit_days(QueryRun& run, bool only_sure) {
  auto& days = run.scratch().days;
  days.clear();
  for (const Candidate& candidate : run.scratch().candidates) {
    if (only_sure ? is_hit(candidate) : candidate.test.may_hold()) days.push_back(candidate.span.start);
  }
  std::sort(days.begin(), days.end(), [](const DateRange& a, const DateRange& b) { return a.last < b.last; });
  return days;
}

/// The longest chain of records that lie so far apart wherever in their ranges they lie: taking the one that
/// ends first is best.
std::size_t surely_apart(const std::vector<DateRange>& days, const Period& apart) {
  std::size_t count = 0;
  Day next = earliest_day;
  for (const DateRange& day : days) {
    if (day.first < next) continue;
    ++count;
    next = add(day.last, apart);
  }
  return count;
}

/// At most so many can lie so far apart: as many days of that distance as the ranges hold, and no more than
/// records.
std::size_t possibly_apart(const std::vector<DateRange>& days, const Period& apart) {
  std::size_t count = 0;
  Day next = earliest_day;
  while (count < days.size()) {
    Day soonest = latest_day;
    bool found = false;
    for (const DateRange& day : days) {
      if (day.last < next) continue;
      soonest = std::min(soonest, std::max(day.first, next));
      found = true;
    }
    if (!found) break;
    ++count;
    next = add(soonest, apart);
    if (next <= soonest) return days.size();  // at the edge of all days nothing is left to tell them apart
  }
  return count;
}

/// The same, where no record whose day is open counts for more than one.
std::size_t at_most_apart(const std::vector<DateRange>& days, const Period& apart) {
  std::vector<DateRange> exact;
  std::copy_if(days.begin(), days.end(), std::back_inserter(exact),
               [](const DateRange& day) { return day.is_exact(); });
  const std::size_t open = days.size() - exact.size();
  if (open == 0) return possibly_apart(days, apart);
  return std::min(open + possibly_apart(exact, apart), possibly_apart(days, apart));
}

void see_hits(QueryRun& run) {
  for (const Candidate& candidate : run.scratch().candidates) {
    const bool is_out = candidate.test.is_failing();
    run.saw(candidate.record, is_hit(candidate) ? Role::decided : is_out ? Role::considered : Role::maybe);
  }
}

/// The line that a treatment belongs to, if it is recorded exactly.
const FieldValue* known_line(const QueryRun& run, const Candidate& candidate) {
  const FieldValue* line = run.patient.field(run.record(candidate), run.plan.line);
  if (line == nullptr || line->flaw != Flaw::none) return nullptr;
  return line->word.exists() || line->quantity.is_exact() ? line : nullptr;
}

/// Whether a candidate before this one, which counts for `only_sure`, has the same line.
bool is_repeated(const QueryRun& run, std::size_t index, const FieldValue& line, bool only_sure) {
  const auto& candidates = run.scratch().candidates;
  return std::any_of(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(index),
                     [&](const Candidate& other) {
                       if (only_sure && !is_hit(other)) return false;
                       const FieldValue* same = known_line(run, other);
                       return same != nullptr && same->word == line.word && same->quantity == line.quantity;
                     });
}

}  // namespace

NodeResult count_records(QueryRun& run) {
  gather(run);
  see_hits(run);
  if (run.query.apart) {
    const std::size_t low = surely_apart(hit_days(run, true), *run.query.apart);
    return counted(run, low, at_most_apart(hit_days(run, false), *run.query.apart));
  }
  std::size_t low = 0;
  std::size_t high = 0;
  for (const Candidate& candidate : run.scratch().candidates) {
    if (is_hit(candidate)) ++low;
    if (candidate.test.may_hold()) ++high;
  }
  return counted(run, low, high);
}

NodeResult count_lines(QueryRun& run) {
  gather(run);
  see_hits(run);
  std::size_t low = 0;
  std::size_t high = 0;
  bool is_there = false;
  auto& candidates = run.scratch().candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    is_there |= is_hit(candidates[i]);
    const FieldValue* line = known_line(run, candidates[i]);
    if (line == nullptr) {
      ++high;
      run.doubt({ReasonCode::field_not_recorded,
                 run.record(candidates[i]).fact,
                 RecordId{candidates[i].record},
                 {},
                 run.plan.line,
                 Flaw::none,
                 {}});
      continue;
    }
    if (is_hit(candidates[i]) && !is_repeated(run, i, *line, true)) ++low;
    if (!is_repeated(run, i, *line, false)) ++high;
  }
  return counted(run, std::max<std::size_t>(low, is_there ? 1 : 0), high);
}

}  // namespace eligo
