#include "tests/unit/cases.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

DateRange from_to(std::string_view first, std::string_view last) {
  return {date(first).first, date(last).last};
}

struct CasesOfOpenDays : Cases {
  AnchorId enrolment = anchor("enrolment");

  std::string of_date(NodeId node, std::uint32_t record = 0) {
    return cases(node, gap(Gap::Kind::date, record));
  }
  std::string halves_of_date(NodeId node, std::uint32_t record = 0) {
    return halved(node, gap(Gap::Kind::date, record));
  }
  std::string of_anchor(NodeId node, AnchorId id, bool may_halve = false) {
    Gap made;
    made.kind = Gap::Kind::anchor;
    made.anchor = id;
    return cases(node, made, {}, may_halve);
  }
  NodeId course(std::optional<Period> lasting, std::optional<Period> total = {}, std::uint16_t bridged = 0) {
    Query made = query(Selector::any, {drug});
    made.is_course = true;
    made.lasting = lasting;
    made.total = total;
    made.bridged_days = bridged;
    return condition(made);
  }
};

}  // namespace

TEST_CASE_FIXTURE(CasesOfOpenDays,
                  "cases of an end: where the next record is reached, and where a course lasts long enough") {
  const NodeId longer = course(days(30));
  const auto ending = [&](NodeId node, const DateRange& end, std::string_view next = "2024-02-10") {
    patient.records.clear();
    span(drug, "2024-01-01", "").end = end;
    span(drug, next, "2024-03-10");
    return of_date(node);
  };
  CHECK(ending(longer, from_to("2024-02-03", "2024-02-09")) ==
        "1 ends 2024-02-03 to 2024-02-08 | 1 ends 2024-02-09");
  CHECK(ending(course(days(30), {}, 3), from_to("2024-02-03", "2024-02-08")) ==
        "1 ends 2024-02-03 to 2024-02-05 | 1 ends 2024-02-06 to 2024-02-08");
  CHECK(ending(longer, from_to("2024-01-25", "2024-02-05")) ==
        "1 ends 2024-01-25 to 2024-01-29 | 1 ends 2024-01-30 to 2024-02-05");
  CHECK(ending(longer, from_to("2024-02-03", "2024-02-06")) == "1 ends 2024-02-03");
  CHECK(ending(longer, from_to("2024-02-03", "2024-02-06"), "2024-02") == "");
  CHECK(halved(longer, gap(Gap::Kind::date, 0)) ==
        "1 ends 2024-02-03 to 2024-02-04 | 1 ends 2024-02-05 to 2024-02-06");
  CHECK(ending(course({}, days(30)), from_to("2024-02-03", "2024-02-06")) == "");
  CHECK(halved(course({}, days(30)), gap(Gap::Kind::date, 0)) ==
        "1 ends 2024-02-03 to 2024-02-04 | 1 ends 2024-02-05 to 2024-02-06");
  patient.records[1].end = {latest_day, latest_day};
  patient.records[0].end = {date("2025-06-01").first, latest_day};
  CHECK(of_date(longer) == "1 ends 2025-06-01 to 12921-08-17 | 1 goes on");
  patient.records[0].end = {date("2025-06-01").first, latest_day - 1};
  CHECK(of_date(longer) == "1 ends 2025-06-01");
  patient.records[0].is_ongoing = true;
  patient.records[0].end = from_to("2025-02-01", "2025-06-01");
  CHECK(of_date(longer) == "1 ends 2025-02-01 to 2025-03-01, is not ongoing | 1 ends from 2025-03-02");
}

TEST_CASE_FIXTURE(
    CasesOfOpenDays,
    "cases of a day: one of all where nothing else has an open day, in halves where distances count") {
  const NodeId ten = below(10);
  const auto beside = [&](const DateRange& other) {
    patient.records.clear();
    record(alt, "2024");
    Record& made = result(alt, 40, "2024-05-05");
    made.start = made.end = other;
    return of_date(ten);
  };
  CHECK(beside(date("2023-05-05")) == "1 begins 2024-01-01, ends 2024-01-01");
  CHECK(beside(from_to("2023-12-30", "2025-02-01")) ==
        "1 begins 2024-01-01, ends 2024-01-01 | 1 begins 2024-01-02, ends 2024-01-02");
  Query apart = query(Selector::count, {alt});
  apart.apart = days(30);
  const NodeId number = quantity(apart);
  patient.records.pop_back();
  CHECK(of_date(number) == "");
  CHECK(halves_of_date(number) ==
        "2 begins 2023-12-30 to 2024-07-16, ends 2023-12-30 to 2024-07-16 | 2 begins 2024-07-17 to "
        "2025-02-01, ends 2024-07-17 to 2025-02-01");
  const NodeId total = course({}, days(20));
  span(drug, "2024", "2025-01-01");
  CHECK(of_date(total, 1) ==
        "2 begins 2023-12-30 to 2024-12-31, ends 2023-12-30 to 2024-12-31 | 2 begins 2025-01-01 to "
        "2025-02-01, ends 2025-01-01 to 2025-02-01");
  CHECK(halves_of_date(total, 1) ==
        "2 begins 2023-12-30 to 2024-12-31, ends 2023-12-30 to 2024-12-31 | 2 begins 2025-01-01 to "
        "2025-02-01, ends 2025-01-01 to 2025-02-01");
}

TEST_CASE_FIXTURE(
    CasesOfOpenDays,
    "cases of a day: a statement of absence, of the fact or of a broader one, and any record of its kind") {
  const FactId lymphoma = condition("lymphoma");
  is_a(lymphoma, cancer);
  const NodeId ever = condition(query(Selector::any, {lymphoma}));
  Query made = query(Selector::any, {drug});
  made.is_any_fact = true;
  made.facts.clear();
  made.asked.clear();
  made.is_course = true;
  made.lasting = days(5);
  const NodeId any = condition(made);
  absent(cancer, "2024-05-05");
  span(lymphoma, "2024", "2025-02-01");
  CHECK(of_date(ever, 1) == "2 begins 2024-01-01 to 2024-05-04 | 2 begins 2024-05-05 to 2024-12-31");
  patient.records.clear();
  absent(drug, "2024-05-05");
  span(lymphoma, "2024", "2025-02-01");
  CHECK(of_date(ever, 1) == "2 begins 2024-01-01");
  patient.records.clear();
  span(drug, "2024-01-01", "").end = from_to("2024-02-03", "2024-02-20");
  span(treatment("other"), "2024-02-10", "2024-03-10");
  CHECK(of_date(any) == "1 ends 2024-02-03 to 2024-02-10 | 1 ends 2024-02-11 to 2024-02-20");
}

TEST_CASE_FIXTURE(
    CasesOfOpenDays,
    "cases of a day that is not recorded: up to the as-of date, which comes first, or any day") {
  const NodeId any = lately(alt, 10);
  const NodeId planned = condition(query(Selector::planned, {alt}));
  record(alt);
  CHECK(of_date(any) ==
        "1 begins up to 2025-02-28, ends up to 2025-02-28, has a date | 1 begins 2025-03-01, ends "
        "2025-03-01, has a date");
  patient.records.front().has_bad_date = true;
  CHECK(of_date(any) ==
        "1 begins up to 2025-02-28, ends up to 2025-02-28, has a date | 1 begins from 2025-03-01, ends from "
        "2025-03-01, has a date");
  patient.records.front().status = RecordStatus::planned;
  CHECK(of_date(planned) ==
        "1 begins up to 2025-03-01, ends up to 2025-03-01, has a date | 1 begins from 2025-03-02, ends from "
        "2025-03-02, has a date");
  patient.anchors.front() = date("2025-03");
  CHECK(of_date(planned) == "screening is 2025-03-16");
  patient.records.front().has_bad_date = false;
  CHECK(of_date(planned) == "screening is 2025-03-16");
  patient.records.front().status = RecordStatus::final;
  CHECK(of_date(any) == "screening is 2025-03-16");
  patient.records.front().has_bad_date = true;
  CHECK(of_date(any) == "screening is 2025-03-16");
}

TEST_CASE_FIXTURE(CasesOfOpenDays,
                  "cases of the days of further records: in the order in which they are supposed") {
  const NodeId ten = below(10);
  const NodeId of_ast = latest(ast);
  const auto supposing = [&](const DateRange& first, const DateRange& second, FactId other,
                             std::uint32_t which) {
    patient.records.clear();
    for (const DateRange& each : {first, second}) {
      Record& made = record(patient.records.empty() ? alt : other, "2025-01");
      made.start = made.end = each;
      made.is_confirmed = true;
    }
    const Gap made = gap(Gap::Kind::date, which);
    return cases(ten, made, {of_ast});
  };
  const DateRange early = from_to("2025-02-10", "2025-02-10");
  const DateRange february = date("2025-02");
  CHECK(supposing(february, early, alt, 0) ==
        "1 begins 2025-02-01 to 2025-02-10, ends 2025-02-01 to 2025-02-10 | 1 begins 2025-02-11 to "
        "2025-02-28, ends 2025-02-11 to 2025-02-28");
  CHECK(supposing(early, february, alt, 1) ==
        "2 begins 2025-02-01 to 2025-02-10, ends 2025-02-01 to 2025-02-10 | 2 begins 2025-02-11 to "
        "2025-02-28, ends 2025-02-11 to 2025-02-28");
  patient.supposed.records = 2;
  CHECK(supposing(february, early, alt, 0) ==
        "1 begins 2025-02-01 to 2025-02-10, ends 2025-02-01 to 2025-02-10");
  CHECK(supposing(early, february, alt, 1) ==
        "2 begins 2025-02-01 to 2025-02-10, ends 2025-02-01 to 2025-02-10");
  CHECK(supposing(february, early, ast, 0) == "1 begins 2025-02-01, ends 2025-02-01");
  CHECK(supposing(february, february, alt, 0) == "1 begins 2025-02-01, ends 2025-02-01");
  CHECK(supposing(february, february, alt, 1) == "2 begins 2025-02-01, ends 2025-02-01");
  CHECK(supposing(february, february, ast, 0) == "1 begins 2025-02-01, ends 2025-02-01");
}

TEST_CASE_FIXTURE(CasesOfOpenDays, "cases of the days of a drug whose half-life is not known") {
  Query made = query(Selector::any, {drug});
  made.window = {back(plan.as_of, {}), on(plan.as_of)};
  made.window.from->reach.first.half_lives = 5;
  const NodeId recent = condition(made);
  span(drug, "2024-01-01", "").end = from_to("2025-02-20", "2025-03-20");
  CHECK(of_date(recent) == "1 ends 2025-02-20 to 2025-03-01 | 1 ends 2025-03-02 to 2025-03-20");
  patient.records.front().end = from_to("2025-03-02", "2025-03-20");
  CHECK(of_date(recent) == "");
  patient.records.front().end = from_to("2024-03-02", "2024-03-20");
  CHECK(of_date(recent) == "");
  CHECK(halves_of_date(recent) == "1 ends 2024-03-02 to 2024-03-10 | 1 ends 2024-03-11 to 2024-03-20");
}

TEST_CASE_FIXTURE(
    CasesOfOpenDays,
    "cases of an anchor's day: with room beside it for the days that are open, and for another anchor") {
  Query made = query(Selector::any, {alt});
  made.window = {back(enrolment, days(10)), on(enrolment)};
  const NodeId recent = condition(made);
  record(alt, "2025-02");
  const auto within = [&](std::string_view first, std::string_view last) {
    patient.anchors[enrolment.value] = from_to(first, last);
    return of_anchor(recent, enrolment);
  };
  CHECK(within("2025-02-12", "2025-02-16") ==
        "enrolment is 2025-02-12 to 2025-02-13 | enrolment is 2025-02-14 to 2025-02-16");
  CHECK(within("2025-02-12", "2025-02-17") ==
        "enrolment is 2025-02-12 to 2025-02-14 | enrolment is 2025-02-15 to 2025-02-17");
  CHECK(within("2025-02-12", "2025-02-18") == "enrolment is 2025-02-15");
  const NodeId ever = condition(query(Selector::any, {alt}));
  patient.records.clear();
  patient.anchors.front().reset();
  CHECK(of_anchor(ever, plan.as_of) == "screening is 4707-11-29");
  made.window.to = on(plan.as_of);
  const NodeId both = condition(made);
  patient.anchors[enrolment.value].reset();
  CHECK(of_anchor(both, plan.as_of) == "screening is 4707-11-29");
  patient.anchors.front() = date("2025-03");
  CHECK(of_anchor(both, plan.as_of) == "");
  CHECK(of_anchor(both, plan.as_of, true) ==
        "screening is 2025-03-01 to 2025-03-15 | screening is 2025-03-16 to 2025-03-31");
  patient.anchors.front() = {earliest_day, date("2025-03-31").last};
  CHECK(of_anchor(both, plan.as_of) == "");
  patient.anchors.front() = {date("2025-03-01").first, latest_day};
  CHECK(of_anchor(both, plan.as_of) == "");
}

TEST_CASE_FIXTURE(CasesOfOpenDays, "cases of an anchor's day: in halves where courses may touch each other") {
  Query made = query(Selector::any, {drug});
  made.is_course = true;
  made.window = {back(enrolment, days(10)), on(enrolment)};
  const NodeId recent = condition(made);
  patient.anchors[enrolment.value] = from_to("2025-06-01", "2025-06-20");
  span(drug, "2024-01-01", "2024-02-01");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-06-11");
  absent(drug, "2024-03-01");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-06-11");
  span(alt, "2024-03-01", "2024-03-01");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-06-11");
  span(drug, "2024-03-01", "2024-04-01");
  CHECK(of_anchor(recent, enrolment) == "");
  CHECK(of_anchor(recent, enrolment, true) ==
        "enrolment is 2025-06-01 to 2025-06-10 | enrolment is 2025-06-11 to 2025-06-20");
  patient.supposed.records = 1;
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-06-11");
}

TEST_CASE_FIXTURE(
    CasesOfOpenDays,
    "cases of an anchor's day: so many hours and days from a day that is known, and birthdays") {
  Query made = query(Selector::any, {alt});
  made.window = {back(enrolment, {}), on(enrolment)};
  made.window.from->reach.first.minutes = 36 * 60;
  const NodeId recent = condition(made);
  result(alt, 40, "2025-02-10");
  const auto within = [&](std::string_view first, std::string_view last) {
    patient.anchors[enrolment.value] = from_to(first, last);
    return of_anchor(recent, enrolment);
  };
  CHECK(within("2025-02-13", "2025-02-20") ==
        "enrolment is 2025-02-13 | enrolment is 2025-02-14 to 2025-02-20");
  CHECK(within("2025-02-14", "2025-02-20") == "enrolment is 2025-02-17");
  CHECK(within("2025-02-01", "2025-02-09") ==
        "enrolment is 2025-02-01 to 2025-02-07 | enrolment is 2025-02-08 to 2025-02-09");
  CHECK(within("2025-02-01", "2025-02-07") ==
        "enrolment is 2025-02-01 to 2025-02-06 | enrolment is 2025-02-07");
  CHECK(within("2025-02-01", "2025-02-06") == "enrolment is 2025-02-04");
  const FactId birth = fact("birth", FactKind::attribute);
  type(birth).kind = ValueKind::date;
  attribute(birth).date = date("2007-06-10");
  Query born = query(Selector::latest_answer, {birth});
  born.window.to = on(enrolment);
  const NodeId age = ask(Op::age, born);
  const NodeId adult = compare(age, Comparison::greater_or_equal, number(18));
  Gap day;
  day.kind = Gap::Kind::anchor;
  day.anchor = enrolment;
  patient.anchors[enrolment.value] = date("2025-06");
  CHECK(cases(age, day, {adult}) ==
        "enrolment is 2025-06-01 to 2025-06-10 | enrolment is 2025-06-11 to 2025-06-30");
  patient.attributes.front().date = from_to("2007-06-10", "2007-06-20");
  CHECK(cases(age, day, {adult}) ==
        "enrolment is 2025-06-01 to 2025-06-19 | enrolment is 2025-06-20 to 2025-06-30");
  patient.anchors[enrolment.value] = from_to("2007-06-01", "2007-06-15");
  CHECK(cases(age, day, {adult}) ==
        "enrolment is 2007-06-01 to 2007-06-09 | enrolment is 2007-06-10 to 2007-06-15");
  patient.anchors[enrolment.value].reset();
  CHECK(cases(age, gap(Gap::Kind::attribute, birth), {adult}) ==
        "enrolment is up to 2025-06-09 | enrolment is from 2025-06-10");
}

TEST_CASE_FIXTURE(CasesOfOpenDays, "cases of an anchor's day: a month back from each day of a short month") {
  Query made = query(Selector::any, {alt});
  made.window = {back(enrolment, months(1)), on(enrolment)};
  const NodeId recent = condition(made);
  result(alt, 40, "2025-02-28");
  patient.anchors[enrolment.value] = from_to("2025-03-27", "2025-03-30");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-03-27 | enrolment is 2025-03-28 to 2025-03-30");
  patient.anchors[enrolment.value] = from_to("2025-03-29", "2025-03-31");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-03-30");
  patient.records.front().start = patient.records.front().end = date("2025-02-27");
  patient.anchors[enrolment.value] = from_to("2025-03-25", "2025-03-28");
  CHECK(of_anchor(recent, enrolment) == "enrolment is 2025-03-25 to 2025-03-27 | enrolment is 2025-03-28");
}
