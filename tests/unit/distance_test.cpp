#include "runtime/completions/distance.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Asked : World {
  FactId drug = treatment("drug");
  FactId value = observation("value");

  Query course(std::optional<Period> lasting = {}, std::optional<Period> total = {}) {
    Query made = query(Selector::any, {drug});
    made.is_course = true;
    made.lasting = lasting;
    made.total = total;
    return made;
  }
  Query apart() {
    Query made = query(Selector::count, {value});
    made.apart = days(7);
    return made;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Asked, "distance: courses, lengths and steady doses ask where records end") {
  for (const Query& each :
       {course(), course(days(28)), course({}, days(28)), query(Selector::unchanged_dose, {drug})}) {
    CHECK(measures_ends(each));
    CHECK(measures(each));
  }
  for (const Selector selector : {Selector::most_recent, Selector::first, Selector::any, Selector::count}) {
    CHECK_FALSE(measures_ends(query(selector, {value})));
    CHECK_FALSE(measures(query(selector, {value})));
  }
  CHECK_FALSE(measures_ends(apart()));
  CHECK(measures(apart()));
}

TEST_CASE_FIXTURE(Asked, "distance: a course of one record touches no other one") {
  CHECK_FALSE(measures(course(), 1));
  CHECK(measures(course(), 2));
  Query lasting = query(Selector::any, {drug});
  lasting.lasting = days(28);
  for (const Query& each : {course(days(28)), course({}, days(28)), lasting, apart()})
    CHECK(measures(each, 1));
  Query courses_apart = course();
  courses_apart.apart = days(7);
  CHECK(measures(courses_apart, 1));
  CHECK_FALSE(measures(query(Selector::any, {value}), 2));
}

TEST_CASE_FIXTURE(Asked,
                  "distance: from where a course starts all is measured that is no total and no half-life") {
  CHECK(measures_from_starts(course()));
  CHECK(measures_from_starts(course(days(28))));
  CHECK(measures_from_starts(query(Selector::unchanged_dose, {drug})));
  CHECK_FALSE(measures_from_starts(course({}, days(28))));
  CHECK_FALSE(measures_from_starts(apart()));
  CHECK_FALSE(measures_from_starts(query(Selector::any, {value})));
  Query courses_apart = course();
  courses_apart.apart = days(7);
  CHECK_FALSE(measures_from_starts(courses_apart));
  Query by_half_lives = course();
  by_half_lives.window.from = back(plan.as_of, days(0));
  by_half_lives.window.from->reach.first.half_lives = 5;
  CHECK_FALSE(measures_from_starts(by_half_lives));
}

TEST_CASE_FIXTURE(
    Asked, "distance: which of two comes first matters to the latest, the first and all that is measured") {
  for (const Query& each :
       {query(Selector::most_recent, {value}), query(Selector::previous, {value}),
        query(Selector::first, {value}), query(Selector::unchanged_dose, {drug}), course(), apart()})
    CHECK(asks_for_order(each));
  for (const Selector selector : {Selector::highest, Selector::any, Selector::count, Selector::every})
    CHECK_FALSE(asks_for_order(query(selector, {value})));
}
