#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

const ValueTest below_100 = World::compared(Comparison::less, 100);

struct Counts : World {
  FactId platelets = observation("platelets");

  Query asks(Selector selector) {
    Query made = query(selector, {platelets});
    made.tests = {below_100};
    return made;
  }
};

}  // namespace

TEST_CASE("any: one positive record settles it, and only a closed list refutes it") {
  Counts world;
  CHECK(world.holds(world.asks(Selector::any)) == open);
  CHECK(world.has_reason("list-not-complete"));
  world.result(world.platelets, 150, "2025-01-01");
  CHECK(world.holds(world.asks(Selector::any)) == open);
  world.complete(FactKind::observation);
  CHECK(world.holds(world.asks(Selector::any)) == no);
  CHECK(world.workspace.queries.back().rests_on_complete_list);
  world.patient.complete.clear();
  world.result(world.platelets, 80, "2019");
  CHECK(world.holds(world.asks(Selector::any)) == yes);
  CHECK_FALSE(world.workspace.queries.back().rests_on_complete_list);
}

TEST_CASE("any: a list that is complete for a period closes windows in it") {
  Counts world;
  Query query = world.asks(Selector::any);
  world.complete(FactKind::observation, {date("2024-01-01").first, date("2025-03-01").last});
  CHECK(world.holds(query) == open);
  query.window = {World::back(world.plan.as_of, months(12)), World::on(world.plan.as_of)};
  CHECK(world.holds(query) == no);
}

TEST_CASE("any: a value that cannot be read does not spoil presence") {
  Counts world;
  world.record(world.platelets, "2025-01-01").flaw = Flaw::bad_unit;
  CHECK(world.holds(world.query(Selector::any, {world.platelets})) == yes);
  CHECK(world.holds(world.asks(Selector::any)) == open);
  CHECK(world.has_reason("unusable-record"));
}

TEST_CASE("every: over no records it is not applicable") {
  Counts world;
  CHECK(world.holds(world.asks(Selector::every)) == Truth(7));
  world.complete(FactKind::observation);
  CHECK(world.holds(world.asks(Selector::every)) == Truth::inapplicable());
  world.result(world.platelets, 80, "2025-01-01");
  CHECK(world.holds(world.asks(Selector::every)) == yes);
  world.result(world.platelets, 90, "2025-02").value = Range::below(90);
  CHECK(world.holds(world.asks(Selector::every)) == yes);
  world.patient.complete.clear();
  CHECK(world.holds(world.asks(Selector::every)) == open);
  world.result(world.platelets, 100, "2025-01-01");
  CHECK(world.holds(world.asks(Selector::every)) == no);
}

TEST_CASE("number of: a range from those that surely count to those that may") {
  Counts world;
  const Query number = world.asks(Selector::count);
  world.result(world.platelets, 80, "2025-01-01");
  world.result(world.platelets, 90, "2025-03");  // may lie after the as-of date
  world.result(world.platelets, 200, "2025-01-01");
  CHECK(world.value(number) == Range::at_least(1));
  world.complete(FactKind::observation);
  CHECK(world.value(number) == Range::between(1, 2));
  CHECK(world.has_reason("partial-date"));
}

TEST_CASE("number of: results so far apart from one another") {
  Counts world;
  world.complete(FactKind::observation);
  Query number = world.asks(Selector::count);
  number.apart = days(84);
  for (const auto* day : {"2024-01-01", "2024-02-01", "2024-03-25", "2024-06-17"})
    world.result(world.platelets, 80, day);
  CHECK(world.value(number) == Range::exactly(3));
  world.patient.records.back().start = world.patient.records.back().end = date("2024-06");
  CHECK(world.value(number) == Range::between(2, 3));
}

TEST_CASE("filters: what is not recorded leaves it open") {
  World world;
  const FactId dsdna = world.observation("anti-dsDNA");
  const FieldId method = world.field("method", ValueKind::word);
  world.complete(FactKind::observation);
  Query query = world.query(Selector::any, {dsdna});
  query.filters = {{Filter::Kind::is, method, {world.word("elisa")}, {}, Comparison::equal, {}}};
  world.with_word(world.result(dsdna, 40, "2025-01-01"), method, "farr");
  CHECK(world.holds(query) == no);
  CHECK(world.workspace.evidence.back().role == Role::filtered);
  world.result(dsdna, 50, "2025-01-02");
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("field-not-recorded"));
  query.filters.front().kind = Filter::Kind::not_recorded;
  CHECK(world.holds(query) == yes);
}

TEST_CASE("absence: closes the list of its fact and of narrower ones") {
  World world;
  const FactId cancer = world.condition("cancer");
  const FactId breast = world.condition("breast-cancer");
  world.is_a(breast, cancer);
  const Query ever_cancer = world.query(Selector::any, {cancer});
  const Query ever_breast = world.query(Selector::any, {breast});
  world.absent(breast);
  CHECK(world.holds(ever_cancer) == open);
  CHECK(world.holds(ever_breast) == no);
  world.absent(cancer);
  CHECK(world.holds(ever_cancer) == no);
  CHECK(world.workspace.queries.back().rests_on_absence);
}

TEST_CASE("absence: a record against it leaves it open, unless it came later") {
  World world;
  const FactId cancer = world.condition("cancer");
  const FactId breast = world.condition("breast-cancer");
  world.is_a(breast, cancer);
  world.absent(cancer, "2024-01-01");
  world.ongoing(breast, "2023-06-01");
  const Query active = world.query(Selector::active, {cancer});
  CHECK(world.holds(active) == open);
  CHECK(world.has_reason("conflicting-results"));
  for (Record& record : world.patient.records) {
    if (record.fact == breast) record.start = date("2024-06-01");
  }
  CHECK(world.holds(active) == yes);
}

TEST_CASE("closing: every fact asked must be closed; an assumption must speak of all that are open") {
  World world;
  const FactId a = world.procedure("a");
  const FactId b = world.procedure("b");
  Query query = world.query(Selector::any, {a, b});
  world.absent(a);
  CHECK(world.holds(query) == open);
  query.assumptions = {world.assume({a})};
  CHECK(world.holds(query) == open);
  query.assumptions = {world.assume({b})};
  CHECK(world.holds(query) == no);
  CHECK(world.workspace.queries.back().assumption.exists());
  query.assumptions = {world.assume({}, world.condition(world.query(Selector::any, {b})))};
  CHECK(world.holds(query) == open);
}

TEST_CASE("planned: its own records, whenever they are") {
  World world;
  const FactId surgery = world.procedure("surgery");
  world.complete(FactKind::procedure);
  world.record(surgery, "2025-04-01").status = RecordStatus::planned;
  CHECK(world.holds(world.query(Selector::any, {surgery})) == no);
  Query planned = world.query(Selector::planned, {surgery});
  CHECK(world.holds(planned) == yes);
  planned.window.to = World::on(world.plan.as_of);
  CHECK(world.holds(planned) == no);
}

TEST_CASE("records that may be of another fact or another status never settle a question") {
  World world;
  const FactId surgery = world.procedure("surgery");
  world.complete(FactKind::procedure);
  for (const Flaw flaw : {Flaw::bad_status, Flaw::unrecognised_name}) {
    world.patient.records.clear();
    world.record(surgery, "2025-01-01").flaw = flaw;
    CHECK(world.holds(world.query(Selector::any, {surgery})) == open);
    CHECK(world.has_reason("unusable-record"));
  }
}

TEST_CASE("lines: how many different ones") {
  World world;
  const FactId drug = world.treatment("drug");
  const FieldId line = world.field("line", ValueKind::quantity);
  world.plan.line = line;
  world.complete(FactKind::treatment);
  const Query lines = world.query(Selector::lines, {drug});
  world.with_number(world.span(drug, "2023-01-01", "2023-02-01"), line, 1);
  world.with_number(world.span(drug, "2023-03-01", "2023-04-01"), line, 1);
  world.with_number(world.span(drug, "2023-05-01", "2023-06-01"), line, 2);
  CHECK(world.value(lines) == Range::exactly(2));
  world.span(drug, "2023-07-01", "2023-08-01");
  CHECK(world.value(lines) == Range::between(2, 3));
  CHECK(world.has_reason("field-not-recorded"));
}
