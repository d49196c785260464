#include "runtime/exact/split_days.h"

#include <algorithm>

#include "runtime/evaluator/window.h"
#include "runtime/exact/split_range.h"

namespace eligo {
namespace {

template <typename Item>
bool contains(const std::vector<Item>& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

void add_ends(const DateRange& days, std::vector<Day>& cuts) {
  cuts.insert(cuts.end(), {days.first, days.last + 1});
}

/// The query measures how far days lie apart, beside which of them lie in its window and which come first.
bool measures(const Query& query) {
  return query.is_course || query.apart || query.lasting || query.total ||
         query.selector == Selector::unchanged_dose;
}

/// All by which the rules can tell the days of one record apart.
class Distinctions {
 public:
  Distinctions(const Splitting& by, std::uint32_t index) : by_(by), index_(index) {
    for (const QueryId id : by.cuts.queries) {
      if (sees(by.plan[id])) look_at(by.plan[id], by.workspace.queries[id.value]);
    }
    for (const Complete& complete : by.patient.complete) add_ends(complete.period, days_);
    add_ends(by.as_of, days_);
    look_at_records();
  }

  [[nodiscard]] const std::vector<Day>& days() const { return days_; }
  /// An anchor of some window that is open itself; none if there is no such.
  [[nodiscard]] AnchorId open_anchor() const { return open_anchor_; }
  /// Whether they tell more apart than order and the windows that a day lies in.
  [[nodiscard]] bool is_measured() const { return is_measured_; }
  /// So many records, with this one, may come in any order.
  [[nodiscard]] std::size_t floating() const { return floating_; }

 private:
  const Record& record() const { return by_.patient.records[index_]; }

  bool sees(const Query& query) const {
    return query.is_any_fact ? query.kind == record().kind : contains(query.facts, record().fact);
  }

  void look_at(const Query& query, const QueryAnswer& answer) {
    for (const DateRange& end : {answer.from, answer.to}) {
      add_ends(end, days_);
      days_.insert(days_.end(), {end.last, end.first + 1});
    }
    is_measured_ |= measures(query);
    if (!answer.from.is_exact() || !answer.to.is_exact()) look_for_anchor(query);
    facts_.insert(facts_.end(), query.facts.begin(), query.facts.end());
    is_any_fact_ |= query.is_any_fact;
  }

  /// Where no anchor leaves the window's ends open, half-lives do.
  void look_for_anchor(const Query& query) {
    for (const auto& end : {query.window.from, query.window.to}) {
      const AnchorId anchor = end ? end->anchor : by_.plan.as_of;
      if (anchor.exists() && !is_known(anchor)) open_anchor_ = anchor;
    }
    is_measured_ |= !open_anchor_.exists();
  }

  bool is_known(AnchorId anchor) const {
    const auto& anchors = by_.patient.anchors;
    return anchor.value < anchors.size() && anchors[anchor.value] && anchors[anchor.value]->is_exact();
  }

  void look_at_records() {
    const auto& records = by_.patient.records;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const Record& other = records[i];
      if (other.status == RecordStatus::void_ || other.kind != record().kind || !is_related(other)) continue;
      const Extent span = span_of(by_.as_of, other);
      if (i == index_ || !span.start.is_exact()) ++floating_;
      if (i == index_) continue;
      add_ends(span.start, days_);
      add_ends(span.end, days_);
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
  bool is_measured_ = false;
  AnchorId open_anchor_;
  std::size_t floating_ = 0;
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
    if (days.is_exact()) return {};
    std::vector<DateRange> result = split(days, own_cuts());
    if (!result.empty()) return result;
    const Distinctions distinctions(by_, index_);
    result = split(days, distinctions.days());
    if (!result.empty()) return result;
    if (distinctions.open_anchor().exists()) {
      cases_ = cases_of_anchor(by_, distinctions.open_anchor());
      if (!cases_.empty()) return {};
    }
    if (distinctions.is_measured()) return by_.may_halve ? halves(days) : result;
    return points(days, is_end ? 1 : distinctions.floating());
  }

  /// Where the window begins and ends, where lists that are complete do, and the days of the other records
  /// asked about.
  std::vector<Day> own_cuts() const {
    std::vector<Day> cuts{by_.answer.from.first,  by_.answer.from.last, by_.answer.to.first + 1,
                          by_.answer.to.last + 1, by_.as_of.first,      by_.as_of.last + 1};
    for (const Complete& complete : by_.patient.complete) add_ends(complete.period, cuts);
    for (std::uint32_t i = 0; i < by_.answer.evidence_count; ++i) {
      const Evidence& evidence = by_.workspace.evidence[by_.answer.first_evidence + i];
      if (evidence.role == Role::void_ || evidence.record.value == index_) continue;
      const Extent span = span_of(by_.as_of, by_.patient.records[evidence.record.value]);
      add_ends(span.start, cuts);
      cuts.push_back(span.end.last + 1);
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

/// The days at which windows that are counted from an anchor begin or end where something recorded does.
std::vector<Day> anchor_cuts(const Splitting& by, AnchorId anchor) {
  std::vector<Day> recorded;
  for (const Record& one : by.patient.records) {
    for (const DateRange& days : {one.start, one.end}) {
      if (days.first > earliest_day) recorded.push_back(days.first);
      if (days.last < latest_day) recorded.push_back(days.last + 1);
    }
  }
  std::vector<Day> cuts = recorded;
  for (const QueryId id : by.cuts.queries) {
    for (const auto& end : {by.plan[id].window.from, by.plan[id].window.to}) {
      if (!end || end->anchor != anchor || end->direction == 0) continue;
      for (const Reach::Part& part : {end->reach.first, end->reach.second}) {
        for (const Day day : recorded) cuts.push_back(add(day, part.period, -end->direction));
      }
    }
  }
  return cuts;
}

}  // namespace

std::vector<GapCase> cases_of_anchor(const Splitting& by, AnchorId anchor) {
  std::vector<GapCase> cases;
  if (anchor.value >= by.patient.anchors.size()) return cases;
  const DateRange days = by.patient.anchors[anchor.value].value_or(DateRange{});
  std::vector<DateRange> parts = split(days, anchor_cuts(by, anchor));
  if (parts.empty() && by.may_halve) parts = halves(days);
  for (const DateRange& part : parts) cases.emplace_back(AnchorCase{anchor, part});
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
    const auto years = static_cast<std::int64_t>(std::clamp(ages[i].to_double(), 0.0, 200.0));
    for (const Day on : {to.first, to.last}) {
      const auto birthday = [&](std::int64_t completed) {
        return add(on, Period{static_cast<std::int32_t>(12 * completed), 0}, -1) + 1;
      };
      cuts.insert(cuts.end(), {birthday(years), birthday(years + 1)});
    }
  }
  const std::vector<DateRange> parts = split(days, std::move(cuts));
  return parts.empty() && by.may_halve ? halves(days) : parts;
}

}  // namespace eligo
