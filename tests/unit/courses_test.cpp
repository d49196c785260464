#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Drugs : World {
  FactId methotrexate = treatment("methotrexate");
  FactId mofetil = treatment("mycophenolate-mofetil");
  FactId acid = treatment("mycophenolic-acid");
  FieldId response = field("response", ValueKind::word);

  Drugs() { complete(FactKind::treatment); }

  Query courses(std::optional<Period> lasting = {}, std::optional<Period> total = {}) {
    Query made = query(Selector::any, {methotrexate});
    made.is_course = true;
    made.lasting = lasting;
    made.total = total;
    return made;
  }
  Filter insufficient() {
    return {Filter::Kind::is, response, {word("insufficient")}, {}, Comparison::equal, {}};
  }
};

}  // namespace

TEST_CASE("courses: three months are three calendar months, to the day") {
  Drugs world;
  world.span(world.methotrexate, "2023-05-05", "2023-08-04");
  CHECK(world.holds(world.courses(months(3))) == yes);
  world.patient.records.front().end = date("2023-08-03");
  CHECK(world.holds(world.courses(months(3))) == no);
  world.patient.records.front().start = date("2023-08-31");
  world.patient.records.front().end = date("2023-11-30");
  CHECK(world.holds(world.courses(months(3))) == yes);
}

TEST_CASE("courses: both days count") {
  Drugs world;
  world.span(world.methotrexate, "2023-01-01", "2023-01-28");
  CHECK(world.holds(world.courses(days(28))) == yes);
  CHECK(world.holds(world.courses(days(29))) == no);
  world.patient.records.front().end = date("2023-01-01");
  CHECK(world.holds(world.courses(days(1))) == yes);
  CHECK(world.holds(world.courses(days(2))) == no);
}

TEST_CASE("courses: records that touch are one course, a gap breaks it, and gaps may be bridged") {
  Drugs world;
  world.span(world.methotrexate, "2023-01-01", "2023-02-15");
  world.span(world.methotrexate, "2023-02-16", "2023-04-01");
  CHECK(world.holds(world.courses(months(3))) == yes);
  world.patient.records.back().start = date("2023-02-17");
  CHECK(world.holds(world.courses(months(3))) == no);
  Query bridged = world.courses(months(3));
  bridged.bridged_days = 1;
  CHECK(world.holds(bridged) == yes);
  Query counted = world.courses();
  counted.selector = Selector::count;
  CHECK(world.value(counted) == Range::exactly(2));
}

TEST_CASE("courses: different drugs are never one course") {
  Drugs world;
  world.span(world.mofetil, "2023-01-01", "2023-02-15");
  world.span(world.acid, "2023-02-16", "2023-04-01");
  Query query = world.query(Selector::any, {world.mofetil, world.acid});
  query.is_course = true;
  query.lasting = months(3);
  CHECK(world.holds(query) == no);
}

TEST_CASE("courses: an ongoing one reaches the as-of date, and no further") {
  Drugs world;
  world.ongoing(world.methotrexate, "2024-12-01");
  CHECK(world.holds(world.courses(months(3))) == yes);
  world.patient.records.front().start = date("2024-12-02");
  CHECK(world.holds(world.courses(months(3))) == yes);
  world.patient.records.front().start = date("2024-12-03");
  CHECK(world.holds(world.courses(months(3))) == no);
}

TEST_CASE("courses: an unknown end is not ongoing") {
  Drugs world;
  world.span(world.methotrexate, "2024-01-01", "");
  CHECK(world.holds(world.courses()) == yes);
  CHECK(world.holds(world.courses(months(3))) == open);
  CHECK(world.has_reason("unknown-end"));
  CHECK(world.holds(world.courses(months(30))) == no);
  CHECK(world.holds(world.query(Selector::receiving, {world.methotrexate})) == open);
}

TEST_CASE("courses: partial dates bound the length from both sides") {
  Drugs world;
  world.span(world.methotrexate, "2023-01", "2023-05-15");
  CHECK(world.holds(world.courses(months(3))) == yes);
  CHECK(world.holds(world.courses(months(4))) == open);
  CHECK(world.has_reason("partial-date"));
  CHECK(world.holds(world.courses(months(5))) == no);
}

TEST_CASE("courses: a course bears the fields of its last record") {
  Drugs world;
  world.with_word(world.span(world.methotrexate, "2023-01-01", "2023-03-01"), world.response, "insufficient");
  world.with_word(world.span(world.methotrexate, "2023-03-02", "2023-04-01"), world.response, "adequate");
  Query query = world.courses(months(3));
  query.filters = {world.insufficient()};
  CHECK(world.holds(query) == no);
  world.patient.records.back().start = date("2023-04-10");
  world.patient.records.back().end = date("2023-05-01");
  query.lasting = months(1);
  CHECK(world.holds(query) == yes);
  world.patient.fields.front().word = {};
  world.patient.fields.front().flaw = Flaw::unlisted_word;
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("inconclusive-result"));
}

TEST_CASE("courses: where it is open which record is the last, their outcomes unite") {
  Drugs world;
  world.with_word(world.span(world.methotrexate, "2023-01-01", "2023-04"), world.response, "insufficient");
  world.with_word(world.span(world.methotrexate, "2023-02-01", "2023-04"), world.response, "adequate");
  Query query = world.courses(months(2));
  query.filters = {world.insufficient()};
  CHECK(world.holds(query) == open);
  world.patient.fields.back().word = world.word("insufficient");
  CHECK(world.holds(query) == yes);
}

TEST_CASE("courses: for a total of") {
  Drugs world;
  world.span(world.methotrexate, "2023-01-01", "2023-04-01");
  world.span(world.methotrexate, "2023-07-01", "2023-10-01");
  CHECK(world.holds(world.courses({}, months(6))) == yes);
  CHECK(world.holds(world.courses({}, months(7))) == no);
  CHECK(world.holds(world.courses(months(4), months(6))) == no);
}

TEST_CASE("courses: a total that may just be reached is open") {
  Drugs world;
  world.span(world.methotrexate, "2023-01-01", "2023-06");
  CHECK(world.holds(world.courses({}, days(181))) == open);
  CHECK(world.holds(world.courses({}, days(182))) == no);
  CHECK(world.holds(world.courses({}, days(152))) == yes);
}

TEST_CASE("courses: in a window if any day of it is") {
  Drugs world;
  Query query = world.courses(months(3));
  query.window = {World::back(world.plan.as_of, days(56)), World::on(world.plan.as_of)};
  world.span(world.methotrexate, "2024-01-01", "2025-01-04");
  CHECK(world.holds(query) == yes);
  world.patient.records.front().end = date("2025-01-03");
  CHECK(world.holds(query) == no);
}

TEST_CASE("courses: in an open world none on record settles nothing") {
  Drugs world;
  world.patient.complete.clear();
  CHECK(world.holds(world.courses()) == open);
  world.absent(world.methotrexate);
  CHECK(world.holds(world.courses()) == no);
}

TEST_CASE("receiving: any treatment counts, listed in the vocabulary or not") {
  Drugs world;
  const FactId cancer = world.condition("cancer");
  const FieldId indication = world.field("indication", ValueKind::fact);
  Query query;
  query.selector = Selector::receiving;
  query.kind = FactKind::treatment;
  query.is_any_fact = query.is_course = true;
  query.filters = {{Filter::Kind::is, indication, {}, {cancer}, Comparison::equal, {}}};
  CHECK(world.holds(query) == no);
  Record& unlisted = world.ongoing({}, "2025-01-01");
  unlisted.kind = FactKind::treatment;
  unlisted.recorded_name = "some novel drug";
  FieldValue value;
  value.field = indication;
  value.fact = cancer;
  world.with(unlisted, value);
  CHECK(world.holds(query) == yes);
  world.patient.fields.clear();
  world.patient.records.back().field_count = 0;
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("field-not-recorded"));
}
