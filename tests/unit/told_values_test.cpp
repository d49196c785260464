#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE("told of limits of normal: the one that is not brought") {
  Told world;
  ValueTest below_2_uln = World::times_upper(Comparison::less, 2);
  ValueTest above_half_lln = World::times_upper(Comparison::greater, Number::fraction(1, 2));
  above_half_lln.kind = ValueTest::Kind::times_lower;
  world.result(world.alt, 40, "2025-02-01");
  CHECK(world.tell(world.of(Selector::most_recent, {below_2_uln})) ==
        "holds, fails; 1 maybe; because no-reference-range 1");
  CHECK(world.tell(world.of(Selector::most_recent, {above_half_lln})) ==
        "holds, fails; 1 maybe; because no-reference-range 1");
  world.patient.records.front().upper_limit = Range::exactly(20);
  world.patient.records.front().lower_limit = Range::exactly(79);
  CHECK(world.tell(world.of(Selector::most_recent, {below_2_uln})) == "fails; 1 decided");
  CHECK(world.tell(world.of(Selector::most_recent, {above_half_lln})) == "holds; 1 decided");
  world.patient.records.front().value = Range::exactly(0);
  world.patient.records.front().upper_limit.reset();
  CHECK(world.tell(world.of(Selector::most_recent, {below_2_uln})) == "holds; 1 decided");
  CHECK(world.tell(world.of(Selector::most_recent, {World::times_upper(Comparison::less, 0)})) ==
        "fails; 1 decided");
  world.patient.records.front().value = Range::between(-2, 0);
  CHECK(world.tell(world.of(Selector::most_recent, {World::times_upper(Comparison::less_or_equal, 0)})) ==
        "holds; 1 decided");
  CHECK(world.tell(world.of(Selector::most_recent, {World::times_upper(Comparison::less, 0)})) ==
        "holds, fails; 1 maybe; because no-reference-range 1");
  world.patient.records.front().value = Range::above(0);
  CHECK(world.tell(world.of(Selector::most_recent, {World::times_upper(Comparison::greater, 0)})) ==
        "holds; 1 decided");
  CHECK(world.tell(world.of(Selector::highest, {below_2_uln})) ==
        "holds, fails; 1 maybe; because list-not-complete ALT, no-reference-range 1");
}

TEST_CASE("told of values: between two limits, both of them in it") {
  Told world;
  ValueTest between;
  between.kind = ValueTest::Kind::between;
  between.limit = Range::between(10, 20);
  world.result(world.alt, 10, "2025-02-01");
  const auto told_of = [&](const Range& value) {
    world.patient.records.front().value = value;
    return world.tell(world.of(Selector::most_recent, {between}));
  };
  CHECK(told_of(Range::exactly(9)) == "fails; 1 decided");
  CHECK(told_of(Range::exactly(10)) == "holds; 1 decided");
  CHECK(told_of(Range::exactly(20)) == "holds; 1 decided");
  CHECK(told_of(Range::exactly(21)) == "fails; 1 decided");
  CHECK(told_of(Range::between(15, 25)) == "holds, fails; 1 maybe; because censored-value 1");
  CHECK(told_of(Range::between(5, 15)) == "holds, fails; 1 maybe; because censored-value 1");
  CHECK(told_of(Range::above(20)) == "fails; 1 decided");
  CHECK(told_of(Range::below(10)) == "fails; 1 decided");
}

TEST_CASE("told of values: a grade is one of its scale, and none between two of them") {
  Told world;
  const FactId grade = world.observation("severity", ValueKind::grade);
  world.words(world.type(grade), {"mild", "moderate", "severe"});
  const auto told_of = [&](const Range& value, Comparison comparison, int limit) {
    world.patient.records.clear();
    world.record(grade, "2025-02-01").value = value;
    Query latest = world.query(Selector::most_recent, {grade});
    latest.tests = {World::compared(comparison, limit)};
    return world.tell(latest);
  };
  CHECK(told_of(Range::above(0), Comparison::greater_or_equal, 1) == "holds; 1 decided");
  CHECK(told_of(Range::above(1), Comparison::equal, 2) == "holds; 1 decided");
  CHECK(told_of(Range::above(0), Comparison::less_or_equal, 2) == "holds; 1 decided");
  CHECK(told_of(Range::below(2), Comparison::less_or_equal, 1) == "holds; 1 decided");
  CHECK(told_of(Range::below(1), Comparison::equal, 0) == "holds; 1 decided");
  CHECK(told_of(Range::above(0), Comparison::equal, 2) == "holds, fails; 1 maybe; because censored-value 1");
  const auto is_word = [&](const Range& value, const std::vector<std::uint32_t>& words, bool is_not) {
    world.patient.records.clear();
    world.record(grade, "2025-02-01").value = value;
    Query latest = world.query(Selector::most_recent, {grade});
    ValueTest test;
    test.kind = ValueTest::Kind::is_word;
    test.words = words;
    test.is_negated = is_not;
    latest.tests = {test};
    return world.tell(latest);
  };
  CHECK(is_word(Range::above(0), {1, 2}, false) == "holds; 1 decided");
  CHECK(is_word(Range::above(0), {0}, true) == "holds; 1 decided");
  CHECK(is_word(Range::above(0), {1}, false) == "holds, fails; 1 maybe; because censored-value 1");
  CHECK(is_word(Range::above(2), {1}, false) == "holds, fails; 1 maybe; because censored-value 1");
}

TEST_CASE("told of conditional limits: the first whose condition holds, all that may") {
  Told world;
  const NodeId open_condition = world.condition(world.query(Selector::any, {world.cancer}));
  world.result(world.alt, 80, "2025-02-01");
  ValueTest wide = World::compared(Comparison::less, 100);
  ValueTest narrow = World::compared(Comparison::less, 50);
  wide.when = world.truth(true);
  CHECK(world.tell(world.of(Selector::most_recent, {wide, narrow})) == "holds; 1 decided");
  wide.when = world.truth(false);
  CHECK(world.tell(world.of(Selector::most_recent, {wide, narrow})) == "fails; 1 decided");
  wide.when = open_condition;
  CHECK(world.tell(world.of(Selector::most_recent, {wide, narrow})) == "holds, fails; 1 maybe");
  narrow.when = world.truth(false);
  CHECK(world.tell(world.of(Selector::most_recent, {narrow})) == "holds, fails; 1 maybe");
}

TEST_CASE("told of filters: what a field says, leaves open, or does not say") {
  Told world;
  world.complete(FactKind::observation);
  const FieldId count = world.field("count", ValueKind::quantity);
  const auto told_of = [&](const Filter& filter) {
    Query any = world.of(Selector::any);
    any.filters = {filter};
    return world.tell(any);
  };
  const Filter elisa = world.by("elisa");
  Filter no_elisa = elisa;
  no_elisa.kind = Filter::Kind::is_not;
  const Filter recorded{Filter::Kind::recorded, world.method, {}, {}, Comparison::equal, {}};
  const Filter left_out{Filter::Kind::not_recorded, world.method, {}, {}, Comparison::equal, {}};
  const Filter over_2{Filter::Kind::compare, count, {}, {}, Comparison::greater, Range::exactly(2)};
  world.result(world.alt, 40, "2025-02-01");
  CHECK(told_of(elisa) == "holds, fails; 1 maybe; by list; because field-not-recorded 1 method");
  CHECK(told_of(recorded) == "fails; 1 filtered; by list");
  CHECK(told_of(left_out) == "holds; 1 decided");
  CHECK(told_of(over_2) == "holds, fails; 1 maybe; by list; because field-not-recorded 1 count");
  world.with_word(world.patient.records.front(), world.method, "other");
  CHECK(told_of(elisa) == "fails; 1 filtered; by list");
  CHECK(told_of(no_elisa) == "holds; 1 decided");
  CHECK(told_of(recorded) == "holds; 1 decided");
  CHECK(told_of(left_out) == "fails; 1 filtered; by list");
  world.patient.fields.front().flaw = Flaw::unlisted_word;
  CHECK(told_of(elisa) == "holds, fails; 1 maybe; by list; because inconclusive-result 1 method!");
  world.patient.records.clear();
  world.with_number(world.result(world.alt, 40, "2025-02-01"), count, 3);
  CHECK(told_of(over_2) == "holds; 1 decided");
  world.patient.fields.back().quantity = Range::between(1, 3);
  CHECK(told_of(over_2) == "holds, fails; 1 maybe; by list; because censored-value 1 count");
  world.patient.fields.back().quantity = Range::exactly(2);
  CHECK(told_of(over_2) == "fails; 1 filtered; by list");
}

TEST_CASE("told of values: what is missing may be any, which is enough where any will do") {
  Told world;
  const FactId sex = world.fact("sex", FactKind::attribute);
  world.words(world.type(sex), {"female", "male"});
  world.type(sex).is_closed = true;
  Query query = world.query(Selector::latest_answer, {sex});
  ValueTest either;
  either.kind = ValueTest::Kind::is_word;
  either.words = {0, 1};
  query.tests = {either};
  CHECK(world.tell(query) == "holds");
  query.tests.front().words = {0};
  CHECK(world.tell(query) == "holds, fails; because no-attribute sex");
}

TEST_CASE("told of values: the highest grade is one of its scale") {
  Told world;
  world.complete(FactKind::observation);
  const FactId grade = world.observation("severity", ValueKind::grade);
  world.words(world.type(grade), {"mild", "moderate", "severe"});
  world.record(grade, "2025-02-01").value = Range::above(0);
  Query highest = world.query(Selector::highest, {grade});
  highest.tests = {World::compared(Comparison::greater_or_equal, 1)};
  CHECK(world.tell(highest) == "holds; 1 decided; by list; chosen 1");
}

TEST_CASE("told of values: a sum of nothing is nothing, and what stands in for a record that is not there") {
  Told world;
  CHECK(world.range_of(world.op(Op::sum, {})) == Range::exactly(0));
  CHECK(world.range_of(world.op(Op::smallest, {})) == Range::exactly(0));
  const FactId ast = world.observation("AST");
  world.result(ast, 7, "2025-02-01");
  const NodeId of_alt = world.quantity(world.of(Selector::most_recent));
  const NodeId of_ast = world.quantity(world.query(Selector::most_recent, {ast}));
  const NodeId is_ill = world.condition(world.query(Selector::any, {world.cancer}));
  const NodeId nine = world.World::number(9);
  const auto or_nine = [&](Op op, const std::vector<NodeId>& operands) {
    return world.range_of(world.op(Op::otherwise, {world.op(op, operands), nine}));
  };
  CHECK(or_nine(Op::add, {of_alt, of_alt}) == Range::exactly(9));
  CHECK(or_nine(Op::add, {of_ast, of_ast}) == Range::exactly(14));
  CHECK(or_nine(Op::add, {of_alt, of_ast}) == Range::anything());
  CHECK(or_nine(Op::add, {nine, of_alt}) == Range::exactly(9));
  CHECK(or_nine(Op::otherwise, {of_alt, of_alt}) == Range::exactly(9));
  CHECK(or_nine(Op::otherwise, {of_alt, of_ast}) == Range::exactly(7));
  CHECK(or_nine(Op::choose, {is_ill, of_alt, of_ast}) == Range::anything());
  CHECK(or_nine(Op::choose, {is_ill, of_alt, of_alt}) == Range::exactly(9));
  CHECK(or_nine(Op::choose, {is_ill, of_ast, of_ast}) == Range::exactly(7));
  world.patient.records.front().flaw = Flaw::unconfirmed;
  CHECK(or_nine(Op::otherwise, {of_ast, of_ast}) == Range::anything());
  CHECK(or_nine(Op::choose, {world.truth(true), of_ast, of_alt}) == Range::anything());
  const FactId weight = world.fact("weight", FactKind::attribute);
  Attribute& supposed = world.attribute(weight);
  supposed.value = Range::between(60, 70);
  supposed.is_supposed = true;
  const NodeId of_weight = world.quantity(world.query(Selector::latest_answer, {weight}));
  const NodeId either = world.op(Op::choose, {is_ill, nine, of_weight});
  const NodeId large = world.World::number(900);
  CHECK(world.range_of(world.op(Op::otherwise, {either, large})) == Range::between(9, 900));
  CHECK(world.range_of(world.op(Op::otherwise, {either, world.World::number(20)})) == Range::between(9, 70));
  const NodeId nested = world.op(Op::otherwise, {either, either});
  CHECK(world.range_of(world.op(Op::otherwise, {nested, large})) == Range::between(9, 900));
  const NodeId closed = world.op(Op::otherwise, {either, world.World::number(20)});
  CHECK(world.range_of(world.op(Op::otherwise, {closed, large})) == Range::between(9, 70));
  CHECK(or_nine(Op::choose, {world.truth(false), of_ast, of_alt}) == Range::exactly(9));
}

TEST_CASE("told of values: the reasons of many records, each once") {
  Told world;
  world.complete(FactKind::observation);
  Query any = world.of(Selector::any, {world.below_100});
  any.filters = {world.by("elisa")};
  for (int i = 0; i < 40; ++i) world.result(world.alt, 40, "2025-02-01");
  const std::string told = world.tell(any);
  CHECK(std::count(told.begin(), told.end(), 'm') == 80);  // forty times `maybe` and `method`
  DistinctReasons distinct;
  std::vector<Reason> reasons;
  for (std::uint32_t i = 0; i < 64; ++i)
    distinct.add(reasons, 0, {ReasonCode::no_date, world.alt, RecordId{i % 32}, {}, {}, Flaw::none, {}});
  CHECK(reasons.size() == 32);
  for (std::uint32_t i = 0; i < 120; ++i)
    distinct.add(reasons, 0, {ReasonCode::no_date, world.alt, RecordId{i % 40}, {}, {}, Flaw::none, {}});
  CHECK(reasons.size() == 40);
}

TEST_CASE("told of an evaluation: its steps, counted anew for each patient, by records and nodes") {
  Told world;
  const NodeId any = world.condition(world.query(Selector::any, {world.cancer}));
  const auto steps = [&] {
    world.run();
    return world.workspace.steps;
  };
  const std::int64_t of_none = steps();
  CHECK(steps() == of_none);
  for (int i = 0; i < 10; ++i) world.span(world.cancer, "2024-01-01", "2024-05-01");
  const std::int64_t of_ten = steps();
  CHECK(of_ten >= of_none + 50);
  for (int i = 0; i < 10; ++i) world.absent(world.cancer, "2023-01-01");
  CHECK(steps() >= of_ten + 500);
  const std::int64_t before = world.workspace.steps;
  evaluate(world.plan, world.patient, world.workspace, {any});
  CHECK(world.workspace.steps > before + 5);
  const NodeId always = world.truth(true);
  static_cast<void>(steps());
  const std::int64_t of_all = world.workspace.steps;
  evaluate(world.plan, world.patient, world.workspace, {always});
  CHECK(world.workspace.steps == of_all + 5);
  // A question that two nodes ask is asked once.
  world.add(world.plan[any]);
  CHECK(steps() == of_all);
}
