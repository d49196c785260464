#include <array>

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// What a query leaves behind beside its answer: how each record took part, what closed the list, and every
/// reason for an open answer. Records are numbered in the order in which they are given.
namespace {

const std::array<const char*, 8> role_words{"decided", "considered", "maybe", "outside",
                                            "after",   "filtered",   "void",  "superseded"};

struct Told : World {
  FactId alt = observation("ALT");
  FactId cancer = condition("cancer");
  FactId lymphoma = condition("lymphoma");
  FactId drug = treatment("drug");
  FieldId method = field("method", ValueKind::word);
  ValueTest below_100 = compared(Comparison::less, 100);

  Told() { is_a(lymphoma, cancer); }

  std::string number(RecordId id) const { return std::to_string(patient.records[id.value].ordinal + 1); }

  std::string about(const Reason& reason) const {
    std::string text(reason_name(reason.code));
    if (reason.record.exists()) text += " " + number(reason.record);
    if (reason.anchor.exists()) text += " of " + plan.vocabulary.anchors[reason.anchor.value].name;
    if (!reason.record.exists() && reason.fact.exists()) text += " " + plan.vocabulary[reason.fact].name;
    if (reason.field.exists()) text += " " + plan.vocabulary.fields[reason.field.value].name;
    if (reason.flaw != Flaw::none) text += "!";
    return text;
  }

  static std::string listed(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
  }

  static std::string outcome(Truth truth) {
    std::vector<std::string> texts;
    if (truth.may_hold()) texts.emplace_back("holds");
    if (truth.may_fail()) texts.emplace_back("fails");
    if (truth.may_be_inapplicable()) texts.emplace_back("inapplicable");
    return listed(texts);
  }

  /// "holds; 2 decided, 1 superseded; by list; because partial-date 1"
  std::string tell(const Query& asked, Op op = Op::query_truth) {
    const NodeId node = ask(op, asked);
    run();
    const QueryResult& result = workspace.queries.back();
    std::string text =
        op == Op::query_truth ? outcome(workspace[node].truth) : range_text(workspace[node].range);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < result.evidence_count; ++i) {
      const Evidence& one = workspace.evidence[result.first_evidence + i];
      texts.push_back(number(one.record) + " " + role_words[static_cast<std::size_t>(one.role)]);
    }
    if (!texts.empty()) text += "; " + listed(texts);
    if (result.rests_on_complete_list) text += "; by list";
    if (result.rests_on_absence) text += "; by absence";
    if (result.assumption.exists()) text += "; by assumption";
    if (result.chosen.exists()) text += "; chosen " + number(result.chosen);
    texts.clear();
    for (std::uint32_t i = 0; i < result.reason_count; ++i)
      texts.push_back(about(workspace.reasons[result.first_reason + i]));
    if (!texts.empty()) text += "; because " + listed(texts);
    return text;
  }
  std::string tell_value(const Query& asked) { return tell(asked, Op::query_value); }

  Query of(Selector selector, const std::vector<ValueTest>& tests = {}) {
    Query made = query(selector, {alt});
    made.tests = tests;
    return made;
  }
  Filter by(const std::string& text) {
    return {Filter::Kind::is, method, {word(text)}, {}, Comparison::equal, {}};
  }
};

}  // namespace

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
  world.patient.records.front().upper_limit = Range::between(20, 30);
  CHECK(world.tell(world.of(Selector::most_recent, {below_2_uln})) == "holds, fails; 1 maybe");
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
