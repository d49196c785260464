#include "tests/oracle/courses.h"

#include <algorithm>

namespace eligo::oracle {

std::vector<Course> courses_of(Completion& completion, std::vector<Completed*> records, int gap) {
  std::stable_sort(records.begin(), records.end(),
                   [&](Completed* a, Completed* b) { return completion.start(*a) < completion.start(*b); });
  std::vector<Course> courses;
  for (Completed* record : records) {
    const Day start = completion.start(*record);
    const Day end = completion.end(*record);
    if (courses.empty() || start > courses.back().end + 1 + gap) {
      courses.push_back({record->fact, start, end, record});
      continue;
    }
    Course& course = courses.back();
    const Day last_end = completion.end(*course.last);
    const Day last_start = completion.start(*course.last);
    const bool is_later = end > last_end || (end == last_end && start > last_start);
    const bool is_tie = end == last_end && start == last_start;
    if (is_later || (is_tie && completion.one_of({course.last, record}) == record)) course.last = record;
    course.end = std::max(course.end, end);
  }
  return courses;
}

}  // namespace eligo::oracle
