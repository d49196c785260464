#include "tests/unit/cases.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE_FIXTURE(Cases, "cases of a value: below, at and above a limit; then any value that is left") {
  const NodeId ten = below(10);
  const std::vector<NodeId> others{below(20), below(30)};
  const auto of_value = [&](const Range& value) {
    patient.records.front().value = value;
    return cases(ten, gap(Gap::Kind::value, 0), others);
  };
  record(alt, "2025-02-01");
  CHECK(of_value(Range::anything()) == "1 is below 20 | 1 is 20 | 1 is above 20");
  CHECK(of_value(Range::below(20)) == "1 is below 10 | 1 is 10 | 1 is above 10 to below 20");
  CHECK(of_value(Range::between(20, 30)) == "1 is 20 to below 30 | 1 is 30");
  CHECK(of_value(Range::below(10)) == "1 is -1");
  CHECK(of_value(Range::above(30)) == "1 is 61");
  CHECK(of_value(Range::exactly(10)) == "");
  patient.records.front().flaw = Flaw::bad_unit;
  CHECK(of_value(Range::exactly(10)) ==
        "1 has no flaw, is below 20 | 1 has no flaw, is 20 | 1 has no flaw, is above 20");
  patient.records.front().flaw = Flaw::unconfirmed;
  CHECK(of_value(Range::above(30)) == "1 is 61");
}

TEST_CASE_FIXTURE(Cases, "cases of a value: each listed word or grade that it may be, and another word") {
  const FactId culture = observation("culture", ValueKind::word);
  words(type(culture), {"growth", "none"});
  const FactId grade = observation("grade", ValueKind::grade);
  words(type(grade), {"mild", "moderate", "severe"});
  record(culture, "2025-02-01");
  record(grade, "2025-02-01").value = Range::above(0);
  const NodeId of_culture = latest(culture);
  const NodeId of_grade = latest(grade);
  CHECK(cases(of_culture, gap(Gap::Kind::value, 0)) == "1 is growth | 1 is none | 1 is another word");
  CHECK(cases(of_grade, gap(Gap::Kind::value, 1)) == "2 is 1 | 2 is 2");
  type(culture).is_closed = true;
  patient.records[0].flaw = Flaw::unlisted_word;
  CHECK(cases(of_culture, gap(Gap::Kind::value, 0)) == "1 has no flaw, is growth | 1 has no flaw, is none");
  patient.records[0].flaw = Flaw::none;
  patient.records[0].word = 0;
  CHECK(cases(of_culture, gap(Gap::Kind::value, 0)) == "");
  patient.records[0].word.reset();
  patient.records[0].is_word_unlisted = true;
  CHECK(cases(of_culture, gap(Gap::Kind::value, 0)) == "");
}

TEST_CASE_FIXTURE(
    Cases,
    "cases of values that are held against each other: at the others, then so many that any order can be") {
  const NodeId one = latest(alt);
  const NodeId is_less = compare(one, Comparison::less, latest(ast));
  record(alt, "2025-02-01");
  record(ast, "2025-02-01").value = Range::between(3, 5);
  CHECK(cases(one, gap(Gap::Kind::value, 0), {is_less}) == "1 is below 5 | 1 is 5 | 1 is above 5");
  patient.records[0].value = Range::between(3, 5);
  CHECK(cases(one, gap(Gap::Kind::value, 0), {is_less}) == "1 is 3 to below 5 | 1 is 5");
  patient.records[1].value = Range::exactly(4);
  CHECK(cases(one, gap(Gap::Kind::value, 0), {is_less}) == "1 is 3 to below 4 | 1 is 4 | 1 is above 4 to 5");
  patient.records[1].status = RecordStatus::void_;
  CHECK(cases(one, gap(Gap::Kind::value, 0), {is_less}) == "1 is 3 to below 5 | 1 is 5");
  CHECK(cases(one, gap(Gap::Kind::value, 0)) == "1 is 4");
}

TEST_CASE_FIXTURE(Cases, "cases of a value that is computed with: in halves, where it may be halved") {
  const NodeId one = latest(alt);
  const NodeId ratio = compare(op(Op::divide, {one, latest(ast)}), Comparison::less, number(2));
  record(alt, "2025-02-01").value = Range::between(3, 5);
  CHECK(cases(one, gap(Gap::Kind::value, 0), {ratio}) == "1 is 3 to below 5 | 1 is 5");
  CHECK(halved(one, gap(Gap::Kind::value, 0), {ratio}) == "1 is 3 to below 5 | 1 is 5");
  patient.records[0].value = Range::above(5);
  CHECK(halved(one, gap(Gap::Kind::value, 0), {ratio}) ==
        "1 is above 5 to below 11 | 1 is 11 | 1 is above 11");
  patient.records[0].value = Range::below(-5);
  CHECK(halved(one, gap(Gap::Kind::value, 0), {ratio}) ==
        "1 is below -11 | 1 is -11 | 1 is above -11 to below -5");
}

TEST_CASE_FIXTURE(Cases,
                  "cases of limits of normal: the value in multiples of a limit, or the multiple itself") {
  ValueTest low = times_upper(Comparison::less, 3);
  low.kind = ValueTest::Kind::times_lower;
  const NodeId high = latest(alt, {times_upper(Comparison::less, 2)});
  const NodeId either = latest(alt, {low});
  record(alt, "2025-02-01");
  Gap upper = gap(Gap::Kind::limit, 0);
  Gap lower = upper;
  lower.is_upper = false;
  CHECK(cases(high, upper) == "1 is below 2 x ULN | 1 is 2 x ULN | 1 is above 2 x ULN");
  CHECK(cases(high, upper, {either}) == "1 is below 2 x ULN | 1 is 2 x ULN | 1 is above 2 x ULN");
  CHECK(cases(either, lower) == "1 is below 3 x LLN | 1 is 3 x LLN | 1 is above 3 x LLN");
  patient.supposed.ratios = {{0, true, Range::below(2)}};
  CHECK(cases(high, upper) == "1 is below 0 x ULN | 1 is 0 x ULN | 1 is above 0 to below 2 x ULN");
  patient.supposed.ratios = {{0, true, Range::above(2)}};
  CHECK(cases(high, upper) == "1 is 5 x ULN");
  patient.supposed.ratios = {{0, true, Range::exactly(2)}};
  CHECK(cases(high, upper) == "");
  patient.supposed.ratios.clear();
  CHECK(cases(high, gap(Gap::Kind::value, 0)) == "1 is below 0 | 1 is 0 | 1 is above 0");
  patient.records[0].upper_limit = Range::exactly(40);
  CHECK(cases(high, upper) == "");
  CHECK(cases(high, gap(Gap::Kind::value, 0)) == "1 is below 80 | 1 is 80 | 1 is above 80");
  CHECK(cases(high, lower) == "1 is below 2 x LLN | 1 is 2 x LLN | 1 is above 2 x LLN");
  patient.records[0].lower_limit = Range::exactly(10);
  CHECK(cases(high, lower) == "");
  patient.records[0].upper_limit = Range::between(30, 40);
  patient.records[0].lower_limit.reset();
  CHECK(cases(high, gap(Gap::Kind::value, 0)) == "1 is below 0 | 1 is 0 | 1 is above 0");
}

TEST_CASE_FIXTURE(Cases, "cases of a record's identity: it counts, is planned, or does not count") {
  const NodeId ever = condition(query(Selector::any, {cancer}));
  const auto of = [&](auto change) {
    patient.records.clear();
    change(span(cancer, "2024-01-01", "2024-05-01"));
    return cases(ever, gap(Gap::Kind::identity, 0));
  };
  CHECK(of([](Record& one) { one.flaw = Flaw::unconfirmed; }) ==
        "1 is confirmed, has no flaw | 1 does not count");
  CHECK(of([](Record& one) { one.flaw = Flaw::bad_status; }) ==
        "1 is planned, is confirmed, has no flaw | 1 is confirmed, has no flaw | 1 does not count");
  CHECK(of([](Record&) {}) == "1 is confirmed | 1 does not count");
  CHECK(of([](Record& one) { one.is_confirmed = true; }) == "");
  CHECK(of([](Record& one) { one.status = RecordStatus::void_; }) == "");
  const auto over = [](Record& one) {
    one.flaw = Flaw::unconfirmed;
    one.is_over = true;
    one.end = {one.start.first, latest_day};
  };
  CHECK(of(over) == "1 is confirmed, has no flaw, ends 2024-01-01 to 2025-02-28 | 1 does not count");
  patient.anchors.front() = date("2025-03");
  CHECK(of(over) == "screening is 2025-03-16");
  CHECK(of([](Record& one) { one.flaw = Flaw::unconfirmed; }) ==
        "1 is confirmed, has no flaw | 1 does not count");
}

TEST_CASE_FIXTURE(Cases, "cases of a record that may be another one over again") {
  const NodeId number = quantity(query(Selector::count, {alt}));
  result(alt, 40, "2025-02-01").may_repeat = true;
  CHECK(cases(number, gap(Gap::Kind::sameness, 0)) == "1 is another one | 1 is one of its own");
  patient.records.front().sameness = Sameness::own;
  CHECK(cases(number, gap(Gap::Kind::sameness, 0)) == "");
}

TEST_CASE_FIXTURE(Cases, "cases of an outcome that no gap leaves open") {
  CHECK(outcomes(below(10)) == "it holds | it fails");
  Query every = query(Selector::every, {alt});
  every.tests = {compared(Comparison::less, 10)};
  CHECK(outcomes(condition(every)) == "it holds | it fails | it is inapplicable");
  CHECK(outcomes(latest(alt), {below(10)}) == "it is below 10 | it is 10 | it is above 10");
  const FactId birth = fact("birth", FactKind::attribute);
  type(birth).kind = ValueKind::date;
  CHECK(outcomes(ask(Op::age, query(Selector::latest_answer, {birth}))) == "");
}
