#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE("told of the latest: the one that decides, and those that came before") {
  Told world;
  world.result(world.alt, 40, "2025-02-01");
  world.result(world.alt, 200, "2025-01-01");
  world.result(world.alt, 30, "2025-03-02");
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds; 3 after, 2 superseded, 1 decided");
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "40; 3 after, 2 superseded, 1 decided; chosen 1");
  world.record(world.alt, "2025-02-20").status = RecordStatus::void_;
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "40; 4 void, 3 after, 2 superseded, 1 decided; chosen 1");
}

TEST_CASE("told of the latest: none there is the reason only where nothing else is") {
  Told world;
  Query within = world.of(Selector::most_recent, {world.below_100});
  within.window.from = World::back(world.plan.as_of, days(10));
  CHECK(world.tell(within) == "holds, fails; because no-record ALT");
  world.result(world.alt, 40, "2025-02");
  CHECK(world.tell(within) == "holds, fails; 1 maybe; because partial-date 1");
  world.result(world.alt, 40, "2025-01-01");
  CHECK(world.tell(within) == "holds, fails; 2 outside, 1 maybe; because partial-date 1");
}

TEST_CASE("told of the latest: results of one day that disagree are a conflict, each of them told") {
  Told world;
  world.result(world.alt, 40, "2025-02-01");
  world.result(world.alt, 200, "2025-02-01");
  world.result(world.alt, 40, "2025-01-01");
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 3 superseded, 1 maybe, 2 maybe; because conflicting-results 1, conflicting-results 2");
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "40 to 200; 3 superseded, 1 maybe, 2 maybe; because conflicting-results 1, conflicting-results 2");
  world.result(world.alt, 60, "2025-02-01");
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 3 superseded, 1 maybe, 2 maybe, 4 maybe; because conflicting-results 1, "
        "conflicting-results 2, conflicting-results 4");
}

TEST_CASE("told of the latest: a date that is not exact is the reason, not the conflict that it makes") {
  Told world;
  world.result(world.alt, 40, "2025-02-10");
  world.result(world.alt, 200, "2025-02");
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 2 maybe, 1 maybe; because partial-date 2");
  world.result(world.alt, 300);
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 3 maybe, 2 maybe, 1 maybe; because no-date 3, partial-date 2");
  world.patient.records.front().has_bad_date = true;
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 3 maybe, 2 maybe, 1 maybe; because unusable-record 3!, partial-date 2");
}

TEST_CASE("told of the latest: a value that is open by itself") {
  Told world;
  world.record(world.alt, "2025-02-10").value = Range::between(90, 110);
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 1 maybe; because censored-value 1");
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "90 to 110; 1 maybe; chosen 1; because censored-value 1");
  world.patient.records.back().flaw = Flaw::bad_unit;
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 1 maybe; because unusable-record 1!");
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "not known; 1 maybe; chosen 1; because unusable-record 1!");
  world.patient.records.back().flaw = Flaw::unlisted_word;
  CHECK(world.tell_value(world.of(Selector::most_recent)) ==
        "not known; 1 maybe; chosen 1; because inconclusive-result 1!");
}

TEST_CASE("told of the latest: a filter leaves out, or leaves open") {
  Told world;
  Query by_elisa = world.of(Selector::most_recent, {world.below_100});
  by_elisa.filters = {world.by("elisa")};
  world.with_word(world.result(world.alt, 40, "2025-02-01"), world.method, "elisa");
  world.with_word(world.result(world.alt, 200, "2025-02-10"), world.method, "other");
  CHECK(world.tell(by_elisa) == "holds; 2 filtered, 1 decided");
  world.result(world.alt, 300, "2025-02-20");
  CHECK(world.tell(by_elisa) ==
        "holds, fails; 2 filtered, 1 maybe, 3 maybe; because conflicting-results 1, field-not-recorded 3 "
        "method");
  Query demanded = world.of(Selector::most_recent, {world.below_100});
  demanded.demands = by_elisa.filters;
  CHECK(world.tell(demanded) == "fails; 1 superseded, 2 superseded, 3 decided");
  world.result(world.alt, 50, "2025-02-21");
  CHECK(
      world.tell(demanded) ==
      "holds, fails; 1 superseded, 2 superseded, 3 superseded, 4 maybe; because field-not-recorded 4 method");
}

TEST_CASE("told of the one before: whether there are two") {
  Told world;
  world.result(world.alt, 40, "2025-02-01");
  CHECK(world.tell_value(world.of(Selector::previous)) == "not known; 1 superseded; because no-record ALT");
  world.result(world.alt, 50, "2025-01-01");
  CHECK(world.tell_value(world.of(Selector::previous)) == "50; 2 decided, 1 superseded; chosen 2");
  world.result(world.alt, 60, "2025-02-01").flaw = Flaw::unconfirmed;
  CHECK(world.tell_value(world.of(Selector::previous)) ==
        "40 to 60; 2 maybe, 1 maybe, 3 maybe; because conflicting-results 2, conflicting-results 1, "
        "unconfirmed-record 3!");
  world.patient.records.front().may_repeat = true;
  CHECK(world.tell_value(world.of(Selector::previous)) ==
        "not known; 2 maybe, 1 maybe, 3 maybe; because possible-repeat 2, unconfirmed-record 3!, "
        "conflicting-results 1");
}

TEST_CASE("told of the one before: three of one day, or of days that may be the same") {
  Told world;
  world.result(world.alt, 10, "2025-01-01");
  world.result(world.alt, 20, "2025-02-01");
  world.result(world.alt, 30, "2025-02-01");
  CHECK(world.tell_value(world.of(Selector::previous)) ==
        "20 to 30; 1 superseded, 2 maybe, 3 maybe; because conflicting-results 2, conflicting-results 3");
  world.result(world.alt, 40, "2025-02");
  CHECK(world.tell_value(world.of(Selector::previous)) ==
        "20 to 40; 1 superseded, 2 maybe, 3 maybe, 4 maybe; because partial-date 4");
}

TEST_CASE("told of the first: an earlier one may not be on record") {
  Told world;
  world.result(world.alt, 40, "2025-02-01");
  world.result(world.alt, 200, "2025-01-01");
  CHECK(world.tell(world.of(Selector::first, {world.below_100})) ==
        "holds, fails; 2 maybe, 1 superseded; because list-not-complete ALT");
  world.complete(FactKind::observation);
  CHECK(world.tell(world.of(Selector::first, {world.below_100})) ==
        "fails; 2 decided, 1 superseded; by list");
  CHECK(world.tell_value(world.of(Selector::first)) == "200; 2 decided, 1 superseded; by list; chosen 2");
  world.result(world.alt, 30, "2025-01");
  CHECK(world.tell(world.of(Selector::first, {world.below_100})) ==
        "holds, fails; 2 maybe, 3 maybe, 1 superseded; by list; because partial-date 3");
  world.result(world.alt, 30, "2025-01-01").flaw = Flaw::unconfirmed;
  CHECK(world.tell(world.of(Selector::first, {world.below_100})) ==
        "holds, fails; 2 maybe, 3 maybe, 4 maybe, 1 superseded; by list; because partial-date 3, "
        "unconfirmed-record 4!");
}

TEST_CASE("told of the highest: those that may be it") {
  Told world;
  world.complete(FactKind::observation);
  world.result(world.alt, 40, "2025-01-01");
  world.result(world.alt, 90, "2025-02-01");
  CHECK(world.tell_value(world.of(Selector::highest)) == "90; 1 considered, 2 decided; by list; chosen 2");
  CHECK(world.tell_value(world.of(Selector::lowest)) == "40; 1 decided, 2 considered; by list; chosen 1");
  world.record(world.alt, "2025-01-05").value = Range::between(80, 95);
  CHECK(world.tell_value(world.of(Selector::highest)) ==
        "90 to 95; 1 considered, 3 maybe, 2 maybe; by list; because censored-value 3");
  world.record(world.alt, "2025-01-06").flaw = Flaw::bad_value;
  CHECK(world.tell(world.of(Selector::highest, {world.below_100})) ==
        "holds, fails; 1 considered, 3 maybe, 4 maybe, 2 maybe; by list; because censored-value 3, "
        "unusable-record 4!");
  CHECK(world.tell(world.of(Selector::lowest, {World::compared(Comparison::less, 50)})) ==
        "holds; 1 decided, 3 considered, 4 decided, 2 considered; by list");
  world.patient.complete.clear();
  CHECK(world.tell(world.of(Selector::highest, {world.below_100})) ==
        "holds, fails; 1 considered, 3 maybe, 4 maybe, 2 maybe; because censored-value 3, unusable-record "
        "4!, list-not-complete ALT");
}

TEST_CASE("told of the highest: one that may not count is no bound from below") {
  Told world;
  world.complete(FactKind::observation);
  world.result(world.alt, 90, "2025-02-01").flaw = Flaw::unconfirmed;
  CHECK(world.tell_value(world.of(Selector::highest)) ==
        "not known; 1 maybe; by list; because unconfirmed-record 1!");
  world.result(world.alt, 40, "2025-01-01");
  CHECK(world.tell_value(world.of(Selector::highest)) ==
        "40 to 90; 2 maybe, 1 maybe; by list; because unconfirmed-record 1!");
  CHECK(world.tell(world.of(Selector::highest, {World::compared(Comparison::less, 90)})) ==
        "holds, fails; 2 maybe, 1 maybe; by list; because unconfirmed-record 1!");
  CHECK(world.tell(world.of(Selector::highest, {world.below_100})) == "holds; 2 decided, 1 decided; by list");
}

TEST_CASE("told of any: what holds, what may, what does not") {
  Told world;
  world.result(world.alt, 40, "2025-01-01");
  world.result(world.alt, 200, "2025-02-01");
  CHECK(world.tell(world.of(Selector::any, {world.below_100})) == "holds; 1 decided, 2 considered");
  const ValueTest above_300 = World::compared(Comparison::greater, 300);
  CHECK(world.tell(world.of(Selector::any, {above_300})) ==
        "holds, fails; 1 considered, 2 considered; because list-not-complete ALT");
  world.complete(FactKind::observation);
  CHECK(world.tell(world.of(Selector::any, {above_300})) == "fails; 1 considered, 2 considered; by list");
  world.record(world.alt, "2025-02-02").value = Range::above(250);
  CHECK(world.tell(world.of(Selector::any, {above_300})) ==
        "holds, fails; 1 considered, 2 considered, 3 maybe; by list; because censored-value 3");
  world.result(world.alt, 400, "2025-02-03").flaw = Flaw::unconfirmed;
  CHECK(world.tell(world.of(Selector::any, {above_300})) ==
        "holds, fails; 1 considered, 2 considered, 3 maybe, 4 maybe; by list; because censored-value 3, "
        "unconfirmed-record 4!");
}

TEST_CASE("told of every: the one that fails, and that there may be none") {
  Told world;
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) ==
        "holds, fails, inapplicable; because list-not-complete ALT");
  world.complete(FactKind::observation);
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) == "inapplicable; by list");
  world.result(world.alt, 40, "2025-01-01").flaw = Flaw::unconfirmed;
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) ==
        "holds, inapplicable; 1 maybe; by list; because unconfirmed-record 1!");
  world.result(world.alt, 50, "2025-01-02");
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) == "holds; 1 maybe, 2 considered; by list");
  world.result(world.alt, 500, "2025-01-03");
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) ==
        "fails; 1 maybe, 2 considered, 3 decided");
}

TEST_CASE("told of a number: those that count, may count, and may be one") {
  Told world;
  world.complete(FactKind::observation);
  world.result(world.alt, 40, "2025-01-01");
  world.result(world.alt, 200, "2025-02-01");
  CHECK(world.tell_value(world.of(Selector::count, {world.below_100})) ==
        "1; 1 decided, 2 considered; by list");
  world.result(world.alt, 50, "2025-02-10").may_repeat = true;
  CHECK(world.tell_value(world.of(Selector::count, {world.below_100})) ==
        "1 to 2; 1 decided, 2 considered, 3 maybe; by list; because possible-repeat 3");
  world.record(world.alt, "2025-02-11").value = Range::between(90, 110);
  CHECK(world.tell_value(world.of(Selector::count, {world.below_100})) ==
        "1 to 3; 1 decided, 2 considered, 3 maybe, 4 maybe; by list; because possible-repeat 3, "
        "censored-value 4");
  Query apart = world.of(Selector::count, {world.below_100});
  apart.apart = days(0);
  CHECK(world.tell_value(apart) ==
        "1 to 3; 1 decided, 2 considered, 3 maybe, 4 maybe; by list; because possible-repeat 3, "
        "censored-value 4");
  apart.apart = days(30);
  CHECK(world.tell_value(apart) == "2; 1 decided, 2 considered, 3 decided, 4 maybe; by list");
  world.result(world.alt, 60, "2024");
  CHECK(world.tell_value(apart) ==
        "2 to 3; 5 decided, 1 decided, 2 considered, 3 decided, 4 maybe; by list; because partial-date 5, "
        "censored-value 4");
  world.result(world.alt, 70);
  CHECK(world.tell_value(apart) ==
        "2 to 4; 6 decided, 5 decided, 1 decided, 2 considered, 3 decided, 4 maybe; by list; because no-date "
        "6, partial-date 5, censored-value 4");
}

TEST_CASE("told of answers: none, or one of two of a day") {
  Told world;
  const FactId smokes = world.fact("smokes", FactKind::question);
  world.words(world.type(smokes), {"yes", "no"});
  Query query = world.query(Selector::latest_answer, {smokes});
  ValueTest is_yes;
  is_yes.kind = ValueTest::Kind::is_word;
  is_yes.words = {0};
  query.tests = {is_yes};
  CHECK(world.tell(query) == "holds, fails; because not-answered smokes");
  world.record(smokes, "2025-02-01").word = 0;
  CHECK(world.tell(query) == "holds; 1 decided");
  world.record(smokes, "2025-02").word = 1;
  CHECK(world.tell(query) == "holds, fails; 1 maybe, 2 maybe; because partial-date 2");
  world.patient.records.clear();
  world.record(smokes, "2025-02-01").flaw = Flaw::unlisted_word;
  CHECK(world.tell(query) == "holds, fails; 1 maybe; because inconclusive-result 1!");
}

TEST_CASE("told of any: why one is open is not told of another one that does not pass") {
  Told world;
  world.complete(FactKind::observation);
  world.result(world.alt, 400, "2025-02-01").flaw = Flaw::unconfirmed;
  world.result(world.alt, 40, "2025-02-02").flaw = Flaw::unconfirmed;
  CHECK(world.tell(world.of(Selector::any, {world.below_100})) ==
        "holds, fails; 1 maybe, 2 maybe; by list; because unconfirmed-record 2!");
  world.result(world.alt, 50, "2025-02-03");
  world.result(world.alt, 500, "2025-02-03");
  CHECK(world.tell(world.of(Selector::most_recent, {world.below_100})) ==
        "holds, fails; 1 maybe, 2 maybe, 3 maybe, 4 maybe; because conflicting-results 3, "
        "conflicting-results 4");
}

TEST_CASE("told of every: a value that may fail, and of all that there are without a test") {
  Told world;
  world.complete(FactKind::observation);
  world.record(world.alt, "2025-02-01").value = Range::between(90, 110);
  CHECK(world.tell(world.of(Selector::every, {world.below_100})) ==
        "holds, fails; 1 maybe; by list; because censored-value 1");
  world.patient.records.clear();
  world.patient.complete.clear();
  CHECK(world.tell(world.of(Selector::every)) == "holds, inapplicable; because list-not-complete ALT");
}

TEST_CASE("told of the first: of two words, or of any if there may be none") {
  Told world;
  world.complete(FactKind::observation);
  const FactId result = world.observation("result", ValueKind::word);
  world.words(world.type(result), {"positive", "negative"});
  world.type(result).is_closed = true;
  Query first = world.query(Selector::first, {result});
  first.tests = {{}};
  first.tests.front().kind = ValueTest::Kind::is_word;
  first.tests.front().words = {0, 1};
  Record& doubtful = world.record(result, "2025-02-01");
  doubtful.word = 0;
  CHECK(world.tell(first) == "holds; 1 decided; by list");
  doubtful.flaw = Flaw::unconfirmed;
  CHECK(world.tell(first) == "holds, fails; 1 maybe; by list; because unconfirmed-record 1!");
}

TEST_CASE(
    "told of the one before: of two of one moment either, and what is supposed lies before the one on "
    "record") {
  Told world;
  const auto at_ten = [&](int value) {
    world.result(world.alt, value, "2025-02-01").start_time = parse_moment("2025-02-01T10:00");
  };
  at_ten(40);
  at_ten(50);
  CHECK(world.tell_value(world.of(Selector::previous)) ==
        "40 to 50; 1 maybe, 2 maybe; because conflicting-results 1, conflicting-results 2");
  const auto supposing = [&](std::string_view recorded, std::string_view supposed) {
    world.patient.records.clear();
    world.result(world.alt, 40, recorded);
    world.result(world.alt, 50, supposed).is_confirmed = true;
    const NodeId node = world.quantity(world.of(Selector::previous));
    evaluate(world.plan, world.patient, world.workspace);
    return world.told(node);
  };
  world.patient.supposed.records = 1;
  world.patient.supposed.finished = {world.alt};
  CHECK(supposing("2025-02-01", "2025-01-31") == "50; 1 superseded, 2 decided; chosen 2");
  CHECK(supposing("2025-02-01", "2025-02-01") == "50; 1 superseded, 2 decided; chosen 2");
  CHECK(supposing("2025-02-01", "2025-02-02") == "not known; 1 superseded; because no-record ALT");
  CHECK(supposing("2025-02-10", "2025-02") == "not known; 1 superseded, 2 maybe; because partial-date 1");
  CHECK(supposing("2025-02", "2025-02-10") == "not known; 1 superseded, 2 maybe; because partial-date 1");
}

TEST_CASE("told of the highest: the one supposed to be chosen of equal ones, by its own limit of normal") {
  Told world;
  world.complete(FactKind::observation);
  const auto chosen = [&](std::uint32_t first, std::uint32_t second) {
    world.patient.records.clear();
    for (const std::uint32_t rank : {first, second}) {
      Record& made = world.result(world.alt, 50, "2025-02-01");
      made.upper_limit = Range::exactly(world.patient.records.size() == 1 ? 10 : 100);
      made.rank = rank;
    }
    world.result(world.alt, 40, "2025-02-01").upper_limit = Range::exactly(1);
    return world.tell(world.of(Selector::highest, {World::times_upper(Comparison::less, 2)}));
  };
  CHECK(chosen(0, 0) ==
        "holds, fails; 1 maybe, 2 maybe, 3 superseded; by list; because conflicting-results 1, "
        "conflicting-results 2");
  CHECK(chosen(7, 0) == "fails; 1 decided, 2 superseded, 3 superseded; by list");
  CHECK(chosen(0, 7) == "holds; 1 superseded, 2 decided, 3 superseded; by list");
  CHECK(chosen(7, 6) == "fails; 1 decided, 2 superseded, 3 superseded; by list");
  CHECK(chosen(6, 7) == "holds; 1 superseded, 2 decided, 3 superseded; by list");
}

TEST_CASE(
    "told of a supposed record: for `otherwise` there is none, and nothing may be left where one is asked "
    "for") {
  Told world;
  world.complete(FactKind::observation);
  const auto or_nine = [&](Selector selector) {
    return world.op(Op::otherwise, {world.quantity(world.of(selector)), world.World::number(9)});
  };
  const NodeId latest = or_nine(Selector::most_recent);
  const NodeId highest = or_nine(Selector::highest);
  const FactId smokes = world.fact("smokes", FactKind::question);
  Query empty = world.query(Selector::latest_answer, {smokes});
  empty.window = {World::on(world.plan.as_of, 1), World::on(world.plan.as_of)};
  world.patient.complete.clear();
  world.result(world.alt, 40, "2025-02-01").is_confirmed = true;
  CHECK(world.range_of(latest) == Range::exactly(40));
  world.patient.supposed.records = 1;
  CHECK(world.range_of(latest) == Range::exactly(9));
  CHECK(world.range_of(highest) == Range::exactly(9));
  const auto is_admissible = [&](const Query& asked) {
    Told other;
    other.plan.vocabulary = world.plan.vocabulary;
    other.patient.supposed = world.patient.supposed;
    other.condition(asked);
    other.run();
    return !other.workspace.is_inadmissible;
  };
  world.patient.supposed.records = 0;
  const Query asked = world.of(Selector::most_recent, {world.below_100});
  const Query answered = world.query(Selector::latest_answer, {smokes});
  CHECK(is_admissible(asked));
  CHECK(is_admissible(answered));
  world.patient.supposed.finished = {world.alt, smokes};
  CHECK_FALSE(is_admissible(asked));
  CHECK_FALSE(is_admissible(answered));
  CHECK(is_admissible(world.of(Selector::any, {world.below_100})));
  CHECK(is_admissible(empty));
  Query none = asked;
  none.window = empty.window;
  CHECK(is_admissible(none));
}
