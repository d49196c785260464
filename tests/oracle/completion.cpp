#include "tests/oracle/completion.h"

#include <algorithm>

namespace eligo::oracle {

Completion::Completion(const Asks& asks, const Patient& patient, Choices& choices, Memo& memo)
    : asks_(asks),
      patient_(patient),
      choices_(choices),
      memo_(memo),
      anchors_(anchors().size()),
      attributes_(facts().size()) {
  for (const Record& record : patient.records) {
    Completed& completed = recorded_.emplace_back();
    completed.recorded = &record;
    completed.fact = record.fact;
    completed.is_planned = record.status == Record::Status::planned;
    completed.may_repeat = memo.repeats[recorded_.size() - 1];
  }
}

Day Completion::start(Completed& record) {
  if (record.start) return *record.start;
  const Date& date = record.recorded->start;
  if (date.kind == Date::Kind::exact) return *(record.start = date.day);
  if (date.kind == Date::Kind::missing && kind_of(record.fact) == Kind::question)
    return *(record.start = as_of());
  Day last = date.last();
  if (date.kind == Date::Kind::missing && !record.is_planned) last = as_of();
  if (is_span(record.fact) && record.recorded->end.is_recorded())
    last = std::min(last, record.recorded->end.last());
  return *(record.start = pick_day(points(record.fact), date.first(), last));
}

Day Completion::end(Completed& record) {
  if (record.end) return *record.end;
  if (!is_span(record.fact)) return *(record.end = start(record));
  const Day from = start(record);
  const Record* recorded = record.recorded;
  if (recorded != nullptr && recorded->end.kind == Date::Kind::exact)
    return *(record.end = std::max(from, recorded->end.day));
  if (recorded != nullptr && recorded->end.is_recorded()) {
    return *(record.end =
                 pick_day(points(record.fact), std::max(from, recorded->end.first()), recorded->end.last()));
  }
  const bool is_condition = kind_of(record.fact) == Kind::condition;
  if (recorded != nullptr) {
    if (recorded->is_ongoing) return *(record.end = forever);
    // One that begins later shows that the data are of a later day than the as-of date.
    if (is_condition && recorded->is_over && recorded->status == Record::Status::final && from < as_of())
      return *(record.end = pick_day(points(record.fact), from, std::min(as_of() - 1, longest_end(record))));
    if (longest_end(record) < forever)
      return *(record.end = pick_day(points(record.fact), from, longest_end(record)));
  }
  std::vector<Day> days{from};
  for (const Day day : points(record.fact)) {
    if (day > from) days.push_back(day);
  }
  days.push_back(forever);
  if (recorded == nullptr)
    std::erase_if(days, [&](Day day) { return is_declared_complete(record.fact, from, day); });
  return *(record.end = pick(days));
}

/// Until when the record's condition can last at most.
Day Completion::longest_end(Completed& record) {
  const int longest = longest_days(record.fact);
  const bool is_bounded = longest > 0 && record.recorded->start.is_recorded();
  return is_bounded ? start(record) + longest - 1 : forever;
}

Day Completion::stated(Completed& absence) {
  if (absence.recorded->start.kind == Date::Kind::missing) return as_of();
  return start(absence);
}

/// Whether a statement of absence says that what is recorded as a broader fact is none of the narrower one. A
/// statement that speaks of the broader fact, too, contradicts the record instead.
bool Completion::is_denied(Completed& record) {
  return std::any_of(recorded_.begin(), recorded_.end(), [&](Completed& absence) {
    return absence.recorded->status == Record::Status::absent && is_a(record.fact, absence.fact) &&
           !is_a(*record.recorded->recorded_as, absence.fact) && start(record) <= stated(absence);
  });
}

bool Completion::counts(Completed& record, bool planned) {
  if (record.recorded == nullptr) return record.is_planned == planned;
  const Record::Status status = record.recorded->status;
  if (status == Record::Status::void_ || status == Record::Status::absent) return false;
  if (status == Record::Status::planned && (!planned || !record.recorded->is_provisional)) return planned;
  if (record.recorded->recorded_as && is_denied(record)) choices_.forbid();
  if (!record.standing) {
    if (status == Record::Status::unreadable) {
      record.standing = static_cast<int>(choices_.choose(3));
    } else if (record.recorded->is_provisional) {
      record.standing = static_cast<int>(choices_.choose(2)) * (status == Record::Status::planned ? 2 : 1);
    } else {
      const bool is_contradicted = std::any_of(recorded_.begin(), recorded_.end(), [&](Completed& absence) {
        return absence.recorded->status == Record::Status::absent && is_a(record.fact, absence.fact) &&
               start(record) <= stated(absence);
      });
      record.standing = is_contradicted ? static_cast<int>(choices_.choose(2)) : 1;
    }
  }
  return *record.standing == (planned ? 2 : 1);
}

bool Completion::is_own(Completed& record) {
  if (!record.is_own) record.is_own = choices_.choose(2) == 1;
  return *record.is_own;
}

/// Puts those that have no place yet anywhere among the others.
void Completion::rank(const std::vector<Completed*>& records, Ranked& ranked) {
  for (const Completed* one : records) {
    if (std::find(ranked.begin(), ranked.end(), one) != ranked.end()) continue;
    ranked.insert(ranked.begin() + static_cast<std::ptrdiff_t>(choices_.choose(ranked.size() + 1)), one);
  }
}

Completed* Completion::one_of(const std::vector<Completed*>& records) {
  if (records.size() == 1) return records.front();
  rank(records, ranked_by_value_);
  const auto place = [&](const Completed* one) {
    return std::find(ranked_by_value_.begin(), ranked_by_value_.end(), one);
  };
  return *std::max_element(records.begin(), records.end(),
                           [&](Completed* a, Completed* b) { return place(a) < place(b); });
}

/// Where the times of day are recorded, they say which comes first.
bool Completion::is_in_order_of_time(const std::vector<Completed*>& records) {
  int latest = 0;
  for (const Completed* record : records) {
    const auto minute = record->recorded != nullptr ? record->recorded->minute : std::nullopt;
    if (!minute) continue;
    if (*minute < latest) return false;
    latest = *minute;
  }
  return true;
}

void Completion::order(std::vector<Completed*>& records) {
  std::stable_sort(records.begin(), records.end(),
                   [&](Completed* a, Completed* b) { return start(*a) < start(*b); });
  for (auto first = records.begin(); first != records.end();) {
    const Day day = start(**first);
    const auto last = std::find_if(first, records.end(), [&](Completed* one) { return start(*one) != day; });
    if (last - first > 1) {
      auto& ranked = ranked_[{day, kind_of((*first)->fact)}];
      rank({first, last}, ranked);
      const auto place = [&](const Completed* one) { return std::find(ranked.begin(), ranked.end(), one); };
      std::sort(first, last, [&](Completed* a, Completed* b) { return place(a) < place(b); });
      if (!is_in_order_of_time({first, last})) choices_.forbid();
    }
    first = last;
  }
}

}  // namespace eligo::oracle
