#include <algorithm>

#include "runtime/completions/distance.h"
#include "runtime/completions/split_days.h"
#include "runtime/completions/split_range.h"
#include "runtime/evaluate/window.h"

namespace eligo {
namespace {

constexpr std::int32_t minutes_a_day = 1'440;

/// Splits the day of one anchor.
class AnchorSplitter {
 public:
  AnchorSplitter(const Splitting& by, AnchorId anchor) : by_(by), anchor_(anchor) {
    if (anchor != by.plan.as_of) add_ends(by.as_of, known_);
    for (std::uint32_t i = 0; i < by.patient.records.size(); ++i) {
      const Record& one = by.patient.records[i];
      if (one.status == RecordStatus::void_) continue;
      const bool may_touch = i < by.patient.recorded_count() && one.status != RecordStatus::absent;
      if (may_touch && one.kind == FactKind::treatment) ++treatments_;
      add_ends(one.start, known_);
      add_ends(one.end, known_);
      open_days_ += (one.start.is_exact() ? 0 : 1) + (one.end.is_exact() ? 0 : 1);
    }
    for (const Complete& complete : by.patient.complete) add_ends(complete.period, known_);
    for (const QueryId id : by.cuts.queries) look_at(by.plan[id], by.workspace.queries[id.value]);
  }

  /// Where windows that are counted from it begin or end at a day that is known; any day of a part that
  /// nothing can tell from the others, with room beside it for the days of records that are open. Else
  /// halves.
  std::vector<DateRange> parts(const DateRange& days) const {
    if (days.is_exact()) return {};
    std::vector<DateRange> result = split(days, cuts());
    if (!result.empty()) return result;
    const bool is_anywhere = days.first <= earliest_day && days.last >= latest_day;
    const Day middle = halves(days).back().first;
    const bool is_wide = std::int64_t{days.last} - days.first > 2 * std::int64_t{open_days_} + 1;
    if (!is_wide) return halves(days);
    if (!is_measured_ && (is_anywhere || !is_beside_open_)) return {{middle, middle}};
    return by_.may_halve ? halves(days) : result;
  }

 private:
  void look_at(const Query& query, const QueryResult& answer) {
    for (const DateRange& end : {answer.from, answer.to}) {
      if (end.is_exact()) add_ends(end, known_);
    }
    if (query.kind == FactKind::attribute) add_birthdays(query.asked.front());
    is_measured_ |= measures(query, treatments_) || reaches_by_half_lives(query.window);
    for (const auto& end : {query.window.from, query.window.to}) {
      const AnchorId other = end ? end->anchor : by_.plan.as_of;
      is_beside_open_ |= other.exists() && other != anchor_ && !by_.patient.knows(other);
    }
  }

  /// On which the ages are completed that are asked about, and the next.
  void add_birthdays(FactId fact) {
    const Attribute* birth = by_.patient.attribute(fact);
    if (birth == nullptr) return;
    add_ends(birth->date, known_);
    for (const Period& age : by_.cuts.facts[fact.value].ages) {
      for (const Day born : {birth->date.first, birth->date.last}) {
        const Day birthday = add(born, age);
        add_ends(DateRange{birthday, birthday}, known_);
      }
    }
  }

  std::vector<Day> cuts() const {
    std::vector<Day> cuts = known_;
    for (const QueryId id : by_.cuts.queries) {
      for (const auto& end : {by_.plan[id].window.from, by_.plan[id].window.to}) {
        if (!end || end->anchor != anchor_ || end->direction == 0) continue;
        for (const Reach::Part& part : {end->reach.first, end->reach.second}) {
          for (const Day day : known_) cuts.push_back(first_reaching(day, part.period, *end));
          if (part.minutes != 0) add_by_clock(part.minutes / minutes_a_day, cuts);
        }
      }
    }
    return cuts;
  }

  /// So many days and some hours from a known day, in either direction.
  void add_by_clock(std::int32_t days, std::vector<Day>& cuts) const {
    for (const Day day : known_) {
      for (std::int32_t distance = days - 1; distance <= days + 2; ++distance)
        cuts.insert(cuts.end(), {day - distance, day + distance});
    }
  }

  /// The first day of the anchor from which a window's end is the day or after it. Months being of unlike
  /// length, the way back is not always the way there.
  static Day first_reaching(Day day, const Period& period, const WindowEnd& end) {
    const auto reaches = [&](Day anchor) { return add(anchor, period, end.direction) + end.shift >= day; };
    Day first = add(day - end.shift, period, -end.direction);
    while (first > earliest_day && reaches(first)) --first;
    while (first < latest_day && !reaches(first)) ++first;
    return first;
  }

  const Splitting& by_;
  AnchorId anchor_;
  std::vector<Day> known_;         // that windows may be held against
  std::ptrdiff_t treatments_ = 0;  // on record
  int open_days_ = 0;              // of records
  bool is_measured_ = false;       // more than order and the windows that a day lies in tells its days apart
  bool is_beside_open_ = false;    // another anchor is open, too
};

}  // namespace

AnchorId open_anchor_of(const Splitting& by, const Query& query) {
  for (const auto& end : {query.window.from, query.window.to}) {
    const AnchorId anchor = end ? end->anchor : by.plan.as_of;
    if (anchor.exists() && !by.patient.knows(anchor)) return anchor;
  }
  return {};
}

std::vector<Branch> cases_of_anchor(const Splitting& by, AnchorId anchor) {
  std::vector<Branch> cases;
  if (anchor.value >= by.patient.anchors.size()) return cases;
  const DateRange days = by.patient.anchors[anchor.value].value_or(DateRange{});
  for (const DateRange& part : AnchorSplitter(by, anchor).parts(days)) {
    cases.emplace_back(AnchorBranch{anchor, part});
  }
  return cases;
}

std::vector<DateRange> parts_of_birth(const Splitting& by, const DateRange& days,
                                      const std::vector<Period>& ages) {
  std::vector<Day> cuts;
  for (const DateRange& end : {by.answer.from, by.answer.to}) add_ends(DateRange{end.last, end.first}, cuts);
  for (const DateRange& end : {by.answer.from, by.answer.to}) add_ends(end, cuts);
  const DateRange& to = by.answer.to;
  const bool is_bounded = to.last < latest_day && to.first > earliest_day;
  for (std::size_t i = 0; is_bounded && i < ages.size(); ++i) {
    for (const Day on : {to.first, to.last}) cuts.push_back(add(on, ages[i], -1) + 1);
  }
  const std::vector<DateRange> parts = split(days, std::move(cuts));
  return parts.empty() && by.may_halve ? halves(days) : parts;
}

}  // namespace eligo
