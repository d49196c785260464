#include <algorithm>
#include <map>
#include <set>

#include "tests/oracle/evaluator.h"

namespace eligo::oracle {

int Evaluator::course_hits(const Query& query) {
  Records all;
  for (Completed& record : patient_.recorded()) {
    if (is_asked(query, record.fact) && patient_.counts(record, false)) all.push_back(&record);
  }
  const Records more = further(query);
  std::set<int> drugs;
  for (const Completed* record : all) drugs.insert(record->fact);
  for (const Completed* record : more) drugs.insert(record->fact);
  int hits = 0;
  for (const int drug : drugs) {
    Records records;
    std::copy_if(all.begin(), all.end(), std::back_inserter(records),
                 [&](const Completed* record) { return record->fact == drug; });
    std::vector<Course> courses = courses_of(patient_, records, query.gap);
    // What is not recorded is a course of its own: it changes none that is.
    for (Completed* record : more) {
      if (record->fact == drug)
        courses.push_back({drug, patient_.start(*record), patient_.end(*record), record});
    }
    hits += drug_hits(query, drug, courses);
  }
  return hits;
}

int Evaluator::drug_hits(const Query& query, int drug, const std::vector<Course>& courses) {
  const Days days = patient_.days(query, drug);
  // Nothing after the as-of date counts, unless the window asks for it.
  const bool is_limited = query.window.form != Window::Form::none;
  const Day limit = is_limited ? std::max(patient_.as_of(), days.to) : days.to;
  int hits = 0;
  int total = 0;
  std::optional<Day> first;
  for (const Course& course : courses) {
    const Day end = std::min(course.end, limit);
    const bool is_inside = days.from <= days.to && course.start <= days.to && course.end >= days.from;
    if (!is_inside || (query.lasting && last_day(course.start, *query.lasting) > end)) continue;
    if (!passes(*course.last, query.filters)) continue;
    ++hits;
    if (!first) first = course.start;
    total += std::max(0, end - course.start + 1);
  }
  if (!query.total) return hits;
  return first && total >= last_day(*first, *query.total) - *first + 1 ? 1 : 0;
}

Records Evaluator::covering(const Query& query, Day day) {
  const auto covers = [&](Completed& record) {
    return patient_.counts(record, false) && patient_.start(record) <= day && patient_.end(record) >= day &&
           passes(record, query.filters);
  };
  Records result;
  for (Completed& record : patient_.recorded()) {
    if (is_asked(query, record.fact) && covers(record)) result.push_back(&record);
  }
  const Records there = result;
  for (Completed* record : further(query)) {
    const auto& names = asked(query);
    const bool is_open = std::any_of(names.begin(), names.end(), [&](int name) {
      return is_a(record->fact, name) && std::none_of(there.begin(), there.end(), [&](const Completed* one) {
               return is_a(one->fact, name);
             });
    });
    if (is_open && covers(*record)) result.push_back(record);
  }
  return result;
}

std::optional<Number> Evaluator::dose_on(const Query& query, Day day) {
  const Records records = covering(query, day);
  if (records.empty()) return std::nullopt;
  // Prescriptions of one drug and dose may be one.
  std::map<std::pair<int, Number>, Records> alike;
  Number sum = 0;
  for (Completed* record : records) {
    const Number stated = patient_.field(*record, dose);
    if (record->recorded == nullptr) {
      sum = sum + stated;
    } else {
      alike[{record->fact, stated}].push_back(record);
    }
  }
  for (const auto& [prescription, those] : alike) {
    int number = 1;
    if (those.size() > 1) {
      const auto own =
          std::count_if(those.begin(), those.end(), [&](Completed* one) { return patient_.is_own(*one); });
      number = std::max(1, static_cast<int>(own));
    }
    sum = sum + prescription.second * Number(number);
  }
  return sum;
}

bool Evaluator::is_unchanged(const Query& query) {
  const Days days = patient_.days(query, asked(query).front());
  const auto first = dose_on(query, days.from);
  for (Day day = days.from; day <= days.to; ++day) {
    const auto dose = dose_on(query, day);
    if (!dose || dose != first) return false;
  }
  return true;
}

}  // namespace eligo::oracle
