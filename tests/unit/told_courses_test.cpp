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
  world.patient.fields.back().quantity = Range::between(1, 2);
  CHECK(world.tell_value(lines) ==
        "1 to 2; 1 decided, 2 decided, 3 decided; by list; because field-not-recorded 3 line");
  world.patient.fields.back().quantity = Range::exactly(2);
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

namespace {

/// A combination of two drugs; a field says whether a record was of use.
struct ToldCombinations : Told {
  FactId other = treatment("other");
  FactId both = treatment("both");

  ToldCombinations() {
    complete(FactKind::treatment);
    plan.vocabulary.facts[both.value].ingredients = {drug, other};
    plan.dose = field("dose", ValueKind::quantity);
  }
  Query courses(Selector selector, const std::vector<FactId>& asked) {
    Query made = query(selector, asked);
    made.is_course = true;
    made.facts.push_back(both);
    return made;
  }
  std::string number_of(const std::vector<FactId>& asked) {
    return tell_value(courses(Selector::count, asked));
  }
  void dose_of(FactId ingredient, int daily) {
    FieldValue dose;
    dose.field = plan.dose;
    dose.ingredient = ingredient;
    dose.quantity = Range::exactly(daily);
    with(patient.records.back(), dose);
  }
  Filter over_10() {
    return {Filter::Kind::compare, plan.dose, {}, {}, Comparison::greater, Range::exactly(10)};
  }
};

}  // namespace

TEST_CASE_FIXTURE(ToldCombinations,
                  "told of combinations: courses of two drugs that are made of the same records") {
  span(both, "2024-01-01", "2024-02-10");
  CHECK(number_of({drug, other}) == "1; 1 decided; by list");
  span(both, "2024-06-01", "2024-07-10");
  CHECK(number_of({drug, other}) == "2; 1 decided, 2 decided; by list");
  span(drug, "2024-02-11", "2024-05-31");
  CHECK(number_of({drug, other}) == "3; 3 decided, 1 decided, 2 decided; by list");
  patient.records.clear();
  span(both, "2024-01", "2024-02-10");
  span(both, "2024-06", "2024-07-10");
  CHECK(number_of({drug, other}) == "1 to 4; 1 decided, 2 decided; by list");
  CHECK(number_of({drug}) == "2; 1 decided, 2 decided; by list");
  patient.records.clear();
  span(both, "2024-01-01", "2024-02-10").flaw = Flaw::unconfirmed;
  CHECK(number_of({drug, other}) == "0 to 2; 1 maybe; by list; because unconfirmed-record 1!");
}

TEST_CASE_FIXTURE(ToldCombinations,
                  "told of combinations: as the ingredient for which the record does most") {
  Query high = courses(Selector::any, {drug, other});
  high.filters = {over_10()};
  span(both, "2024-01-01", "2024-02-10");
  dose_of(drug, 5);
  dose_of(other, 20);
  CHECK(tell(high) == "holds; 1 decided");
  patient.records.clear();
  span(both, "2024-01-01", "2024-02-10");
  dose_of(drug, 5);
  CHECK(tell(high) == "holds, fails; 1 maybe; by list; because field-not-recorded 1 as other dose");
  patient.records.clear();
  span(both, "2024-01-01", "2024-02-10");
  dose_of(other, 20);
  CHECK(tell(high) == "holds; 1 decided");
  high.lasting = days(60);
  patient.records.clear();
  span(both, "2024-01-01", "2024-02-10");
  dose_of(drug, 5);
  dose_of(other, 5);
  span(other, "2024-02-11", "2024-05-31");
  with_number(patient.records.back(), plan.dose, 5);
  CHECK(tell(high) == "fails; 2 filtered, 1 filtered; by list");
}

TEST_CASE_FIXTURE(ToldCombinations,
                  "told of combinations: by half-lives each ingredient has its own window") {
  const FactId late = treatment("late");
  auto& facts = plan.vocabulary.facts;
  facts[drug.value].half_life_days = 1;
  facts[late.value].half_life_days = 1;
  facts[other.value].half_life_days = 10;
  Query lately = query(Selector::any, {drug, other, late});
  lately.facts.insert(std::find(lately.facts.begin(), lately.facts.end(), late), both);
  lately.window = {on(plan.as_of), on(plan.as_of)};
  lately.window.from->direction = -1;
  lately.window.from->reach.first.half_lives = 5;
  span(both, "2024-01-01", "2025-01-09");
  CHECK(tell(lately) == "fails; 1 outside; by list");
  patient.records.back().end = date("2025-01-10");
  CHECK(tell(lately) == "holds; 1 decided");
  patient.records.back().end = date("2025-01");
  CHECK(tell(lately) == "holds, fails; 1 maybe; by list; because partial-date 1");
  patient.records.back().end = date("2025-01-09");
  span(late, "2025-01-01", "2025-02-20");
  CHECK(tell(lately) == "fails; 1 outside, 2 outside; by list");
  patient.records.pop_back();
  facts[other.value].half_life_days.reset();
  CHECK(tell(lately) == "holds, fails; 1 maybe; by list; because no-half-life other");
}

TEST_CASE("told of courses: of more than 500 whose days are open, none is sure") {
  Told world;
  world.complete(FactKind::treatment);
  Query course = world.query(Selector::any, {world.drug});
  course.is_course = true;
  const auto months = [&](int count, bool has_end) {
    world.patient.records.clear();
    for (int month = 0; month < count; ++month) {
      const std::string text =
          std::to_string(1980 + month / 12) + (month % 12 < 9 ? "-0" : "-") + std::to_string(month % 12 + 1);
      Record& made = world.span(world.drug, text, text);
      if (has_end) made.end.first = made.end.last;
    }
    return world.tell(course).substr(0, 12);
  };
  CHECK(months(500, false) == "holds; 1 dec");
  CHECK(months(501, false) == "holds, fails");
  CHECK(months(501, true) == "holds; 1 dec");
}

TEST_CASE("told of courses: two that surely touch, whatever their days") {
  Told world;
  world.complete(FactKind::treatment);
  Query number = world.query(Selector::count, {world.drug});
  number.is_course = true;
  const auto beside = [&](std::string_view earliest_end) {
    world.patient.records.clear();
    world.span(world.drug, "2024-01-10", "2024-01-20");
    Record& open = world.span(world.drug, "2024-01-05", "2024-01-25");
    open.start.last = date("2024-01-20").last;
    open.end.first = date(earliest_end).first;
    return world.tell_value(number);
  };
  CHECK(beside("2024-01-09") == "1; 2 decided, 1 decided; by list");
  CHECK(beside("2024-01-08") == "1 to 2; 2 decided, 1 decided; by list; because partial-date 2");
}

TEST_CASE("told of courses: a doubtful record that may be the last one leaves the field open") {
  Told world;
  world.complete(FactKind::treatment);
  Query oral = world.query(Selector::any, {world.drug});
  oral.is_course = true;
  oral.filters = {world.by("oral")};
  const auto until = [&](std::string_view end) {
    world.patient.records.clear();
    world.with_word(world.span(world.drug, "2024-01-01", "2024-06-30"), world.method, "oral");
    Record& doubtful = world.span(world.drug, "2024-03-01", end);
    doubtful.flaw = Flaw::unconfirmed;
    world.with_word(doubtful, world.method, "other");
    return world.tell(oral);
  };
  CHECK(until("2024-06-29") == "holds; 1 decided, 2 decided");
  CHECK(until("2024-06-30") ==
        "holds, fails; 1 maybe, 2 maybe; by list; because unconfirmed-record 2!, conflicting-results 1, "
        "conflicting-results 2");
}

TEST_CASE("told of courses: why one is open is not told of another one that is not") {
  Told world;
  world.complete(FactKind::treatment);
  Query number = world.query(Selector::count, {world.drug});
  number.is_course = true;
  world.span(world.drug, "2024-01", "2024-02-10");
  world.span(world.drug, "2024-06-01", "2024-07-10").flaw = Flaw::unconfirmed;
  CHECK(world.tell_value(number) == "1 to 2; 1 decided, 2 maybe; by list; because unconfirmed-record 2!");
}

TEST_CASE("told of courses: drugs that the vocabulary does not have are told apart by their names") {
  Told world;
  world.complete(FactKind::treatment);
  Query number = world.query(Selector::count, {world.drug});
  number.is_course = number.is_any_fact = true;
  number.facts.clear();
  number.asked.clear();
  const auto of_names = [&](std::string_view first, std::string_view second) {
    world.patient.records.clear();
    for (const std::string_view name : {first, second}) {
      Record& made = world.span({}, name == first ? "2024-01-01" : "2024-01-20", "2024-02-10");
      made.kind = FactKind::treatment;
      made.recorded_name = name;
    }
    return world.tell_value(number);
  };
  CHECK(of_names("novel", "NOVEL") == "1; 1 decided, 2 decided; by list");
  CHECK(of_names("novel", "newer") == "2; 2 decided, 1 decided; by list");
  CHECK(of_names("newer", "novel") == "2; 1 decided, 2 decided; by list");
}

TEST_CASE("told of courses: a course has a day, whatever days those are") {
  Told world;
  world.complete(FactKind::treatment);
  Query total = world.query(Selector::any, {world.drug});
  total.is_course = true;
  world.span(world.drug, "2024-01", "2024-01");
  const auto told_of = [&](Period period) {
    total.total = period;
    return world.tell(total);
  };
  CHECK(told_of(days(1)) == "holds; 1 decided");
  CHECK(told_of(days(2)) == "holds, fails; 1 decided; by list; because partial-date 1");
  CHECK(told_of(days(31)) == "holds, fails; 1 decided; by list; because partial-date 1");
  CHECK(told_of(days(32)) == "fails; 1 decided; by list");
}

TEST_CASE(
    "told of courses: drugs in the order of the vocabulary, each drug's courses in that of their days") {
  Told world;
  world.complete(FactKind::treatment);
  const FactId other = world.treatment("other");
  Query number = world.query(Selector::count, {world.drug, other});
  number.is_course = true;
  world.span(other, "2024-01-01", "2024-01-10");
  world.span(other, "2023-01-01", "2023-01-10");
  world.span(world.drug, "2024-05-01", "2024-05-10");
  world.span(world.drug, "2024-03-01", "2024-03-10");
  CHECK(world.tell_value(number) == "4; 4 decided, 3 decided, 2 decided, 1 decided; by list");
}

TEST_CASE_FIXTURE(
    ToldCombinations,
    "told of combinations: what one ingredient leaves open is no reason where another one settles it") {
  Query number = query(Selector::count, {drug, other});
  number.facts.push_back(both);
  number.filters = {over_10()};
  span(both, "2024-01-01", "2024-02-10");
  dose_of(other, 20);
  with_number(span(drug, "2024-05-01", "2024-05-31"), plan.dose, 20);
  patient.records.back().flaw = Flaw::unconfirmed;
  CHECK(tell_value(number) == "1 to 2; 2 maybe, 1 decided; by list; because unconfirmed-record 2!");
}

TEST_CASE_FIXTURE(ToldCombinations,
                  "told of combinations: the half-life that is missing is that of the ingredient") {
  auto& facts = plan.vocabulary.facts;
  facts[other.value].half_life_days = 10;
  Query lately = courses(Selector::any, {drug, other});
  lately.is_course = false;
  lately.window = {on(plan.as_of), on(plan.as_of)};
  lately.window.from->direction = -1;
  lately.window.from->reach.first.half_lives = 5;
  span(both, "2024-01-01", "2025-01-09");
  CHECK(tell(lately) == "holds, fails; 1 maybe; by list; because no-half-life drug");
  facts[drug.value].half_life_days = 1;
  patient.records.clear();
  span(drug, "2024-01-01", "2025-01-20");
  span(other, "2024-01-01", "2025-01-20");
  CHECK(tell(lately) == "holds; 1 outside, 2 decided");
}

TEST_CASE_FIXTURE(ToldCombinations, "told of combinations: courses of one drug in the order of their days") {
  span(drug, "2024-05-01", "2024-05-31");
  span(both, "2024-01-01", "2024-02-10");
  CHECK(number_of({drug}) == "2; 2 decided, 1 decided; by list");
}

TEST_CASE(
    "told of courses: one that lasts beyond its window, and one that begins where the window has no day") {
  Told world;
  world.complete(FactKind::treatment);
  Query early = world.query(Selector::any, {world.drug});
  early.is_course = true;
  early.lasting = days(60);
  early.window.to = World::back(world.plan.as_of, days(60));
  world.span(world.drug, "2024-12-01", "2025-06-01");
  CHECK(world.tell(early) == "holds; 1 decided");
  early.lasting = days(91);
  CHECK(world.tell(early) == "holds; 1 decided");
  early.lasting = days(92);
  CHECK(world.tell(early) == "fails; 1 considered; by list");
  Query after = world.query(Selector::any, {world.drug});
  after.is_course = true;
  after.window.from = World::on(world.plan.as_of, 1);
  world.patient.records.front().start = date("2025-03-01");
  CHECK(world.tell(after) == "fails; 1 outside");
  world.patient.records.front().start = date("2025-03-02");
  CHECK(world.tell(after) == "fails; 1 after");
}

TEST_CASE("told of courses: days are added up for each drug") {
  Told world;
  world.complete(FactKind::treatment);
  const FactId other = world.treatment("other");
  Query total = world.query(Selector::any, {world.drug, other});
  total.is_course = true;
  total.total = days(20);
  world.span(world.drug, "2024-01-01", "2024-01-10");
  world.span(other, "2024-03-01", "2024-03-10");
  CHECK(world.tell(total) == "fails; 1 decided, 2 decided; by list");
  world.span(other, "2024-05-01", "2024-05-10");
  CHECK(world.tell(total) == "holds; 1 decided, 2 decided, 3 decided");
}

TEST_CASE("told of courses: parts that surely touch are one, whatever open days stand between them") {
  Told world;
  world.complete(FactKind::treatment);
  Query oral = world.query(Selector::count, {world.drug});
  oral.is_course = true;
  oral.filters = {world.by("oral")};
  const auto part = [&](std::string_view first, std::string_view started, std::string_view ended,
                        std::string_view last, const char* text) {
    Record& made = world.span(world.drug, first, last);
    made.start.last = date(started).first;
    made.end.first = date(ended).first;
    world.with_word(made, world.method, text);
  };
  part("2024-03-01", "2024-03-05", "2024-03-02", "2024-03-30", "other");
  part("2024-03-01", "2024-03-10", "2024-03-20", "2024-03-20", "other");
  part("2024-03-01", "2024-03-15", "2024-03-05", "2024-03-30", "other");
  part("2024-03-01", "2024-03-18", "2024-04-15", "2024-04-15", "oral");
  part("2024-03-01", "2024-04-10", "2024-03-09", "2024-04-12", "oral");
  CHECK(world.tell_value(oral) == "1; 1 decided, 2 decided, 3 decided, 4 decided, 5 decided; by list");
  Query all = oral;
  all.filters.clear();
  CHECK(world.tell_value(all) ==
        "1 to 3; 1 decided, 2 decided, 3 decided, 4 decided, 5 decided; by list; because partial-date 1, "
        "partial-date 2, partial-date 3, partial-date 4, partial-date 5");
}

TEST_CASE("told of courses: which of the records is the last, by an open end or as is supposed") {
  Told world;
  world.complete(FactKind::treatment);
  Query oral = world.query(Selector::any, {world.drug});
  oral.is_course = true;
  oral.filters = {world.by("oral")};
  const auto told_of = [&](std::string_view oral_end, std::string_view other_end, std::uint32_t rank = 0,
                           std::string_view other_start = "2024-03-01") {
    world.patient.records.clear();
    world.with_word(world.span(world.drug, "2024-01-01", oral_end), world.method, "oral");
    Record& other = world.span(world.drug, other_start, other_end);
    other.rank = rank;
    world.with_word(other, world.method, "other");
    return world.tell(oral);
  };
  CHECK(told_of("2024-06-30", "2024-06") ==
        "holds, fails; 1 maybe, 2 maybe; by list; because partial-date 2");
  CHECK(told_of("2024-06-30", "2024-06-30") == "fails; 1 filtered, 2 filtered; by list");
  CHECK(told_of("2024-06", "2024-06") ==
        "holds, fails; 1 maybe, 2 maybe; by list; because partial-date 1, partial-date 2");
  CHECK(told_of("2024-06-30", "2024-06-30", 0, "2024-01-01") ==
        "holds, fails; 1 maybe, 2 maybe; by list; because conflicting-results 1, conflicting-results 2");
  CHECK(told_of("2024-06-30", "2024-06-30", 7, "2024-01-01") == "fails; 1 filtered, 2 filtered; by list");
  world.patient.records.front().rank = 8;
  CHECK(world.tell(oral) == "holds; 1 decided, 2 decided");
}

TEST_CASE("told of courses: a field that is missing is the reason, and not the days that do not matter") {
  Told world;
  world.complete(FactKind::treatment);
  Query oral = world.query(Selector::any, {world.drug});
  oral.is_course = true;
  oral.filters = {world.by("oral")};
  world.span(world.drug, "2024-01", "2024-06-30");
  CHECK(world.tell(oral) == "holds, fails; 1 maybe; by list; because field-not-recorded 1 method");
  world.with_word(world.span(world.drug, "2024-09-01", "2024-09-30"), world.method, "other");
  world.patient.records.back().flaw = Flaw::unconfirmed;
  CHECK(world.tell(oral) ==
        "holds, fails; 1 maybe, 2 filtered; by list; because field-not-recorded 1 method");
}

TEST_CASE("told of lines: one that is doubtful repeats none, and one without a line is one") {
  Told world;
  world.plan.line = world.field("line", ValueKind::quantity);
  world.complete(FactKind::treatment);
  const Query lines = world.query(Selector::lines, {world.drug});
  world.span(world.drug, "2024-01-01", "2024-01-10");
  CHECK(world.tell_value(lines) == "1; 1 decided; by list");
  world.patient.records.clear();
  world.with_number(world.span(world.drug, "2024-01-01", "2024-01-10"), world.plan.line, 1);
  world.patient.records.back().flaw = Flaw::unconfirmed;
  world.with_number(world.span(world.drug, "2024-02-01", "2024-02-10"), world.plan.line, 1);
  world.with_number(world.span(world.drug, "2024-03-01", "2024-03-10"), world.plan.line, 2);
  CHECK(world.tell_value(lines) == "2; 1 maybe, 2 decided, 3 decided; by list");
}
