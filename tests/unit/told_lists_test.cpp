#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE("told of conditions: what closes the list, and what speaks against it") {
  Told world;
  const Query cancer = world.query(Selector::any, {world.cancer});
  CHECK(world.tell(cancer) == "holds, fails; because list-not-complete cancer");
  world.absent(world.cancer, "2025-03-01");
  CHECK(world.tell(cancer) == "fails; by absence");
  world.span(world.lymphoma, "2024-01-01", "2024-05-01");
  CHECK(world.tell(cancer) ==
        "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete cancer");
  world.patient.records.clear();
  world.complete(FactKind::condition);
  CHECK(world.tell(cancer) == "fails; by list");
  world.patient.complete.clear();
  Query assumed = cancer;
  assumed.assumptions = {world.assume({world.cancer})};
  CHECK(world.tell(assumed) == "fails; by assumption");
}

TEST_CASE("told of conditions: the end that is missing, the onset that is partial, a later one") {
  Told world;
  world.complete(FactKind::condition);
  world.record(world.cancer, "2024-01-01");
  CHECK(world.tell(world.query(Selector::active, {world.cancer})) ==
        "holds, fails; 1 maybe; by list; because unknown-end 1");
  Query lately = world.query(Selector::any, {world.cancer});
  lately.window.from = World::back(world.plan.as_of, days(30));
  CHECK(world.tell(lately) == "holds, fails; 1 maybe; by list; because unknown-end 1");
  world.span(world.lymphoma, "2024", "2024-12-31");
  CHECK(world.tell(lately) == "holds, fails; 2 outside, 1 maybe; by list; because unknown-end 1");
  world.span(world.cancer, "2025", "2025-12-31");
  CHECK(world.tell(lately) ==
        "holds, fails; 2 outside, 1 maybe, 3 maybe; by list; because unknown-end 1, partial-date 3");
  world.ongoing(world.lymphoma, "2025-03-02");
  CHECK(world.tell(lately) ==
        "holds, fails; 2 outside, 4 after, 1 maybe, 3 maybe; by list; because unknown-end 1, partial-date 3");
}

TEST_CASE("told of a window: the anchor that is missing or partial") {
  Told world;
  world.complete(FactKind::observation);
  const AnchorId enrolment = world.anchor("enrolment");
  Query before = world.of(Selector::any);
  before.window.from = World::back(enrolment, days(30));
  before.window.to = World::on(enrolment);
  world.result(world.alt, 40, "2025-02-10");
  CHECK(world.tell(before) == "holds, fails; 1 maybe; by list; because no-anchor of enrolment");
  world.patient.anchors[enrolment.value] = date("2025-02");
  CHECK(world.tell(before) == "holds, fails; 1 maybe; by list; because partial-date of enrolment");
  world.patient.records.front().start = date("2025-01");
  CHECK(world.tell(before) == "holds, fails; 1 maybe; by list; because partial-date 1");
  world.patient.records.front().has_bad_date = true;
  CHECK(world.tell(before) == "holds, fails; 1 maybe; by list; because unusable-record 1!");
}

TEST_CASE(
    "told of assumptions: where the condition is open both remain, and one of other facts says nothing") {
  Told world;
  const NodeId open_condition = world.condition(world.query(Selector::any, {world.cancer}));
  const Query none = world.query(Selector::any, {world.drug});
  const auto assuming = [&](Query query, AssumptionId id) {
    query.assumptions = {id};
    return query;
  };
  CHECK(world.tell(assuming(none, world.assume({world.drug}, world.truth(true)))) == "fails; by assumption");
  CHECK(world.tell(assuming(none, world.assume({world.drug}, world.truth(false)))) ==
        "holds, fails; because list-not-complete drug");
  CHECK(world.tell(assuming(none, world.assume({world.drug}, open_condition))) ==
        "holds, fails; because list-not-complete drug");
  CHECK(world.tell(assuming(none, world.assume({world.cancer}))) ==
        "holds, fails; because list-not-complete drug");
  CHECK(world.tell(assuming(none, world.assume({}))) == "fails; by assumption");
  const Query latest = world.of(Selector::most_recent, {world.below_100});
  CHECK(world.tell(assuming(latest, world.assume({world.alt}))) == "fails; by assumption");
  CHECK(world.tell(assuming(latest, world.assume({world.alt}, open_condition))) ==
        "holds, fails; because no-record ALT");
  CHECK(world.tell(assuming(latest, world.assume({world.drug}))) == "holds, fails; because no-record ALT");
  const FactId other = world.treatment("other");
  const Query two = world.query(Selector::any, {world.drug, other});
  CHECK(world.tell(assuming(two, world.assume({world.drug}))) ==
        "holds, fails; because list-not-complete drug, list-not-complete other");
  CHECK(world.tell(assuming(two, world.assume({world.drug, other}))) == "fails; by assumption");
  Query any_fact = world.query(Selector::any, {world.drug});
  any_fact.is_any_fact = true;
  any_fact.facts.clear();
  any_fact.asked.clear();
  CHECK(world.tell(any_fact) == "holds, fails; because list-not-complete");
  CHECK(world.tell(assuming(any_fact, world.assume({world.drug}))) ==
        "holds, fails; because list-not-complete");
  CHECK(world.tell(assuming(any_fact, world.assume({}))) == "fails; by assumption");
}

TEST_CASE("told of complete lists: periods that cover the window alone or together, and of which facts") {
  Told world;
  Query lately = world.query(Selector::any, {world.cancer});
  lately.window.from = World::back(world.plan.as_of, days(28));  // 2025-02-01
  const auto told_of = [&](const std::vector<Complete>& complete) {
    world.patient.complete = complete;
    return world.tell(lately);
  };
  const auto period = [](std::string_view first, std::string_view last) {
    return DateRange{date(first).first, date(last).last};
  };
  CHECK(told_of({{FactKind::condition, {}, period("2025-02-01", "2025-03-01")}}) == "fails; by list");
  CHECK(told_of({{FactKind::condition, {}, period("2025-02-02", "2025-03-01")}}) ==
        "holds, fails; because list-not-complete cancer");
  CHECK(told_of({{FactKind::condition, {}, period("2025-02-01", "2025-02-28")}}) ==
        "holds, fails; because list-not-complete cancer");
  CHECK(told_of({{FactKind::treatment, {}, {}}}) == "holds, fails; because list-not-complete cancer");
  CHECK(told_of({{FactKind::condition, {}, period("2025-02-15", "2025-03-01")},
                 {FactKind::condition, {}, period("2025-01-15", "2025-02-14")}}) == "fails; by list");
  CHECK(told_of({{FactKind::condition, {}, period("2025-02-15", "2025-03-01")},
                 {FactKind::condition, {}, period("2025-01-15", "2025-02-13")}}) ==
        "holds, fails; because list-not-complete cancer");
  CHECK(told_of({{{}, world.cancer, {}}}) == "fails; by list");
  CHECK(told_of({{{}, world.lymphoma, {}}}) == "holds, fails; because list-not-complete cancer");
  CHECK(told_of({{{}, world.drug, {}}}) == "holds, fails; because list-not-complete cancer");
  lately = world.query(Selector::any, {world.lymphoma});
  CHECK(told_of({{{}, world.cancer, {}}}) == "fails; by list");
}

TEST_CASE("told of absence: the days that it speaks of, and what speaks against it") {
  Told world;
  const auto told_of = [&](FactId stated, std::string_view on, FactId asked) {
    world.patient.records.clear();
    world.absent(stated, on);
    return world.tell(world.query(Selector::any, {asked}));
  };
  CHECK(told_of(world.cancer, "", world.cancer) == "fails; by absence");
  CHECK(told_of(world.cancer, "2025-03-01", world.lymphoma) == "fails; by absence");
  CHECK(told_of(world.lymphoma, "2025-03-01", world.cancer) ==
        "holds, fails; because list-not-complete cancer");
  CHECK(told_of(world.cancer, "2025-02-28", world.cancer) ==
        "holds, fails; because list-not-complete cancer");
  CHECK(told_of(world.cancer, "2025-03", world.cancer) == "fails; by absence");
  CHECK(told_of(world.cancer, "2025-03-02", world.cancer) == "fails; by absence");
  world.patient.records.front().flaw = Flaw::bad_status;
  CHECK(world.tell(world.query(Selector::any, {world.cancer})) ==
        "holds, fails; because list-not-complete cancer");
  const auto beside = [&](std::string_view stated, std::string_view onset) {
    world.patient.records.clear();
    world.absent(world.cancer, stated);
    world.ongoing(world.lymphoma, onset);
    return world.tell(world.query(Selector::any, {world.cancer}));
  };
  CHECK(beside("2025-02-01", "2025-02-02") == "holds; 2 decided");
  CHECK(beside("2025-02-01", "2025-02-01") ==
        "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete cancer");
  CHECK(beside("2025-02-01", "2025-02") ==
        "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete cancer");
  CHECK(beside("", "2025-02-02") ==
        "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete cancer");
}

TEST_CASE("told of a window: a day on its edge is in it, and outside where the window has no day") {
  Told world;
  world.complete(FactKind::condition);
  world.patient.anchors.front() = date("2025-02-28");
  Query lately = world.query(Selector::any, {world.cancer});
  lately.window.from = World::back(world.plan.as_of, days(10));
  world.record(world.cancer, "2025-02");
  CHECK(world.tell(lately) == "holds, fails; 1 maybe; by list; because unknown-end 1");
  world.patient.records.clear();
  world.complete(FactKind::observation);
  world.result(world.alt, 40, "2025-02-28");
  Query after = world.of(Selector::any);
  after.window.from = World::on(world.plan.as_of, 1);
  CHECK(world.tell(after) == "fails; 1 outside");
  world.patient.records.front().start = date("2025-03-01");
  CHECK(world.tell(after) == "fails; 1 after");
}

TEST_CASE("told of assumptions: of a question, that the answer is no") {
  Told world;
  const auto assuming = [&](const std::vector<std::string>& words, std::uint32_t wanted) {
    const FactId smokes = world.fact("smokes", FactKind::question);
    world.words(world.type(smokes), words);
    Query query = world.query(Selector::latest_answer, {smokes});
    ValueTest is_word;
    is_word.kind = ValueTest::Kind::is_word;
    is_word.words = {wanted};
    query.tests = {is_word};
    query.assumptions = {world.assume({smokes})};
    return world.tell(query);
  };
  CHECK(assuming({"never", "always"}, 0) == "fails; by assumption");
  CHECK(assuming({"yes", "no"}, 0) == "fails; by assumption");
  CHECK(assuming({"yes", "no"}, 1) == "holds; by assumption");
  CHECK(assuming({"never", "always"}, 0) == "fails; by assumption");
}

TEST_CASE("told of a patient without the plan's anchors: the as-of date is any day") {
  Told world;
  world.complete(FactKind::observation);
  world.result(world.alt, 40, "2025-02-28");
  world.patient.anchors.clear();
  CHECK(world.tell(world.of(Selector::any)) ==
        "holds, fails; 1 maybe; by list; because no-anchor of screening");
  world.plan.as_of = {};
  CHECK(world.tell(world.of(Selector::any)) == "holds; 1 decided");
}

TEST_CASE("told of absence: of a day on which a record begins, and by half-lives of each drug") {
  Told world;
  world.absent(world.cancer, "2025-03-01");
  world.ongoing(world.lymphoma, "2025-03-01");
  CHECK(world.tell(world.query(Selector::any, {world.cancer})) ==
        "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete cancer");
  world.patient.records.clear();
  const FactId narrow = world.treatment("narrow");
  world.is_a(narrow, world.drug);
  world.plan.vocabulary.facts[world.drug.value].half_life_days = 1;
  world.plan.vocabulary.facts[narrow.value].half_life_days = 10;
  Query lately = world.query(Selector::any, {world.drug});
  lately.window = {World::back(world.plan.as_of, {}), World::on(world.plan.as_of)};
  lately.window.from->reach.first.half_lives = 5;
  world.absent(world.drug, "2025-03-01");
  CHECK(world.tell(lately) == "fails; by absence");
  world.span(narrow, "2024-01-01", "2025-02-01");
  CHECK(world.tell(lately) == "holds, fails; 2 maybe; because conflicting-results 2, list-not-complete drug");
  world.patient.records.back().end = date("2025-01-01");
  CHECK(world.tell(lately) == "fails; 2 outside; by absence");
  world.patient.records.clear();
  world.complete(FactKind::treatment, {date("2025-02-20").first, date("2025-03-01").last});
  CHECK(world.tell(lately) == "holds, fails; because list-not-complete drug");
  world.patient.complete.front().period.first = date("2025-01-10").first;
  CHECK(world.tell(lately) == "fails; by list");
}

TEST_CASE("told of complete lists: one period of a single day between two") {
  Told world;
  Query lately = world.query(Selector::any, {world.cancer});
  lately.window.from = World::back(world.plan.as_of, days(28));
  const auto complete = [&](std::string_view first, std::string_view last) {
    world.complete(FactKind::condition, {date(first).first, date(last).last});
  };
  complete("2025-02-01", "2025-02-14");
  complete("2025-02-16", "2025-03-01");
  CHECK(world.tell(lately) == "holds, fails; because list-not-complete cancer");
  complete("2025-02-15", "2025-02-15");
  CHECK(world.tell(lately) == "fails; by list");
}

TEST_CASE("told of assumptions: of an attribute that the answer is no, and of a result none") {
  Told world;
  const auto assuming = [&](FactKind kind, Selector selector, std::uint32_t wanted) {
    const FactId smoker = world.fact("smoker", kind);
    world.words(world.type(smoker), {"yes", "no"});
    Query query = world.query(selector, {smoker});
    query.tests = {{}};
    query.tests.front().kind = ValueTest::Kind::is_word;
    query.tests.front().words = {wanted};
    query.assumptions = {world.assume({smoker})};
    return world.tell(query);
  };
  CHECK(assuming(FactKind::attribute, Selector::latest_answer, 0) == "fails; by assumption");
  CHECK(assuming(FactKind::attribute, Selector::latest_answer, 1) == "holds; by assumption");
  CHECK(assuming(FactKind::observation, Selector::most_recent, 0) == "fails; by assumption");
  CHECK(assuming(FactKind::observation, Selector::most_recent, 1) == "fails; by assumption");
}

TEST_CASE("told of a window by the clock: the time that is missing, of a record or of the anchor") {
  Told world;
  world.complete(FactKind::observation);
  Query within = world.of(Selector::any);
  within.window = {World::back(world.plan.as_of, {}), World::on(world.plan.as_of)};
  within.window.from->reach.first.minutes = 12 * 60;
  const auto at = [&](std::string_view day, std::string_view time, std::string_view anchor) {
    world.patient.records.clear();
    Record& made = world.result(world.alt, 40, day);
    if (!time.empty()) made.start_time = parse_moment(time);
    world.patient.anchor_times = {anchor.empty() ? std::optional<Moment>() : parse_moment(anchor)};
    return world.tell(within);
  };
  CHECK(at("2025-03-01", "", "") == "holds, fails; 1 maybe; by list; because no-time 1");
  CHECK(at("2025-02-28", "2025-02-28T20:00", "") ==
        "holds, fails; 1 maybe; by list; because no-time of screening");
  CHECK(at("2025-02-28", "2025-02-28T11:59", "") == "fails; 1 outside; by list");
  CHECK(at("2025-02-28", "2025-02-28T12:00", "") ==
        "holds, fails; 1 maybe; by list; because no-time of screening");
  CHECK(at("2025-02-28", "", "2025-03-01T10:00") == "holds, fails; 1 maybe; by list; because no-time 1");
  CHECK(at("2025-02-28", "2025-02-28T22:00", "2025-03-01T10:00") == "holds; 1 decided");
  CHECK(at("2025-02-28", "2025-02-28T21:59", "2025-03-01T10:00") == "fails; 1 outside; by list");
  CHECK(at("2025-03-01", "2025-03-01T10:00", "2025-03-01T10:00") == "holds; 1 decided");
  CHECK(at("2025-03-01", "2025-03-01T10:01", "2025-03-01T10:00") == "fails; 1 outside; by list");
  CHECK(at("2025-02", "", "2025-03-01T10:00") == "holds, fails; 1 maybe; by list; because partial-date 1");
}
