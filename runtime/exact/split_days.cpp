#include "runtime/exact/split_days.h"

#include <algorithm>

#include "runtime/evaluator/closing.h"
#include "runtime/evaluator/window.h"
#include "runtime/exact/split_order.h"
#include "runtime/exact/split_range.h"

namespace eligo {
namespace {

template <typename Item>
bool contains(const std::vector<Item>& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_bounded(Day day) { return day > earliest_day && day < latest_day; }

/// Ends that are open cut nothing.
void add_ends(const DateRange& days, std::vector<Day>& cuts) {
  if (is_bounded(days.first)) cuts.push_back(days.first);
  if (is_bounded(days.last)) cuts.push_back(days.last + 1);
}

/// Around each end of a window, which may be open within some days itself.
void add_around(const DateRange& end, std::vector<Day>& cuts) {
  add_ends(end, cuts);
  add_ends({end.last, end.first}, cuts);
}

/// The query measures how far the ends of records lie from other days, beside which of them lie in its window
/// and which come first.
bool measures_ends(const Query& query) {
  return query.is_course || query.lasting || query.total || query.selector == Selector::unchanged_dose;
}

/// It does so with their ends, or with their first days alone.
bool measures(const Query& query) { return measures_ends(query) || query.apart; }

/// It measures how far the days of `records` treatments, or of anything else, lie from each other.
bool measures(const Query& query, std::ptrdiff_t records) {
  const bool is_of_touching = query.is_course && !query.lasting && !query.total;
  return is_of_touching ? records > 1 || query.apart : measures(query);
}

/// It measures from the days on which courses begin alone.
bool measures_from_starts(const Query& query) {
  const bool is_of_courses = query.is_course || query.selector == Selector::unchanged_dose;
  return is_of_courses && !query.apart && !query.total && !reaches_by_half_lives(query.window);
}

/// It matters to the query which of two records is the earlier.
bool asks_for_order(const Query& query) {
  return asks_about_latest(query) || query.selector == Selector::first ||
         query.selector == Selector::unchanged_dose || query.is_course || query.apart;
}

/// An age in completed years.
std::int32_t years(const Number& age) {
  return static_cast<std::int32_t>(std::clamp(age.to_double(), 0.0, 200.0));
}

/// All by which the rules can tell the days of one record apart.
class Distinctions {
 public:
  Distinctions(const Splitting& by, std::uint32_t index) : by_(by), index_(index) {
    for (const QueryId id : by.cuts.queries) {
      if (sees(by.plan[id], record())) look_at(by.plan[id], by.workspace.queries[id.value]);
    }
    for (const Complete& complete : by.patient.complete) add_ends(complete.period, days_);
    add_ends(by.as_of, days_);
    look_at_records();
    if (!courses_.empty()) look_at_courses();
  }

  [[nodiscard]] const std::vector<Day>& days() const { return days_; }
  /// An anchor of some window that is open itself; none if there is no such.
  [[nodiscard]] AnchorId open_anchor() const { return open_anchor_; }
  /// Whether they tell more apart than order and the windows that a day lies in.
  [[nodiscard]] bool are_starts_measured() const { return are_starts_measured_; }
  [[nodiscard]] bool are_ends_measured() const { return are_ends_measured_; }
  /// So many records, with this one, may begin in any order.
  [[nodiscard]] std::size_t floating_starts() const { return floating_starts_; }
  /// So many, with this one, may end in any order.
  [[nodiscard]] std::size_t floating_ends() const { return floating_ends_; }

 private:
  const Record& record() const { return by_.patient.records[index_]; }

  void look_at(const Query& query, const QueryAnswer& answer) {
    for (const DateRange& end : {answer.from, answer.to}) add_around(end, days_);
    if (measures_from_starts(query)) {
      courses_.push_back(&query);
    } else {
      are_starts_measured_ |= measures(query);
      are_ends_measured_ |= measures_ends(query);
    }
    is_ordered_ |= asks_for_order(query);
    if (!answer.from.is_exact() || !answer.to.is_exact()) look_for_anchor(query);
    facts_.insert(facts_.end(), query.facts.begin(), query.facts.end());
    is_any_fact_ |= query.is_any_fact;
  }

  /// Where no anchor leaves the window's ends open, half-lives do.
  void look_for_anchor(const Query& query) {
    const AnchorId anchor = open_anchor_of(by_, query);
    if (anchor.exists()) open_anchor_ = anchor;
    are_starts_measured_ |= !open_anchor_.exists();
    are_ends_measured_ |= !open_anchor_.exists();
  }

  void look_at_records() {
    const auto& records = by_.patient.records;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const Record& other = records[i];
      if (other.status == RecordStatus::void_ || other.kind != record().kind || !is_related(other)) continue;
      if (i != index_ && !is_ordered_ && other.status != RecordStatus::absent) continue;
      const Extent span = span_of(by_.as_of, other);
      if (i == index_ || !span.start.is_exact()) ++floating_starts_;
      if (i == index_ || !span.end.is_exact()) ++floating_ends_;
      is_any_start_open_ |= !span.start.is_exact();
      starts_.push_back(span.start.first);
      if (i == index_) continue;
      if (span.end.first == latest_day) days_.push_back(latest_day);  // another may be ongoing, too
      add_ends(span.start, days_);
      add_ends(span.end, days_);
    }
  }

  /// From which end on a record reaches the next one, and from which on a course that begins on a day lasts
  /// long enough. Where that day is open, so is the distance.
  void look_at_courses() {
    are_starts_measured_ |= is_any_start_open_;
    are_ends_measured_ |= is_any_start_open_;
    for (std::size_t i = 0; i < starts_.size() && !is_any_start_open_; ++i) {
      for (const Query* query : courses_) {
        days_.push_back(starts_[i] - 1 - query->bridged_days);
        if (query->lasting) days_.push_back(add(starts_[i], *query->lasting));
      }
    }
  }

  /// Some query sees both, or it is a statement of absence that speaks of what the query sees.
  bool is_related(const Record& other) const {
    if (is_any_fact_ || contains(facts_, other.fact)) return true;
    if (other.status != RecordStatus::absent || !other.fact.exists()) return false;
    const auto& narrower = by_.plan.vocabulary[other.fact].narrower;
    return std::any_of(narrower.begin(), narrower.end(),
                       [this](FactId fact) { return contains(facts_, fact); });
  }

  const Splitting& by_;
  std::uint32_t index_;
  std::vector<Day> days_;
  std::vector<FactId> facts_;
  bool is_any_fact_ = false;
  bool are_starts_measured_ = false;
  bool are_ends_measured_ = false;
  bool is_ordered_ = false;  // it matters which records come first
  AnchorId open_anchor_;
  std::vector<const Query*> courses_;  // what asks of them how long they last, and which touch
  std::vector<Day> starts_;            // of the records it may be held against, and its own
  bool is_any_start_open_ = false;
  std::size_t floating_starts_ = 0;
  std::size_t floating_ends_ = 0;
};

/// Splits the days of one record.
class DateSplitter {
 public:
  DateSplitter(const Splitting& by, std::uint32_t index)
      : by_(by), index_(index), known_(by.patient.records[index]), span_(span_of(by.as_of, known_)) {}

  std::vector<GapCase> run() {
    const bool is_before_as_of = !known_.has_date && known_.status != RecordStatus::planned;
    if (is_before_as_of && !by_.as_of.is_exact() && !known_.has_bad_date) {
      return cases_of_anchor(by_, by_.plan.as_of);
    }
    starts();
    if (cases_.empty() && !is_one_day()) ends();
    return std::move(cases_);
  }

 private:
  bool has_span() const { return known_.kind == FactKind::condition || known_.kind == FactKind::treatment; }
  bool is_one_day() const { return !has_span() && span_.start == span_.end; }

  void starts() {
    for (const DateRange& start : parts(span_.start, false)) {
      if (start.first > span_.end.last || is_out_of_order(start)) continue;
      Record one = dated(start);
      one.end = is_one_day() ? start : span_.end;
      cases_.emplace_back(RecordCase{index_, one});
    }
  }

  void ends() {
    for (const DateRange& end : parts(span_.end, true)) {
      Record one = dated(span_.start);
      one.end = end;
      one.is_ongoing = known_.is_ongoing && end.last == latest_day;
      cases_.emplace_back(RecordCase{index_, one});
    }
  }

  /// Where the query can tell the days apart; then where any other can; then, if only order is left, so many
  /// days that any order can come about. Where distances are measured, in halves.
  std::vector<DateRange> parts(const DateRange& days, bool is_end) {
    if (days.is_exact() || splits(open_anchor_of(by_, by_.query))) return {};
    std::vector<DateRange> result = split(days, own_cuts());
    if (!result.empty()) return result;
    const Distinctions distinctions(by_, index_);
    if (splits(distinctions.open_anchor())) return {};
    result = split(days, distinctions.days());
    if (!result.empty()) return result;
    const bool is_measured = is_end ? distinctions.are_ends_measured() : distinctions.are_starts_measured();
    if (is_measured) return by_.may_halve ? halves(days) : result;
    if (is_end && !span_.start.is_exact()) return {};  // one day for the end would bound the start
    return points(days, is_end ? distinctions.floating_ends() : distinctions.floating_starts());
  }

  bool splits(AnchorId open_anchor) {
    if (open_anchor.exists()) cases_ = cases_of_anchor(by_, open_anchor);
    return !cases_.empty();
  }

  /// Where the window begins and ends, where lists that are complete do, and the days of the other records
  /// asked about.
  std::vector<Day> own_cuts() const {
    std::vector<Day> cuts;
    for (const DateRange& end : {by_.answer.from, by_.answer.to, by_.as_of}) add_around(end, cuts);
    for (const Complete& complete : by_.patient.complete) add_ends(complete.period, cuts);
    for (std::uint32_t i = 0; i < by_.answer.evidence_count; ++i) {
      const Evidence& evidence = by_.workspace.evidence[by_.answer.first_evidence + i];
      if (evidence.role == Role::void_ || evidence.record.value == index_) continue;
      const Record& other = by_.patient.records[evidence.record.value];
      if (!asks_for_order(by_.query) && other.status != RecordStatus::absent) continue;
      const Extent span = span_of(by_.as_of, other);
      add_ends(span.start, cuts);
      add_ends({earliest_day, span.end.last}, cuts);
    }
    return cuts;
  }

  /// Further records of one fact come in the order of their days.
  bool is_out_of_order(const DateRange& start) const {
    const auto& records = by_.patient.records;
    if (index_ < by_.patient.recorded_count()) return false;
    for (std::uint32_t i = by_.patient.recorded_count(); i < records.size(); ++i) {
      if (records[i].fact != known_.fact) continue;
      if (i < index_ ? start.last < records[i].start.first : start.first > records[i].start.last) return true;
    }
    return false;
  }

  Record dated(const DateRange& start) const {
    Record one = known_;
    one.has_date = true;
    one.has_bad_date = false;
    one.start = start;
    return one;
  }

  const Splitting& by_;
  std::uint32_t index_;
  Record known_;
  Extent span_;
  std::vector<GapCase> cases_;
};

/// Splits the day of one anchor.
class AnchorSplitter {
 public:
  AnchorSplitter(const Splitting& by, AnchorId anchor) : by_(by), anchor_(anchor) {
    if (anchor != by.plan.as_of) add_ends(by.as_of, known_);
    for (const Record& one : by.patient.records) {
      if (one.status == RecordStatus::void_) continue;
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
  void look_at(const Query& query, const QueryAnswer& answer) {
    for (const DateRange& end : {answer.from, answer.to}) {
      if (end.is_exact()) add_ends(end, known_);
    }
    if (query.kind == FactKind::attribute) add_birthdays(query.asked.front());
    const auto& records = by_.patient.records;
    const auto treatments = std::count_if(records.begin(), records.end(),
                                          [](const Record& one) { return one.kind == FactKind::treatment; });
    is_measured_ |= measures(query, treatments) || reaches_by_half_lives(query.window);
    for (const auto& end : {query.window.from, query.window.to}) {
      const AnchorId other = end ? end->anchor : by_.plan.as_of;
      is_beside_open_ |= other.exists() && other != anchor_ && !by_.patient.knows(other);
    }
  }

  /// On which the ages are completed that are asked about, and the next.
  void add_birthdays(FactId fact) {
    const Attribute* birth = by_.patient.attribute(fact);
    if (birth == nullptr) return;
    for (const Number& age : by_.cuts.facts[fact.value].ages) {
      const std::int32_t completed = years(age);
      for (const std::int32_t years : {completed, completed + 1}) {
        const auto birthday = [&](Day born) { return add(born, Period{12 * years, 0}); };
        add_ends({birthday(birth->date.first), birthday(birth->date.first)}, known_);
        add_ends({birthday(birth->date.last), birthday(birth->date.last)}, known_);
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
        }
      }
    }
    return cuts;
  }

  /// The first day of the anchor from which a window's end is the day or after it. Months being of unlike
  /// length, the way back is not always the way there.
  static Day first_reaching(Day day, const Period& period, const WindowEnd& end) {
    const auto reaches = [&](Day anchor) { return add(anchor, period, end.direction) + end.shift >= day; };
    Day first = add(day - end.shift, period, -end.direction);
    while (reaches(first)) --first;
    while (!reaches(first)) ++first;
    return first;
  }

  const Splitting& by_;
  AnchorId anchor_;
  std::vector<Day> known_;       // that windows may be held against
  int open_days_ = 0;            // of records
  bool is_measured_ = false;     // more than order and the windows that a day lies in tells its days apart
  bool is_beside_open_ = false;  // another anchor is open, too
};

}  // namespace

AnchorId open_anchor_of(const Splitting& by, const Query& query) {
  for (const auto& end : {query.window.from, query.window.to}) {
    const AnchorId anchor = end ? end->anchor : by.plan.as_of;
    if (anchor.exists() && !by.patient.knows(anchor)) return anchor;
  }
  return {};
}

std::vector<GapCase> cases_of_anchor(const Splitting& by, AnchorId anchor) {
  std::vector<GapCase> cases;
  if (anchor.value >= by.patient.anchors.size()) return cases;
  const DateRange days = by.patient.anchors[anchor.value].value_or(DateRange{});
  for (const DateRange& part : AnchorSplitter(by, anchor).parts(days)) {
    cases.emplace_back(AnchorCase{anchor, part});
  }
  return cases;
}

std::vector<GapCase> cases_of_date(const Splitting& by, std::uint32_t record) {
  return DateSplitter(by, record).run();
}

std::vector<DateRange> parts_of_birth(const Splitting& by, const DateRange& days,
                                      const std::vector<Number>& ages) {
  std::vector<Day> cuts;
  const DateRange& to = by.answer.to;
  const bool is_bounded = to.last < latest_day && to.first > earliest_day;
  for (std::size_t i = 0; is_bounded && i < ages.size(); ++i) {
    const std::int32_t completed = years(ages[i]);
    for (const Day on : {to.first, to.last}) {
      const auto birthday = [&](std::int32_t years) { return add(on, Period{12 * years, 0}, -1) + 1; };
      cuts.insert(cuts.end(), {birthday(completed), birthday(completed + 1)});
    }
  }
  const std::vector<DateRange> parts = split(days, std::move(cuts));
  return parts.empty() && by.may_halve ? halves(days) : parts;
}

}  // namespace eligo
