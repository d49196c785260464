#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE("told of courses: the record that decides, those that are left out, and what is open") {
  Told world;
  world.complete(FactKind::treatment);
  Query course = world.query(Selector::any, {world.drug});
  course.is_course = true;
  course.lasting = days(20);
  course.window.from = World::back(world.plan.as_of, days(90));
  world.span(world.drug, "2024-01-01", "2024-06-30");
  world.span(world.drug, "2025-01-01", "2025-01-10");
  world.span(world.drug, "2025-04-01", "2025-05-10");
  CHECK(world.tell(course) == "fails; 1 outside, 2 considered, 3 after; by list");
  world.span(world.drug, "2025-01-10", "2025-01-20");
  CHECK(world.tell(course) == "holds; 1 outside, 2 decided, 4 decided, 3 after");
  world.patient.records.clear();
  world.record(world.drug, "2025-02-01");
  CHECK(world.tell(course) == "holds, fails; 1 maybe; by list; because unknown-end 1");
  world.span(world.drug, "2025-01", "2025-01-31");
  CHECK(world.tell(course) ==
        "holds, fails; 2 maybe, 1 maybe; by list; because partial-date 2, unknown-end 1");
}

TEST_CASE("told of courses: days added up") {
  Told world;
  world.complete(FactKind::treatment);
  Query total = world.query(Selector::any, {world.drug});
  total.is_course = true;
  total.total = days(20);
  world.span(world.drug, "2024-01-01", "2024-01-10");
  CHECK(world.tell(total) == "fails; 1 decided; by list");
  world.span(world.drug, "2024-03-01", "2024-03-10");
  CHECK(world.tell(total) == "holds; 1 decided, 2 decided");
  world.patient.records.back().end = date("2024-03");
  CHECK(world.tell(total) == "holds, fails; 1 decided, 2 decided; by list; because partial-date 2");
  world.patient.records.back().end = date("2024-03-09");
  CHECK(world.tell(total) == "fails; 1 decided, 2 decided; by list");
  world.span(world.drug, "2024-03-10", "2024-03-10").flaw = Flaw::unconfirmed;
  CHECK(world.tell(total) ==
        "holds, fails; 1 decided, 2 decided, 3 decided; by list; because unconfirmed-record 3!");
}

TEST_CASE("told of a number of courses: those that may be one") {
  Told world;
  world.complete(FactKind::treatment);
  Query number = world.query(Selector::count, {world.drug});
  number.is_course = true;
  world.span(world.drug, "2024-01-01", "2024-01-10");
  world.span(world.drug, "2024-03-01", "2024-03-10");
  CHECK(world.tell_value(number) == "2; 1 decided, 2 decided; by list");
  world.span(world.drug, "2024-01-09", "2024");
  CHECK(world.tell_value(number) ==
        "1 to 2; 1 decided, 3 decided, 2 decided; by list; because partial-date 3");
  world.patient.complete.clear();
  CHECK(world.tell_value(number) ==
        "at least 1; 1 decided, 3 decided, 2 decided; because partial-date 3, list-not-complete drug");
}

TEST_CASE("told of courses: a field of the record that ends last") {
  Told world;
  world.complete(FactKind::treatment);
  Query filtered = world.query(Selector::any, {world.drug});
  filtered.is_course = true;
  filtered.filters = {world.by("oral")};
  world.with_word(world.span(world.drug, "2024-01-01", "2024-06-30"), world.method, "oral");
  CHECK(world.tell(filtered) == "holds; 1 decided");
  world.with_word(world.span(world.drug, "2024-03-01", "2024-07-30"), world.method, "other");
  CHECK(world.tell(filtered) == "fails; 1 filtered, 2 filtered; by list");
  world.with_word(world.span(world.drug, "2024-03-01", "2024-07-30"), world.method, "oral");
  CHECK(world.tell(filtered) ==
        "holds, fails; 1 maybe, 2 maybe, 3 maybe; by list; because conflicting-results 2, "
        "conflicting-results 3");
  world.span(world.drug, "2024-03-01", "2024-07-31");
  CHECK(world.tell(filtered) ==
        "holds, fails; 1 maybe, 2 maybe, 3 maybe, 4 maybe; by list; because field-not-recorded 4 method");
}

TEST_CASE("told of lines: each once, and those that are not recorded") {
  Told world;
  world.plan.line = world.field("line", ValueKind::quantity);
  world.complete(FactKind::treatment);
  const Query lines = world.query(Selector::lines, {world.drug});
  CHECK(world.tell_value(lines) == "0; by list");
  world.with_number(world.span(world.drug, "2024-01-01", "2024-01-10"), world.plan.line, 1);
  world.with_number(world.span(world.drug, "2024-02-01", "2024-02-10"), world.plan.line, 1);
  world.with_number(world.span(world.drug, "2024-03-01", "2024-03-10"), world.plan.line, 2);
  CHECK(world.tell_value(lines) == "2; 1 decided, 2 decided, 3 decided; by list");
  Record& third = world.span(world.drug, "2024-04-01", "2024-04-10");
  third.flaw = Flaw::unconfirmed;
  world.with_number(third, world.plan.line, 3);
  CHECK(world.tell_value(lines) ==
        "2 to 3; 1 decided, 2 decided, 3 decided, 4 maybe; by list; because unconfirmed-record 4!");
  world.span(world.drug, "2024-05-01", "2024-05-10");
  CHECK(world.tell_value(lines) ==
        "2 to 4; 1 decided, 2 decided, 3 decided, 4 maybe, 5 decided; by list; because field-not-recorded 5 "
        "line, unconfirmed-record 4!");
  world.patient.complete.clear();
  CHECK(world.tell_value(lines) ==
        "at least 2; 1 decided, 2 decided, 3 decided, 4 maybe, 5 decided; because field-not-recorded 5 line, "
        "unconfirmed-record 4!, list-not-complete drug");
}

TEST_CASE("told of courses: days added up from a day that is open are counted in days") {
  Told world;
  world.complete(FactKind::treatment);
  Query total = world.query(Selector::any, {world.drug});
  total.is_course = true;
  world.span(world.drug, "2024-01", "2024-02-10");
  const auto told_of = [&](Period period) {
    total.total = period;
    return world.tell(total).substr(0, 5);
  };
  CHECK(told_of(days(11)) == "holds");
  CHECK(world.tell(total).find("fails") == std::string::npos);
  CHECK(told_of(days(42)) == "fails");
  CHECK(told_of(months(1)) == "holds");
  CHECK(world.tell(total).find("fails") != std::string::npos);
}

TEST_CASE("told of a number of courses: one record may join two that are one only with it") {
  Told world;
  world.complete(FactKind::treatment);
  Query number = world.query(Selector::count, {world.drug});
  number.is_course = true;
  world.span(world.drug, "2024-01-02", "2024-01-30");
  Record& loose = world.span(world.drug, "2024-01-25", "2024-01-25");
  loose.start = loose.end = {date("2023-12-01").first, date("2024-01-25").last};
  world.span(world.drug, "2024-01", "2024-01");
  CHECK(world.tell_value(number).starts_with("1 to 2;"));
}
