#include "runtime/completions/split_days.h"

#include <algorithm>

#include "runtime/completions/distance.h"
#include "runtime/completions/split_order.h"
#include "runtime/completions/split_range.h"
#include "runtime/evaluate/window.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Around each end of a window, which may be open within some days itself.
void add_around(const DateRange& end, std::vector<Day>& cuts) {
  add_ends(end, cuts);
  add_ends(DateRange{end.last, end.first}, cuts);
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
  /// An anchor of some window that is open itself; none if there is none.
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

  void look_at(const Query& query, const QueryResult& answer) {
    for (const DateRange& end : {answer.from, answer.to}) add_around(end, days_);
    if (measures_from_starts(query)) {
      courses_.push_back(&query);
    } else {
      are_starts_measured_ |= measures(query);
      are_ends_measured_ |= measures_ends(query);
    }
    is_ordered_ |= asks_for_order(query);
    if (!answer.from.is_exact() || !answer.to.is_exact()) look_for_anchor(query);
    for (const auto* facts : {&query.facts, &query.broader})
      facts_.insert(facts_.end(), facts->begin(), facts->end());
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
      if (i == index_ || (!span.start.is_exact() && !is_in_order_with(i))) ++floating_starts_;
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
        if (query->lasting) days_.push_back(last_day(starts_[i], *query->lasting));
      }
    }
  }

  /// Further records of one fact come in the order of their days, which may be one day.
  bool is_in_order_with(std::uint32_t other) const {
    const std::uint32_t first = by_.patient.recorded_count();
    return index_ >= first && other >= first && by_.patient.records[other].fact == record().fact;
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
  std::vector<const Query*> courses_;  // the queries that ask how long the courses last, and which touch
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

  std::vector<Branch> run() {
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
      cases_.emplace_back(RecordBranch{index_, one});
    }
  }

  void ends() {
    for (const DateRange& end : parts(span_.end, true)) {
      Record one = dated(span_.start);
      one.end = end;
      one.is_ongoing = known_.is_ongoing && end.last == latest_day;
      cases_.emplace_back(RecordBranch{index_, one});
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
      add_ends(DateRange{earliest_day, span.end.last}, cuts);
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
  std::vector<Branch> cases_;
};

}  // namespace

std::vector<Branch> cases_of_date(const Splitting& by, std::uint32_t record) {
  return DateSplitter(by, record).run();
}

}  // namespace eligo
