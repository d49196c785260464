#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE("told of attributes: what is missing, cannot be read, or is a range") {
  Told world;
  const FactId weight = world.fact("weight", FactKind::attribute);
  Query value = world.query(Selector::latest_answer, {weight});
  CHECK(world.tell_value(value) == "not known; because no-attribute weight");
  world.attribute(weight).value = Range::between(60, 70);
  CHECK(world.tell_value(value) == "60 to 70; because censored-value weight");
  Query light = value;
  light.tests = {world.below_100};
  CHECK(world.tell(light) == "holds");
  light.tests = {World::compared(Comparison::less, 65)};
  CHECK(world.tell(light) == "holds, fails; because censored-value weight");
  world.patient.attributes.front().flaw = Flaw::bad_value;
  CHECK(world.tell(light) == "holds, fails; because unusable-record weight!");
  CHECK(world.tell_value(value) == "not known; because unusable-record weight!");
  CHECK(world.tell_value(world.query(Selector::count, {weight})) ==
        "at least 0; because unusable-record weight!");
  world.patient.attributes.clear();
  CHECK(world.tell(light) == "holds, fails; because no-attribute weight");
  CHECK(world.tell_value(world.query(Selector::count, {weight})) ==
        "at least 0; because no-attribute weight");
}

TEST_CASE("told of attributes: a date in a window") {
  Told world;
  const FactId death = world.fact("death", FactKind::attribute);
  const AnchorId enrolment = world.anchor("enrolment", "2025-03-10");
  Query before = world.query(Selector::latest_answer, {death});
  before.window.to = World::on(enrolment);
  CHECK(world.tell(before) == "holds, fails; because no-attribute death");
  world.attribute(death).date = date("2025-03-10");
  CHECK(world.tell(before) == "holds");
  world.patient.attributes.front().date = date("2025-03-11");
  CHECK(world.tell(before) == "fails");
  world.patient.attributes.front().date = date("2025-03");
  CHECK(world.tell(before) == "holds, fails; because partial-date death");
  world.patient.attributes.front().flaw = Flaw::bad_value;
  CHECK(world.tell(before) == "holds, fails; because unusable-record death!");
  world.patient.attributes.front().flaw = Flaw::none;
  world.patient.attributes.front().date = date("2025-03-11");
  world.patient.anchors[enrolment.value] = date("2025-03");
  CHECK(world.tell(before) == "holds, fails; because partial-date of enrolment");
  world.patient.attributes.front().date = date("2025-03");
  CHECK(world.tell(before) == "holds, fails; because partial-date death");
  world.patient.anchors[enrolment.value].reset();
  CHECK(world.tell(before) == "holds, fails; because no-anchor of enrolment");
}

TEST_CASE("told of age: what of the two days is not known") {
  Told world;
  const FactId birth = world.fact("birth-date", FactKind::attribute);
  const Query age = world.query(Selector::latest_answer, {birth});
  CHECK(world.tell(age, Op::age) == "not known; because no-attribute birth-date");
  world.attribute(birth).date = date("2000-03-02");
  CHECK(world.tell(age, Op::age) == "24");
  world.patient.attributes.front().date = date("2000");
  CHECK(world.tell(age, Op::age) == "24 to 25; because partial-date birth-date");
  world.patient.attributes.front().date = date("1999");
  world.patient.anchors.front() = date("2025");
  CHECK(world.tell(age, Op::age) == "25 to 26; because partial-date birth-date");
  world.patient.attributes.front().date = date("2000-03-02");
  CHECK(world.tell(age, Op::age) == "24 to 25; because partial-date of screening");
  world.patient.attributes.front().flaw = Flaw::bad_date;
  CHECK(world.tell(age, Op::age) == "not known; because unusable-record birth-date!");
  world.patient.anchors.front().reset();
  CHECK(world.tell(age, Op::age) == "not known; because no-anchor of screening");
}

TEST_CASE("told of attributes: a date in a window by the clock, and in one that lies ahead") {
  Told world;
  const FactId death = world.fact("death", FactKind::attribute);
  world.attribute(death).date = date("2025-02-28");
  Query within = world.query(Selector::latest_answer, {death});
  within.window = {World::back(world.plan.as_of, {}), World::on(world.plan.as_of)};
  within.window.from->reach.first.minutes = 12 * 60;
  CHECK(world.tell(within) == "holds, fails; because no-time death");
  within.window.from->reach.first.minutes = 48 * 60;
  CHECK(world.tell(within) == "holds");
  Query after = world.query(Selector::latest_answer, {death});
  after.window.from = World::on(world.plan.as_of);
  world.patient.attributes.front().date = date("2025-12-01");
  CHECK(world.tell(after) == "holds");
  world.patient.attributes.front().date = date("2025-02-28");
  CHECK(world.tell(after) == "fails");
}

TEST_CASE(
    "told of attributes: what is supposed of one is not recorded, and one that nobody understands may not "
    "be") {
  Told world;
  const FactId weight = world.fact("weight", FactKind::attribute);
  const NodeId of_weight = world.quantity(world.query(Selector::latest_answer, {weight}));
  const NodeId or_nine = world.op(Op::otherwise, {of_weight, world.World::number(9)});
  CHECK(world.range_of(or_nine) == Range::exactly(9));
  Attribute& known = world.attribute(weight);
  known.value = Range::exactly(70);
  CHECK(world.range_of(or_nine) == Range::exactly(70));
  known.is_supposed = true;
  CHECK(world.range_of(or_nine) == Range::exactly(9));
  known.flaw = Flaw::not_understood;
  CHECK(world.range_of(or_nine) == Range::anything());
  const FactId sex = world.fact("sex", FactKind::attribute);
  world.words(world.type(sex), {"female", "male"});
  Query is_female = world.query(Selector::latest_answer, {sex});
  is_female.tests = {{}};
  is_female.tests.front().kind = ValueTest::Kind::is_word;
  is_female.tests.front().words = {0};
  world.attribute(sex).is_word_unlisted = true;
  CHECK(world.tell(is_female) == "fails");
}

TEST_CASE("told of attributes: a number of entries that an assumption stands in for") {
  Told world;
  const FactId trials = world.fact("trials", FactKind::attribute);
  Query number = world.query(Selector::count, {trials});
  number.assumptions = {world.assume({trials})};
  CHECK(world.tell_value(number) == "0; by assumption");
  world.attribute(trials).list = {"one", "two"};
  CHECK(world.tell_value(number) == "2");
  world.patient.attributes.front().is_supposed = true;
  CHECK(world.tell_value(number) == "0; by assumption");
}
