#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Results : World {
  FactId alt = observation("ALT");

  Query latest(const std::vector<ValueTest>& tests = {}) { return with_tests(Selector::most_recent, tests); }
  Query with_tests(Selector selector, const std::vector<ValueTest>& tests) {
    Query made = query(selector, {alt});
    made.tests = tests;
    return made;
  }
};

const ValueTest below_100 = World::compared(Comparison::less, 100);

}  // namespace

TEST_CASE("most recent: the latest on record decides, whatever the order of the records") {
  Results world;
  world.result(world.alt, 200, "2025-01-01");
  world.result(world.alt, 40, "2025-02-01");
  CHECK(world.holds(world.latest({below_100})) == yes);
  CHECK(world.value(world.latest()) == Range::exactly(40));
  world.result(world.alt, 300, "2025-03-02");  // after the as-of date
  CHECK(world.holds(world.latest({below_100})) == yes);
}

TEST_CASE("most recent: none on record is unknown, even where the list is complete") {
  Results world;
  world.complete(FactKind::observation);
  CHECK(world.holds(world.latest({below_100})) == open);
  CHECK(world.has_reason("no-record"));
  const NodeId node = world.quantity(world.latest());
  CHECK(world.range_of(node) == Range::anything());
  CHECK(world.workspace[node].absent == Truth::holds());
}

TEST_CASE("most recent: an assumption stands in where there is none") {
  Results world;
  Query query = world.latest({below_100});
  query.assumptions = {world.assume({world.alt})};
  CHECK(world.holds(query) == no);
  CHECK(world.workspace.queries.back().assumption.exists());
  query.assumptions = {world.assume({world.alt}, world.truth(false))};
  CHECK(world.holds(query) == open);
}

TEST_CASE("most recent: two of one day decide together") {
  Results world;
  world.result(world.alt, 40, "2025-02-01");
  world.result(world.alt, 50, "2025-02-01");
  CHECK(world.holds(world.latest({below_100})) == yes);
  CHECK(world.value(world.latest()) == Range::between(40, 50));
  world.result(world.alt, 100, "2025-02-01");
  CHECK(world.holds(world.latest({below_100})) == open);
  CHECK(world.has_reason("conflicting-results"));
}

TEST_CASE("most recent: a partial date may be the later one") {
  Results world;
  world.result(world.alt, 40, "2025-02-10");
  world.result(world.alt, 200, "2025-02");
  CHECK(world.holds(world.latest({below_100})) == open);
  CHECK(world.has_reason("partial-date"));
  world.result(world.alt, 30, "2025-02-28");
  world.result(world.alt, 35, "2025-03-01");
  CHECK(world.holds(world.latest({below_100})) == yes);
}

TEST_CASE("most recent: a result that may lie outside the window leaves open whether there is any") {
  Results world;
  Query query = world.latest({below_100});
  query.window.from = World::back(world.plan.as_of, days(10));
  world.result(world.alt, 40, "2025-02");
  CHECK(world.holds(query) == open);
  world.result(world.alt, 30, "2025-02-28");
  CHECK(world.holds(query) == yes);
}

TEST_CASE("most recent: an unusable record never counts as absent") {
  Results world;
  world.result(world.alt, 40, "2025-02-01");
  world.record(world.alt, "2025-02-20").flaw = Flaw::bad_unit;
  CHECK(world.holds(world.latest({below_100})) == open);
  CHECK(world.has_reason("unusable-record"));
  for (Record& record : world.patient.records)
    record.status = record.flaw == Flaw::none ? record.status : RecordStatus::void_;
  CHECK(world.holds(world.latest({below_100})) == yes);
}

TEST_CASE("most recent: multiples of the normal limit are of that very result") {
  Results world;
  const ValueTest below_5_uln = World::times_upper(Comparison::less, 5);
  world.result(world.alt, 200, "2025-02-01").upper_limit = Range::exactly(40);
  CHECK(world.holds(world.latest({below_5_uln})) == no);
  world.patient.records.front().upper_limit = Range::exactly(41);
  CHECK(world.holds(world.latest({below_5_uln})) == yes);
  world.patient.records.front().upper_limit.reset();
  CHECK(world.holds(world.latest({below_5_uln})) == open);
  CHECK(world.has_reason("no-reference-range"));
}

TEST_CASE("most recent: conditional limits; an open condition unites them") {
  Results world;
  const FactId metastases = world.condition("liver-metastases");
  world.result(world.alt, 80, "2025-02-01");
  ValueTest wide = World::compared(Comparison::less, 100);
  wide.when = world.condition(world.query(Selector::active, {metastases}));
  const ValueTest narrow = World::compared(Comparison::less, 50);
  CHECK(world.holds(world.latest({wide, narrow})) == open);
  world.patient.records.front().value = Range::exactly(40);
  CHECK(world.holds(world.latest({wide, narrow})) == yes);
  world.patient.records.front().value = Range::exactly(80);
  world.ongoing(metastases, "2024-01-01");
  CHECK(world.holds(world.latest({wide, narrow})) == yes);
}

TEST_CASE("most recent: what is demanded of the record selected") {
  Results world;
  const FieldId cause = world.field("more-likely-cause", ValueKind::word);
  Query query = world.latest({below_100});
  query.demands = {{Filter::Kind::not_recorded, cause, {}, {}, Comparison::equal, {}}};
  world.result(world.alt, 40, "2025-01-01");
  world.with_word(world.result(world.alt, 40, "2025-02-01"), cause, "drug");
  CHECK(world.holds(query) == no);
}

TEST_CASE("most recent: words, listed or not") {
  World world;
  const FactId pregnancy_test = world.observation("pregnancy-test", ValueKind::word);
  world.words(world.type(pregnancy_test), {"positive", "negative"});
  Query query = world.query(Selector::most_recent, {pregnancy_test});
  ValueTest is_negative;
  is_negative.kind = ValueTest::Kind::is_word;
  is_negative.words = {1};
  query.tests = {is_negative};
  world.record(pregnancy_test, "2025-02-27").word = 1;
  CHECK(world.holds(query) == yes);
  world.record(pregnancy_test, "2025-02-28").flaw = Flaw::unlisted_word;
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("inconclusive-result"));
}

TEST_CASE("previous: the one before the latest") {
  Results world;
  const Query previous = world.query(Selector::previous, {world.alt});
  world.result(world.alt, 40, "2025-02-01");
  CHECK(world.value(previous) == Range::anything());
  CHECK(world.has_reason("no-record"));
  world.result(world.alt, 50, "2025-01-01");
  world.result(world.alt, 60, "2024-12-01");
  CHECK(world.value(previous) == Range::exactly(50));
  world.result(world.alt, 70, "2025-02");
  CHECK(world.value(previous) == Range::between(40, 70));
}

TEST_CASE("first, highest, lowest: a record that is missing may be it, unless the list is complete") {
  Results world;
  world.result(world.alt, 40, "2025-01-01");
  world.result(world.alt, 90, "2025-02-01");
  const auto at_least_90 = World::compared(Comparison::greater_or_equal, 90);
  CHECK(world.holds(world.with_tests(Selector::highest, {at_least_90})) == yes);
  CHECK(world.holds(world.with_tests(Selector::highest, {below_100})) == open);
  CHECK(world.has_reason("list-not-complete"));
  CHECK(world.value(world.query(Selector::highest, {world.alt})) == Range::at_least(90));
  CHECK(world.value(world.query(Selector::lowest, {world.alt})) == Range::at_most(40));
  CHECK(world.value(world.query(Selector::first, {world.alt})) == Range::anything());
  world.complete(FactKind::observation);
  CHECK(world.value(world.query(Selector::highest, {world.alt})) == Range::exactly(90));
  CHECK(world.value(world.query(Selector::lowest, {world.alt})) == Range::exactly(40));
  CHECK(world.value(world.query(Selector::first, {world.alt})) == Range::exactly(40));
  world.record(world.alt, "2025-01-15").flaw = Flaw::bad_value;
  CHECK(world.value(world.query(Selector::highest, {world.alt})) == Range::at_least(90));
}

TEST_CASE("highest: multiples of the normal limit") {
  Results world;
  world.complete(FactKind::observation);
  world.result(world.alt, 90, "2025-02-01").upper_limit = Range::exactly(40);
  world.result(world.alt, 80, "2025-01-01");
  CHECK(world.holds(world.with_tests(Selector::highest, {World::times_upper(Comparison::greater, 2)})) ==
        yes);
}

TEST_CASE("otherwise: stands in only where there is no record at all") {
  Results world;
  const NodeId latest = world.quantity(world.latest());
  const NodeId either = world.op(Op::otherwise, {latest, world.number(7)});
  CHECK(world.range_of(either) == Range::exactly(7));
  world.record(world.alt, "2025-02-01").flaw = Flaw::bad_value;
  CHECK(world.range_of(either) == Range::anything());
}

TEST_CASE("answers: the latest one; without a date it stands on the as-of date") {
  World world;
  const FactId barrier = world.fact("compliance-barrier", FactKind::question);
  world.words(world.type(barrier), {"yes", "no"});
  Query query = world.query(Selector::latest_answer, {barrier});
  ValueTest is_yes;
  is_yes.kind = ValueTest::Kind::is_word;
  is_yes.words = {0};
  query.tests = {is_yes};
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("not-answered"));
  Query assumed = query;
  assumed.assumptions = {world.assume({})};
  CHECK(world.holds(assumed) == no);
  assumed.tests.front().words = {1};
  CHECK(world.holds(assumed) == yes);
  world.record(barrier, "2025-02-01").word = 0;
  CHECK(world.holds(query) == yes);
  world.record(barrier).word = 1;
  CHECK(world.holds(query) == no);
}

TEST_CASE("attributes: words, lists, gaps") {
  World world;
  const FactId sex = world.fact("sex", FactKind::attribute);
  world.words(world.type(sex), {"female", "male"});
  const FactId methods = world.fact("contraception-methods", FactKind::attribute);
  Query query = world.query(Selector::latest_answer, {sex});
  ValueTest is_female;
  is_female.kind = ValueTest::Kind::is_word;
  is_female.words = {0};
  query.tests = {is_female};
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("no-attribute"));
  world.attribute(sex).word = 0;
  CHECK(world.holds(query) == yes);
  world.patient.attributes.front().word.reset();
  world.patient.attributes.front().flaw = Flaw::unlisted_word;
  CHECK(world.holds(query) == open);
  CHECK(world.has_reason("inconclusive-result"));
  CHECK(world.value(world.query(Selector::count, {methods})) == Range::at_least(0));
  world.attribute(methods).list = {"condom", "pill"};
  CHECK(world.value(world.query(Selector::count, {methods})) == Range::exactly(2));
}
