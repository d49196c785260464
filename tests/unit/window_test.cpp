#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

/// Whether a procedure on a day counts in a window.
Truth counts(World& world, FactId fact, const Window& window, std::string_view day) {
  world.patient.records.clear();
  world.record(fact, day);
  Query query = world.query(Selector::any, {fact});
  query.window = window;
  world.complete(FactKind::procedure);
  return world.holds(query);
}

}  // namespace

TEST_CASE("window: both ends belong to it, to the day") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const AnchorId enrolment = world.anchor("enrolment", "2025-03-15");
  const Window within{World::back(enrolment, days(84)), World::on(enrolment)};
  CHECK(counts(world, surgery, within, "2024-12-20") == no);
  CHECK(counts(world, surgery, within, "2024-12-21") == yes);
  CHECK(counts(world, surgery, within, "2025-03-15") == yes);
  CHECK(counts(world, surgery, within, "2025-03-16") == no);
  const Window before{World::back(enrolment, days(84)), World::on(enrolment, -1)};
  CHECK(counts(world, surgery, before, "2025-03-15") == no);
  CHECK(counts(world, surgery, before, "2025-03-14") == yes);
  const Window long_ago{std::nullopt, World::back(enrolment, months(60))};
  CHECK(counts(world, surgery, long_ago, "2020-03-15") == yes);
  CHECK(counts(world, surgery, long_ago, "2020-03-16") == no);
}

TEST_CASE("window: without an end it lasts up to the as-of date") {
  World world;
  const FactId surgery = world.procedure("surgery");
  CHECK(counts(world, surgery, {}, "2025-03-01") == yes);
  CHECK(counts(world, surgery, {}, "2025-03-02") == no);
  CHECK(world.workspace.evidence.back().role == Role::after_as_of);
}

TEST_CASE("window: one that has a beginning and no end lasts up to the as-of date") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const AnchorId consent = world.anchor("consent", "2025-02-15");
  const Window from{World::on(consent), std::nullopt};
  CHECK(counts(world, surgery, from, "2025-02-14") == no);
  CHECK(counts(world, surgery, from, "2025-02-15") == yes);
  CHECK(counts(world, surgery, from, "2025-03-01") == yes);
  CHECK(counts(world, surgery, from, "2025-03-02") == no);
}

TEST_CASE("window: months are calendar months, clamped to the month's end") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const AnchorId end_of_march = world.anchor("end", "2025-03-31");
  const Window month{World::back(end_of_march, months(1)), World::on(end_of_march)};
  CHECK(counts(world, surgery, month, "2025-02-27") == no);
  CHECK(counts(world, surgery, month, "2025-02-28") == yes);
}

TEST_CASE("window: partial dates are inside, outside or possibly inside") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const AnchorId enrolment = world.anchor("enrolment", "2025-03-15");
  const Window within{World::back(enrolment, days(84)), World::on(enrolment)};
  CHECK(counts(world, surgery, within, "2025-01") == yes);
  CHECK(counts(world, surgery, within, "2024-12") == open);
  CHECK(world.has_reason("partial-date"));
  CHECK(counts(world, surgery, within, "2023") == no);
}

TEST_CASE("window: an anchor may be partial or missing") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const AnchorId month = world.anchor("dose", "2025-03");
  const AnchorId missing = world.anchor("missing");
  const Window up_to_month{std::nullopt, World::on(month)};
  CHECK(counts(world, surgery, up_to_month, "2025-03-01") == yes);
  CHECK(counts(world, surgery, up_to_month, "2025-03-10") == open);
  CHECK(world.has_reason("partial-date"));
  CHECK(counts(world, surgery, up_to_month, "2025-04-01") == no);
  const Window up_to_missing{std::nullopt, World::on(missing)};
  CHECK(counts(world, surgery, up_to_missing, "2020-01-01") == open);
  CHECK(world.has_reason("no-anchor"));
}

TEST_CASE("window: records without a date") {
  World world;
  const FactId surgery = world.procedure("surgery");
  const Window month{World::back(world.plan.as_of, days(30)), World::on(world.plan.as_of)};
  CHECK(counts(world, surgery, {}, "") == yes);  // it happened, some day up to the as-of date
  CHECK(counts(world, surgery, month, "") == open);
  CHECK(world.has_reason("no-date"));
  world.patient.records.front().has_bad_date = true;
  CHECK(world.holds(world.query(Selector::any, {surgery})) == open);
  CHECK(world.has_reason("unusable-record"));
}

TEST_CASE("window: half-lives of each drug, rounded up to whole days") {
  World world;
  const FactId quick = world.treatment("quick");
  const FactId slow = world.treatment("slow");
  const FactId odd = world.treatment("odd");
  world.plan.vocabulary.facts[quick.value].half_life_days = Number::fraction(1, 2);
  world.plan.vocabulary.facts[slow.value].half_life_days = Number::fraction(61, 10);
  world.complete(FactKind::treatment);
  const auto counts_of = [&](FactId drug, std::string_view end, Reach::Choice choice) {
    world.patient.records.clear();
    world.span(drug, "2024-01-01", end);
    Query query = world.query(Selector::any, {drug});
    WindowEnd from = World::back(world.plan.as_of, days(28));
    from.reach.second.half_lives = 5;
    from.reach.choice = choice;
    query.window = {from, World::on(world.plan.as_of)};
    return world.holds(query);
  };
  // 5 x 6.1 days are 31 days: 2025-03-01 less 31 is 2025-01-29.
  CHECK(counts_of(slow, "2025-01-29", Reach::Choice::longer) == yes);
  CHECK(counts_of(slow, "2025-01-28", Reach::Choice::longer) == no);
  CHECK(counts_of(slow, "2025-01-29", Reach::Choice::shorter) == no);
  CHECK(counts_of(quick, "2025-02-01", Reach::Choice::longer) == yes);
  CHECK(counts_of(quick, "2025-01-31", Reach::Choice::longer) == no);
  CHECK(counts_of(odd, "2025-02-01", Reach::Choice::longer) == yes);
  CHECK(counts_of(odd, "2024-06-01", Reach::Choice::longer) == open);
  CHECK(world.has_reason("no-half-life"));
}

TEST_CASE("window: age on its last day") {
  World world;
  const FactId birth = world.fact("birth-date", FactKind::attribute);
  world.plan.birth_date = birth;
  const NodeId age = world.ask(Op::age, world.query(Selector::latest_answer, {birth}));
  CHECK(world.range_of(age) == Range::anything());
  CHECK(world.workspace[age].absent == Truth::holds());
  CHECK(world.has_reason("no-attribute"));
  world.attribute(birth).date = date("2007-03-01");
  CHECK(world.range_of(age) == Range::exactly(18));
  world.patient.attributes.front().date = date("2007-03-02");
  CHECK(world.range_of(age) == Range::exactly(17));
  world.patient.attributes.front().date = date("2007");
  CHECK(world.range_of(age) == Range::between(17, 18));
  CHECK(world.has_reason("partial-date"));
}
