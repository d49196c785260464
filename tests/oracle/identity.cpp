#include "tests/oracle/identity.h"

#include <algorithm>

namespace eligo::oracle {
namespace {

/// Which of two statements says more: neither, the first, the second, each in its way; or they contradict
/// each other.
enum class More : std::uint8_t { neither, first, second, each, contradiction };

More joined(More a, More b) {
  if (a == More::contradiction || b == More::contradiction) return More::contradiction;
  if (a == More::neither) return b;
  if (b == More::neither || a == b) return a;
  return More::each;
}

More more(bool first, bool second) {
  if (first == second) return More::neither;
  return first ? More::first : More::second;
}

/// A span of numbers; an end that is missing is unbounded.
struct Span {
  std::optional<Number> low, high;
  bool is_low_open = false, is_high_open = false;
  friend bool operator==(const Span&, const Span&) = default;
};

/// Of grades, which are whole numbers, both ends belong to it.
Span span_of(const Value& value, Type type) {
  if (value.kind == Value::Kind::exact) return {value.number, value.number};
  Span span{value.low, value.high, value.is_low_open, value.is_high_open};
  if (type != Type::grade) return span;
  if (span.low && span.is_low_open) span.low = *span.low + 1;
  if (span.high && span.is_high_open) span.high = *span.high - 1;
  span.is_low_open = span.is_high_open = false;
  return span;
}

/// Below zero where the first begins earlier.
int compare_lows(const Span& a, const Span& b) {
  if (!a.low || !b.low) return static_cast<int>(a.low.has_value()) - static_cast<int>(b.low.has_value());
  if (*a.low != *b.low) return *a.low < *b.low ? -1 : 1;
  return static_cast<int>(a.is_low_open) - static_cast<int>(b.is_low_open);
}

/// Below zero where the first ends earlier.
int compare_highs(const Span& a, const Span& b) {
  if (!a.high || !b.high) return static_cast<int>(b.high.has_value()) - static_cast<int>(a.high.has_value());
  if (*a.high != *b.high) return *a.high < *b.high ? -1 : 1;
  return static_cast<int>(b.is_high_open) - static_cast<int>(a.is_high_open);
}

bool ends_before(const Span& a, const Span& b) {
  if (!a.high || !b.low) return false;
  return *a.high < *b.low || (*a.high == *b.low && (a.is_high_open || b.is_low_open));
}

More of_spans(const Span& a, const Span& b) {
  if (a == b) return More::neither;
  if (ends_before(a, b) || ends_before(b, a)) return More::contradiction;
  const bool first_inside = compare_lows(a, b) >= 0 && compare_highs(a, b) <= 0;
  const bool second_inside = compare_lows(b, a) >= 0 && compare_highs(b, a) <= 0;
  if (first_inside) return More::first;
  return second_inside ? More::second : More::each;
}

bool is_word(Type type) { return type == Type::closed_word || type == Type::open_word || type == Type::fact; }

bool is_said(const Value& value, Type type) {
  if (value.kind != Value::Kind::exact && value.kind != Value::Kind::span) return false;
  const bool is_name = type == Type::closed_word || type == Type::fact;  // a name that nobody understands
  return !is_name || value.number >= 0;
}

More of_values(const Value& a, const Value& b, Type type) {
  if (!is_said(a, type) || !is_said(b, type)) return more(is_said(a, type), is_said(b, type));
  if (is_word(type)) return a.number == b.number ? More::neither : More::contradiction;
  return of_spans(span_of(a, type), span_of(b, type));
}

struct Bounds {
  Day first = never;
  Day last = forever;
};

bool is_unreadable(const Record& record) {
  return record.start.kind == Date::Kind::unreadable || record.end.kind == Date::Kind::unreadable;
}

Bounds start_of(const Record& record) {
  if (is_unreadable(record) || !record.start.is_recorded()) return {};
  return {record.start.first(), record.start.last()};
}

Bounds end_of(const Record& record) {
  if (is_unreadable(record)) return {};
  if (!is_span(record.fact)) return start_of(record);
  if (record.end.is_recorded()) return {record.end.first(), record.end.last()};
  if (record.is_ongoing) return {forever, forever};
  return {start_of(record).first, forever};
}

More of_days(const Bounds& a, const Bounds& b) {
  if (a.first > b.last || b.first > a.last) return More::contradiction;
  const bool first_is_wider = a.first < b.first || a.last > b.last;
  const bool second_is_wider = b.first < a.first || b.last > a.last;
  return first_is_wider && second_is_wider ? More::each : more(second_is_wider, first_is_wider);
}

More of_limits(const std::optional<Number>& a, const std::optional<Number>& b) {
  if (a && b) return *a == *b ? More::neither : More::contradiction;
  return more(a.has_value(), b.has_value());
}

/// How surely it counts: 0 is surely.
int doubt(const Record& record) {
  if (record.status == Record::Status::unreadable) return 2;
  return record.is_provisional ? 1 : 0;
}

More compared(const Record& a, const Record& b) {
  using Status = Record::Status;
  const bool is_status_open = a.status == Status::unreadable || b.status == Status::unreadable;
  if ((a.status != b.status && !is_status_open) || a.edition != b.edition) return More::contradiction;
  More result = more(doubt(a) < doubt(b), doubt(b) < doubt(a));
  const auto add = [&](More next) { result = joined(result, next); };
  add(more(!is_unreadable(a), !is_unreadable(b)));
  add(of_values(a.value, b.value, type_of(a.fact)));
  bool first_has_more = false;
  bool second_has_more = false;
  for (int f = 0; f < field_count; ++f) {
    const bool in_first = a.fields[f].kind != Value::Kind::missing;
    const bool in_second = b.fields[f].kind != Value::Kind::missing;
    first_has_more |= in_first && !in_second;
    second_has_more |= in_second && !in_first;
    if (in_first && in_second) add(of_values(a.fields[f], b.fields[f], fields()[f].type));
  }
  add(first_has_more && second_has_more ? More::each : more(first_has_more, second_has_more));
  add(of_days(start_of(a), start_of(b)));
  add(of_days(end_of(a), end_of(b)));
  add(of_limits(a.lower, b.lower));
  add(of_limits(a.upper, b.upper));
  return result;
}

/// Of two records that each say more in some way, whether the second is the later one.
bool is_second_later(const Record& a, const Record& b) {
  const auto key = [](const Record& one) {
    const Bounds start = start_of(one);
    const Bounds end = end_of(one);
    std::vector<int> result{start.first,
                            start.last,
                            end.first,
                            end.last,
                            is_said(one.value, type_of(one.fact)) ? 0 : 1,
                            one.lower ? 0 : 1,
                            one.upper ? 0 : 1};
    for (int f = 0; f < field_count; ++f) {
      if (one.fields[f].kind != Value::Kind::missing) result.push_back(f);
    }
    result.push_back(field_count);
    return result;
  };
  if (key(a) != key(b)) return key(a) < key(b);
  const Span first = span_of(a.value, type_of(a.fact));
  const Span second = span_of(b.value, type_of(b.fact));
  const int lows = compare_lows(first, second);
  // Of the ends of spans a missing one is the lowest.
  const auto rank = [](const Span& one) { return one.high ? 1 : 0; };
  if (lows != 0) return lows < 0;
  if (rank(first) != rank(second)) return rank(first) < rank(second);
  return first.high && *first.high != *second.high ? *first.high < *second.high : !first.is_high_open;
}

/// Whether both name a moment of the day.
bool name_moments(const Record& a, const Record& b) { return a.minute && b.minute; }

bool is_one_moment(const Record& a, const Record& b) {
  return name_moments(a, b) && a.minute == b.minute && a.start.kind == Date::Kind::exact &&
         b.start.kind == Date::Kind::exact && a.start.day == b.start.day;
}

/// Whether their days leave open that they are of one time, and no times of day tell them apart.
bool may_be_one_time(const Record& a, const Record& b) {
  if (name_moments(a, b) && a.minute != b.minute) return false;
  return of_days(start_of(a), start_of(b)) != More::contradiction;
}

/// What is weakened and states absence says nothing.
void weaken(Record& record) {
  if (record.status == Record::Status::absent) record.status = Record::Status::void_;
  record.is_provisional = true;
}

bool has_edition(const Record& record) {
  return record.status != Record::Status::void_ && record.status != Record::Status::absent &&
         !record.is_unrecognised;
}

/// What was there is replaced by a later edition, surely where both name the moment.
void replace_earlier(Record& earlier, const Record& later) {
  if (is_one_moment(earlier, later)) {
    earlier.status = Record::Status::void_;
  } else if (may_be_one_time(earlier, later) && !later.replaces) {
    weaken(earlier);
  }
}

/// Whether two values are one, or one of them is missing.
bool is_one_value(const Record& a, const Record& b) {
  const Type type = type_of(a.fact);
  if (!is_said(a.value, type) || !is_said(b.value, type)) return true;
  return is_word(type) ? a.value.number == b.value.number : span_of(a.value, type) == span_of(b.value, type);
}

Patient without_replaced(const Patient& patient) {
  Patient result = patient;
  auto& records = result.records;
  // A record stands behind what it replaces.
  for (auto by = records.rbegin(); by != records.rend(); ++by) {
    if (!by->replaces) continue;
    Record& before = records[*by->replaces];
    if (by->status != Record::Status::void_ && by->is_provisional) {
      weaken(before);
    } else {
      before.status = Record::Status::void_;
    }
  }
  return result;
}

/// Beside one that does not count, of the same moment and value, another one may not count.
void doubt_beside_void(std::vector<Record>& records, const std::vector<Record>& as_recorded) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const Record& one : as_recorded) {
      const bool is_same = one.status == Record::Status::void_ && !one.is_unrecognised &&
                           !records[i].is_unrecognised && one.fact == records[i].fact;
      if (is_same && is_one_moment(one, records[i]) && is_one_value(one, records[i])) weaken(records[i]);
    }
  }
}

int fact_in_data(const Record& record) { return record.recorded_as.value_or(record.fact); }

}  // namespace

std::vector<bool> possible_repeats(const Patient& patient) {
  const auto& records = patient.records;
  std::vector<bool> result(records.size());
  const auto is_there = [](const Record& one) {
    return one.status != Record::Status::void_ && one.status != Record::Status::absent &&
           kind_of(one.fact) != Kind::question && !one.is_reading;
  };
  for (std::size_t a = 0; a < records.size(); ++a) {
    for (std::size_t b = a + 1; b < records.size(); ++b) {
      const bool is_one_fact = fact_in_data(records[a]) == fact_in_data(records[b]);
      if (!is_one_fact || !is_there(records[a]) || !is_there(records[b])) continue;
      if (name_moments(records[a], records[b]) && records[a].minute != records[b].minute) continue;
      switch (compared(records[a], records[b])) {
        case More::contradiction: break;
        case More::neither:
        case More::first: result[b] = true; break;
        case More::second: result[a] = true; break;
        case More::each: result[is_second_later(records[a], records[b]) ? b : a] = true; break;
      }
    }
  }
  return result;
}

Patient without_repeats(const Patient& recorded) {
  Patient result = without_replaced(recorded);
  auto& records = result.records;
  doubt_beside_void(records, recorded.records);
  for (Record& a : records) {
    for (const Record& b : records) {
      if (a.fact == b.fact && a.edition < b.edition && has_edition(a) && has_edition(b))
        replace_earlier(a, b);
    }
  }
  for (std::size_t a = 0; a < records.size(); ++a) {
    for (std::size_t b = a + 1; b < records.size(); ++b) {
      const bool are_there = records[a].status != Record::Status::void_ &&
                             records[b].status != Record::Status::void_ && !records[a].is_unrecognised &&
                             !records[b].is_unrecognised;
      if (!are_there || records[a].fact != records[b].fact || !is_one_moment(records[a], records[b]))
        continue;
      if (!is_one_value(records[a], records[b])) continue;
      const More which = compared(records[a], records[b]);
      if (which == More::neither || which == More::first) records[b].status = Record::Status::void_;
      if (which == More::second) records[a].status = Record::Status::void_;
    }
  }
  return result;
}

}  // namespace eligo::oracle
