#include <algorithm>

#include "tests/oracle/evaluator.h"

namespace eligo::oracle {

// ---- records

const std::vector<int>& Evaluator::asked(const Query& query) const {
  return query.asked.empty() && each_ ? *each_ : query.asked;
}

bool Evaluator::is_asked(const Query& query, int fact) const {
  if (query.is_any) return kind_of(fact) == query.kind;
  const auto& names = asked(query);
  return std::any_of(names.begin(), names.end(), [&](int name) { return is_a(fact, name); });
}

bool Evaluator::lies_in(Completed& record, const Query& query) {
  const Days days = patient_.days(query, record.fact);
  if (days.from > days.to || patient_.start(record) > days.to) return false;
  return patient_.end(record) >= days.from;
}

bool Evaluator::passes(Completed& record, const std::vector<Filter>& filters) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const Filter& filter) { return passes(record, filter); });
}

bool Evaluator::passes(Completed& record, const Filter& filter) {
  if (filter.kind == Filter::Kind::with) return patient_.has_field(record, filter.field);
  if (filter.kind == Filter::Kind::without) return !patient_.has_field(record, filter.field);
  const Number value = patient_.field(record, filter.field);
  if (filter.kind == Filter::Kind::compare) return holds(value, filter.comparison, filter.limit);
  const bool is_one = std::any_of(filter.words.begin(), filter.words.end(), [&](int word) {
    return fields()[filter.field].type == Type::fact
               ? value >= 0 && is_a(static_cast<int>(value.numerator()), word)
               : value == word;
  });
  return is_one == (filter.kind == Filter::Kind::is);
}

bool Evaluator::passes_test(Completed& record, const Query& query) {
  if (query.test.kind != Test::Kind::none && !passes(query.test, patient_.value(record), &record))
    return false;
  return passes(record, query.demands);
}

/// Whether the question tells two records of one event from one.
bool Evaluator::counts_events(const Query& query) {
  return (query.selector == Selector::number && !query.is_course && !query.apart) ||
         query.selector == Selector::previous;
}

bool Evaluator::matches(Completed& record, const Query& query) {
  if (record.may_repeat && counts_events(query) && !patient_.is_own(record)) return false;
  return patient_.counts(record, query.selector == Selector::planned) && lies_in(record, query) &&
         passes(record, query.filters);
}

Records Evaluator::recorded(const Query& query) {
  Records result;
  for (Completed& record : patient_.recorded()) {
    if (is_asked(query, record.fact) && matches(record, query)) result.push_back(&record);
  }
  return result;
}

// ---- open and closed lists

bool Evaluator::is_assumed(const Query& query, int name) {
  if (assumptions_ == nullptr) return false;
  // It makes a comparison with the latest fail; the latest as a quantity has none of its own.
  const bool is_latest = query.selector == Selector::most_recent || query.selector == Selector::previous;
  if (is_latest && query.test.kind == Test::Kind::none) return false;
  return std::any_of(assumptions_->begin(), assumptions_->end(), [&](const Assumption& assumption) {
    const bool speaks_of_it = assumption.fact < 0 || (!query.is_any && is_a(name, assumption.fact));
    if (!speaks_of_it) return false;
    return assumption.when.empty() ||
           elsewhere([&] { return condition(assumption.when.front()); }) == Outcome::holds;
  });
}

bool Evaluator::is_assumed(const Query& query) {
  const auto& names = asked(query);
  if (query.is_any) return is_assumed(query, -1);
  return std::all_of(names.begin(), names.end(), [&](int name) { return is_assumed(query, name); });
}

bool Evaluator::is_stated_absent(const Query& query, int fact, Day begin) {
  auto& records = patient_.recorded();
  return std::any_of(records.begin(), records.end(), [&](Completed& absence) {
    if (absence.recorded->status != Record::Status::absent || !is_a(fact, absence.fact)) return false;
    // Without a date it speaks of all time.
    const Date& date = absence.recorded->start;
    if (date.is_recorded() && begin > date.first()) return false;
    return std::none_of(records.begin(), records.end(), [&](Completed& record) {
      if (!is_a(record.fact, absence.fact) || !patient_.counts(record, false)) return false;
      const bool is_later = patient_.start(record) > patient_.stated(absence);
      return date.is_recorded() ? !is_later && lies_in(record, query) : is_later || lies_in(record, query);
    });
  });
}

Records Evaluator::further(const Query& query) {
  Records result;
  std::vector<int> names = asked(query);
  if (query.is_any) {
    names.clear();
    for (int fact = 0; fact <= unlisted_drug(); ++fact) {
      const bool is_one =
          kind_of(fact) == query.kind && (fact != unlisted_drug() || query.kind == Kind::treatment);
      if (is_one) names.push_back(fact);
    }
  }
  for (const int fact : query.is_any ? names : with_narrower(names)) {
    const bool is_closed = std::all_of(
        names.begin(), names.end(), [&](int name) { return !is_a(fact, name) || is_assumed(query, name); });
    if (is_closed || is_stated_absent(query, fact, forever)) continue;
    for (Completed& record : patient_.further(fact, query.selector == Selector::planned)) {
      if (!is_stated_absent(query, fact, patient_.start(record))) result.push_back(&record);
    }
  }
  return result;
}

Records Evaluator::happened(const Query& query) {
  Records result = recorded(query);
  for (Completed* record : further(query)) {
    if (matches(*record, query)) result.push_back(record);
  }
  return result;
}

}  // namespace eligo::oracle
