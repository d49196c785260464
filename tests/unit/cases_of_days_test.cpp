#include "runtime/completions/split_range.h"
#include "tests/unit/cases.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

std::string texts(const std::vector<Range>& ranges) {
  std::string all;
  for (const Range& one : ranges) all += (all.empty() ? "" : " | ") + range_text(one);
  return all;
}
std::string texts(const std::vector<DateRange>& ranges) {
  std::string all;
  for (const DateRange& one : ranges) all += (all.empty() ? "" : " | ") + date_text(one);
  return all;
}
DateRange from_to(std::string_view first, std::string_view last) {
  return {date(first).first, date(last).last};
}

}  // namespace

TEST_CASE("parts of a range: at the middle limit inside it, in halves, or some values") {
  CHECK(texts(split(Range::anything(), {1, 2, 3})) == "below 2 | 2 | above 2");
  CHECK(texts(split(Range::between(1, 3), {0, 3, 4})) == "1 to below 3 | 3");
  CHECK(texts(split(Range::between(1, 3), {1})) == "1 | above 1 to 3");
  CHECK(texts(split(Range::below(1), {1, 2})).empty());
  CHECK(texts(split(Range::exactly(1), {1})).empty());
  CHECK(texts(halves(Range::between(1, 3))) == "1 to below 2 | 2 | above 2 to 3");
  CHECK(texts(halves(Range::anything())) == "below 0 | 0 | above 0");
  CHECK(texts(halves(Range::at_least(3))) == "3 to below 7 | 7 | above 7");
  CHECK(texts(halves(Range::at_least(-3))) == "-3 to below 1 | 1 | above 1");
  CHECK(texts(halves(Range::at_most(3))) == "below -1 | -1 | above -1 to 3");
  CHECK(texts(halves(Range::at_most(-3))) == "below -7 | -7 | above -7 to -3");
  CHECK(texts(halves(Range::exactly(3))).empty());
  CHECK(texts(points(Range::between(0, 4), 3)) == "2 | 3 | 3.5");
}

TEST_CASE("parts of days: at the middle cut inside them, in halves, or some days") {
  const auto day = [](std::string_view text) { return date(text).first; };
  const DateRange march = date("2025-03");
  CHECK(texts(split(march, {day("2025-03-10"), day("2025-03-05"), day("2025-03-20")})) ==
        "2025-03-01 to 2025-03-09 | 2025-03-10 to 2025-03-31");
  CHECK(texts(split(march, {day("2025-03-31")})) == "2025-03-01 to 2025-03-30 | 2025-03-31");
  CHECK(texts(split(march, {day("2025-03-02")})) == "2025-03-01 | 2025-03-02 to 2025-03-31");
  CHECK(texts(split(march, {day("2025-03-01"), day("2025-04-01")})).empty());
  CHECK(texts(halves(march)) == "2025-03-01 to 2025-03-15 | 2025-03-16 to 2025-03-31");
  CHECK(texts(halves(from_to("2025-03-01", "2025-03-02"))) == "2025-03-01 | 2025-03-02");
  CHECK(texts(halves(date("2025-03-01"))).empty());
  CHECK(texts(points(march, 2)) == "2025-03-01 | 2025-03-02");
  CHECK(texts(points(from_to("2025-03-01", "2025-03-02"), 5)) == "2025-03-01 | 2025-03-02");
  CHECK(texts(points({earliest_day, day("2025-03-10")}, 2)) == "2025-03-09 | 2025-03-10");
  CHECK(texts(points({day("2025-03-10"), latest_day}, 1)) == "2025-03-10");
  std::vector<Day> ends;
  add_ends(march, ends);
  CHECK(ends == std::vector<Day>{day("2025-03-01"), day("2025-04-01")});
  ends.clear();
  add_ends(DateRange{}, ends);
  CHECK(ends.empty());
}

TEST_CASE_FIXTURE(Cases, "cases of a day: where the window begins and ends, then any day") {
  const NodeId recent = lately(alt, 10);
  const auto of = [&](std::string_view day) {
    patient.records.clear();
    record(alt, day);
    return cases(recent, gap(Gap::Kind::date, 0));
  };
  CHECK(of("2025-02") ==
        "1 begins 2025-02-01 to 2025-02-19, ends 2025-02-01 to 2025-02-19 | 1 begins 2025-02-20 to "
        "2025-02-28, ends 2025-02-20 to 2025-02-28");
  CHECK(of("2025") ==
        "1 begins 2025-01-01 to 2025-02-28, ends 2025-01-01 to 2025-02-28 | 1 begins 2025-03-01 to "
        "2025-12-31, ends 2025-03-01 to 2025-12-31");
  CHECK(of("2024") == "1 begins 2024-01-01, ends 2024-01-01");
  CHECK(of("2025-02-19") == "");
  CHECK(of("") ==
        "1 begins up to 2025-02-28, ends up to 2025-02-28, has a date | 1 begins 2025-03-01, ends "
        "2025-03-01, has a date");
  patient.records.front().has_bad_date = true;
  CHECK(cases(recent, gap(Gap::Kind::date, 0)) ==
        "1 begins up to 2025-02-28, ends up to 2025-02-28, has a date | 1 begins from 2025-03-01, ends from "
        "2025-03-01, has a date");
  patient.anchors.front() = date("2025-03");
  CHECK(of("2025-02") == "screening is 2025-03-01 to 2025-03-10 | screening is 2025-03-11 to 2025-03-31");
  CHECK(of("") == "screening is 2025-03-16");
  patient.anchors.front() = date("2025-03-01");
  complete(FactKind::observation, from_to("2024-06-01", "2024-06-30"));
  CHECK(of("2024") ==
        "1 begins 2024-01-01 to 2024-06-30, ends 2024-01-01 to 2024-06-30 | 1 begins 2024-07-01 to "
        "2024-12-31, ends 2024-07-01 to 2024-12-31");
  CHECK(of("2024-06") == "1 begins 2024-06-01, ends 2024-06-01");
}

TEST_CASE_FIXTURE(Cases, "cases of a day: where other records lie, if the order matters") {
  const NodeId first = condition([&] {
    Query made = query(Selector::first, {alt});
    made.tests = {compared(Comparison::less, 10)};
    return made;
  }());
  const NodeId any = condition(query(Selector::any, {alt}));
  const auto beside = [&](NodeId node, const DateRange& other, RecordStatus status = RecordStatus::final) {
    patient.records.clear();
    record(alt, "2024");
    Record& one = result(alt, 40, "2024-05-05");
    one.start = one.end = other;
    one.status = status;
    return cases(node, gap(Gap::Kind::date, 0));
  };
  CHECK(beside(first, date("2024-05-05")) ==
        "1 begins 2024-01-01 to 2024-05-05, ends 2024-01-01 to 2024-05-05 | 1 begins 2024-05-06 to "
        "2024-12-31, ends 2024-05-06 to 2024-12-31");
  CHECK(beside(first, date("2024-05-05"), RecordStatus::void_) == "1 begins 2024-01-01, ends 2024-01-01");
  CHECK(beside(first, from_to("2024-05-05", "2024-08-20")) ==
        "1 begins 2024-01-01 to 2024-08-20, ends 2024-01-01 to 2024-08-20 | 1 begins 2024-08-21 to "
        "2024-12-31, ends 2024-08-21 to 2024-12-31");
  CHECK(beside(first, date("2024")) ==
        "1 begins 2024-01-01, ends 2024-01-01 | 1 begins 2024-01-02, ends 2024-01-02");
  CHECK(beside(first, from_to("2023-12-01", "2025-02-01")) ==
        "1 begins 2024-01-01, ends 2024-01-01 | 1 begins 2024-01-02, ends 2024-01-02");
  CHECK(beside(any, date("2024-05-05")) == "1 begins 2024-01-01, ends 2024-01-01");
  CHECK(cases(any, gap(Gap::Kind::date, 0), {first}) ==
        "1 begins 2024-01-01 to 2024-05-05, ends 2024-01-01 to 2024-05-05 | 1 begins 2024-05-06 to "
        "2024-12-31, ends 2024-05-06 to 2024-12-31");
}

TEST_CASE_FIXTURE(Cases, "cases of the days of a condition or a course: when it began, then when it ended") {
  const NodeId recent = lately(cancer, 10);
  span(cancer, "2024-01-01", "");
  CHECK(cases(recent, gap(Gap::Kind::date, 0)) == "1 ends 2024-01-01 to 2025-02-28 | 1 ends from 2025-03-01");
  patient.records[0].end = date("2025-01");
  CHECK(cases(recent, gap(Gap::Kind::date, 0)) == "1 ends 2025-01-01");
  patient.records[0].start = date("2024");
  CHECK(cases(recent, gap(Gap::Kind::date, 0)) == "1 begins 2024-01-01");
  absent(cancer, "2024-06-01");
  CHECK(cases(recent, gap(Gap::Kind::date, 0)) ==
        "1 begins 2024-01-01 to 2024-05-31 | 1 begins 2024-06-01 to 2024-12-31");
  Query lasting = query(Selector::any, {drug});
  lasting.is_course = true;
  lasting.lasting = days(30);
  const NodeId longer = condition(lasting);
  span(drug, "2024-01-01", "");
  CHECK(cases(longer, gap(Gap::Kind::date, 2)) == "3 ends 2024-01-01 to 2025-03-01 | 3 ends from 2025-03-02");
  patient.records[2].end = date("2024-02");
  CHECK(cases(longer, gap(Gap::Kind::date, 2)) == "3 ends 2024-02-01");
  patient.records[2].start = date("2024-01");
  CHECK(cases(longer, gap(Gap::Kind::date, 2)) == "");
  CHECK(halved(longer, gap(Gap::Kind::date, 2)) ==
        "3 begins 2024-01-01 to 2024-01-15 | 3 begins 2024-01-16 to 2024-01-31");
  patient.records[2].start = date("2024-01-01");
  span(drug, "2024-02-10", "2024-03-10");
  CHECK(cases(longer, gap(Gap::Kind::date, 2)) ==
        "3 ends 2024-02-01 to 2024-02-10 | 3 ends 2024-02-11 to 2024-02-29");
}

TEST_CASE_FIXTURE(Cases, "cases of an anchor's day: where records and windows begin and end, then any day") {
  const AnchorId enrolment = anchor("enrolment");
  Query made = query(Selector::any, {alt});
  made.window = {back(enrolment, days(10)), on(enrolment)};
  const NodeId recent = condition(made);
  Gap day;
  day.kind = Gap::Kind::anchor;
  day.anchor = enrolment;
  CHECK(cases(recent, day) == "enrolment is up to 2025-03-01 | enrolment is from 2025-03-02");
  result(alt, 40, "2025-02-10");
  CHECK(cases(recent, day) == "enrolment is up to 2025-02-19 | enrolment is from 2025-02-20");
  patient.anchors[enrolment.value] = date("2025-02");
  CHECK(cases(recent, day) ==
        "enrolment is 2025-02-01 to 2025-02-10 | enrolment is 2025-02-11 to 2025-02-28");
  patient.anchors[enrolment.value] = from_to("2025-02-10", "2025-02-20");
  CHECK(cases(recent, day) == "enrolment is 2025-02-10 | enrolment is 2025-02-11 to 2025-02-20");
  patient.anchors[enrolment.value] = from_to("2025-02-10", "2025-02-11");
  CHECK(cases(recent, day) == "enrolment is 2025-02-10 | enrolment is 2025-02-11");
  patient.records[0].start = patient.records[0].end = date("2025-02");
  CHECK(cases(recent, day) == "enrolment is 2025-02-10 | enrolment is 2025-02-11");
  patient.anchors[enrolment.value] = date("2025-02-10");
  CHECK(cases(recent, day) == "");
  patient.records[0].status = RecordStatus::void_;
  patient.anchors[enrolment.value] = date("2025-02");
  CHECK(cases(recent, day) == "enrolment is 2025-02-15");
  complete(FactKind::observation, from_to("2025-02-05", "2025-02-20"));
  CHECK(cases(recent, day) ==
        "enrolment is 2025-02-01 to 2025-02-14 | enrolment is 2025-02-15 to 2025-02-28");
  day.anchor = AnchorId{7};
  CHECK(cases(recent, day) == "");
}

TEST_CASE_FIXTURE(Cases, "cases of an anchor's day: months back, and hours back, from a day that is known") {
  const AnchorId enrolment = anchor("enrolment", "2025-04");
  Gap day;
  day.kind = Gap::Kind::anchor;
  day.anchor = enrolment;
  Query made = query(Selector::any, {alt});
  made.window = {back(enrolment, months(1)), on(enrolment)};
  result(alt, 40, "2025-03-30");
  CHECK(cases(condition(made), day) == "enrolment is 2025-04-01 to 2025-04-29 | enrolment is 2025-04-30");
  patient.records[0].start = patient.records[0].end = date("2025-02-28");
  patient.anchors[enrolment.value] = from_to("2025-03-25", "2025-04-05");
  CHECK(cases(condition(made), day) ==
        "enrolment is 2025-03-25 to 2025-03-31 | enrolment is 2025-04-01 to 2025-04-05");
  made.window.from = back(enrolment, {});
  made.window.from->reach.first.minutes = 36 * 60;
  CHECK(cases(condition(made), day) == "enrolment is 2025-03-31");
  made.window.from = back(enrolment, days(3));
  made.apart = days(2);
  patient.anchors[enrolment.value] = from_to("2025-06-01", "2025-06-20");
  CHECK(cases(condition(made), day) == "");
  CHECK(halved(condition(made), day) ==
        "enrolment is 2025-06-01 to 2025-06-10 | enrolment is 2025-06-11 to 2025-06-20");
}

TEST_CASE_FIXTURE(
    Cases, "cases of the order of records of one day: one is the next, unless its time says otherwise") {
  const NodeId ten = below(10);
  result(alt, 5, "2025-02-01");
  result(alt, 50, "2025-02-01");
  result(alt, 50, "2025-02-02");
  CHECK(cases(ten, gap(Gap::Kind::order, 0)) == "1 has place 1000000 | 2 has place 1000000");
  CHECK(cases(ten, gap(Gap::Kind::order, 2)) == "");
  patient.records[0].start_time = parse_moment("2025-02-01T10:00");
  patient.records[1].start_time = parse_moment("2025-02-01T09:00");
  CHECK(cases(ten, gap(Gap::Kind::order, 0)) == "1 has place 1000000");
  patient.records[1].order = 1'000'000;
  CHECK(cases(ten, gap(Gap::Kind::order, 0)) == "");
  result(alt, 70, "2025-02-01");
  CHECK(cases(ten, gap(Gap::Kind::order, 0)) == "1 has place 999999 | 4 has place 999999");
  patient.records[0].start = date("2025-02");
  CHECK(cases(ten, gap(Gap::Kind::order, 0)) == "");
  patient.records[2].status = RecordStatus::void_;
  CHECK(cases(ten, gap(Gap::Kind::order, 1)) == "");
}

TEST_CASE_FIXTURE(Cases, "cases of the rank of records of one value, or of one course's days") {
  complete(FactKind::observation);
  complete(FactKind::treatment);
  Query made = query(Selector::highest, {alt});
  made.tests = {times_upper(Comparison::less, 2)};
  const NodeId highest = condition(made);
  result(alt, 50, "2025-02-01");
  result(alt, 50, "2025-02-02");
  result(alt, 40, "2025-02-02");
  CHECK(cases(highest, gap(Gap::Kind::rank, 0)) == "1 has rank 1000000 | 2 has rank 1000000");
  patient.records[1].rank = 1'000'000;
  CHECK(cases(highest, gap(Gap::Kind::rank, 0)) == "");
  patient.records[1].rank = 0;
  patient.records[2].value = Range::between(40, 60);
  CHECK(cases(highest, gap(Gap::Kind::rank, 0)) == "");
  patient.records[2].value = Range::exactly(40);
  patient.complete.clear();
  CHECK(cases(highest, gap(Gap::Kind::rank, 0)) == "");
  complete(FactKind::treatment);
  Query oral = query(Selector::any, {drug});
  oral.is_course = true;
  oral.filters = {{Filter::Kind::is, method, {word("oral")}, {}, Comparison::equal, {}}};
  const NodeId course = condition(oral);
  with_word(span(drug, "2024-01-01", "2024-02-01"), method, "oral");
  with_word(span(drug, "2024-01-01", "2024-02-01"), method, "other");
  span(drug, "2024-01-02", "2024-02-01");
  CHECK(cases(course, gap(Gap::Kind::rank, 3)) == "4 has rank 1000000 | 5 has rank 1000000");
  patient.records[5].end = date("2024-02");
  CHECK(cases(course, gap(Gap::Kind::rank, 3)) == "");
}

TEST_CASE_FIXTURE(Cases, "cases of a list: nothing else, or one more record, as many as the questions need") {
  const auto of = [](FactId fact) { return gap(Gap::Kind::list, fact); };
  const FactId lymphoma = condition("lymphoma");
  is_a(lymphoma, cancer);
  const NodeId ever = condition(query(Selector::any, {cancer}));
  const NodeId ever_lymphoma = condition(query(Selector::any, {lymphoma}));
  const NodeId ten = below(10);
  CHECK(further(ever, {of(cancer)}) ==
        "no more cancer | one more cancer that is ongoing, then no more cancer | one more cancer that ends, "
        "then no more cancer");
  CHECK(further(ever, {of(cancer)}, {ever_lymphoma}) ==
        "no more cancer | one more cancer that is ongoing | one more cancer that ends | one more lymphoma "
        "that is ongoing | one more lymphoma that ends");
  CHECK(further(ten, {of(alt)}) ==
        "no more ALT | one more ALT, then no more ALT | one more ALT for the latest alone, then no more ALT");
  CHECK(further(ten, {of(alt), of(ast)}, {latest(ast)}) ==
        "no more ALT, AST | one more ALT, then no more ALT | one more ALT for the latest alone, then no more "
        "ALT | one more AST, then no more AST | one more AST for the latest alone, then no more AST");
  CHECK(further(condition(query(Selector::planned, {drug})), {of(drug)}) ==
        "no more drug | one more drug, then no more drug | one more drug that is planned, then no more drug");
  CHECK(further(condition(query(Selector::any, {drug})), {of(drug)},
                {condition(query(Selector::planned, {drug}))}) ==
        "no more drug | one more drug | one more drug that is planned");
  patient.supposed.finished = {cancer};
  CHECK(further(ever, {of(cancer)}) == "");
  CHECK(further(ever_lymphoma, {of(lymphoma)}) == "");
  patient.supposed.finished.clear();
  result(alt, 5, "2025-02-01");
  patient.supposed.records = 1;
  CHECK(further(ten, {of(alt)}) == "no more ALT");
  CHECK(further(ten, {of(alt)}, {condition(query(Selector::any, {alt}))}) ==
        "no more ALT | one more ALT, then no more ALT | one more ALT for the latest alone, then no more ALT");
}

TEST_CASE_FIXTURE(Cases,
                  "cases of a list: facts that nothing tells apart have one more record between them") {
  const FactId other = treatment("other");
  const NodeId either = condition(query(Selector::any, {drug, other}));
  const std::vector<Gap> lists{gap(Gap::Kind::list, drug), gap(Gap::Kind::list, other)};
  CHECK(further(either, lists) == "no more drug, other | one more drug, then no more drug");
  span(other, "2024-01-01", "2024-02-01");
  CHECK(further(either, lists) ==
        "no more drug, other | one more drug, then no more drug | one more other, then no more other");
  patient.records.clear();
  patient.complete.push_back({{}, drug, from_to("2024-01-01", "2024-02-01")});
  CHECK(further(either, lists) ==
        "no more drug, other | one more drug, then no more drug | one more other, then no more other");
  patient.complete.clear();
  CHECK(further(either, lists, {condition(query(Selector::any, {drug}))}) ==
        "no more drug, other | one more drug | one more other, then no more other");
}

TEST_CASE_FIXTURE(Cases, "cases of a list of any kind of record") {
  Query made = query(Selector::any, {drug});
  made.is_any_fact = true;
  made.facts.clear();
  made.asked.clear();
  const NodeId any = condition(made);
  Gap list;
  list.list = FactKind::treatment;
  CHECK(further(any, {list}) == "no more of the kind | one more anything");
  patient.supposed.finished_kinds = {FactKind::treatment};
  CHECK(further(any, {list}) == "");
  patient.supposed.finished_kinds.clear();
  span({}, "2024-01-01", "2024-02-01").kind = FactKind::treatment;
  patient.supposed.records = 1;
  CHECK(further(any, {list}) == "no more of the kind");
}

TEST_CASE_FIXTURE(Cases, "cases of an entry that is not understood: each reading that a question can tell") {
  const FactId other = treatment("other");
  const FactId third = treatment("third");
  const auto possible = [this](FactId fact) {
    Record& made = span(fact, "2025-01-01", "2025-02-01");
    made.kind = FactKind::treatment;
    made.entry = 1;
    made.is_possible = true;
  };
  const auto entry = [&](bool is_denied) {
    patient.records.clear();
    if (is_denied) absent(cancer, "2025-03-01");
    const auto first = static_cast<std::uint32_t>(patient.records.size());
    for (const FactId fact : {drug, other, third, FactId{}}) possible(fact);
    patient.entries = {{"zzyzx", {}, {}, first + 3, {first, first + 1, first + 2}}};
  };
  const auto of = [&](NodeId node, const std::vector<NodeId>& beside = {}) {
    return cases(node, gap(Gap::Kind::entry, patient.entries.front().itself), beside);
  };
  entry(false);
  const NodeId one = condition(query(Selector::any, {drug}));
  const NodeId two = condition(query(Selector::any, {drug, other}));
  Query made = query(Selector::any, {drug});
  made.is_any_fact = true;
  made.facts.clear();
  made.asked.clear();
  const NodeId any = condition(made);
  made.is_course = true;
  const NodeId any_course = condition(made);
  CHECK(of(one) == "the entry is drug | the entry is something else");
  CHECK(of(two) == "the entry is drug | the entry is something else");
  CHECK(of(two, {one}) == "the entry is drug | the entry is other | the entry is something else");
  CHECK(of(any) == "");
  CHECK(of(any_course) ==
        "the entry is drug | the entry is other | the entry is third | the entry is something else");
  CHECK(of(two, {any}) == "the entry is drug | the entry is other | the entry is something else");
  entry(true);
  CHECK(of(any) ==
        "the entry is drug | the entry is other | the entry is third | the entry is something else");
  patient.records.back().is_possible = false;
  CHECK(of(two) == "");
}
