#include "runtime/evaluate/window.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// The days that a record may begin and end on, and the days of a window.
namespace {

const DateRange as_of_day = *parse_date("2025-03-01");

struct Spans : World {
  FactId ill = condition("ill");
  FactId drug = treatment("drug");
  FactId alt = observation("ALT");
  FactId surgery = procedure("surgery");
  FactId smokes = fact("smokes", FactKind::question);

  static std::string text_of(const Record& record, const DateRange& as_of = as_of_day) {
    const Extent span = span_of(as_of, record);
    std::string text = date_text(span.start) + " | " + date_text(span.end);
    if (span.end == DateRange{latest_day, latest_day}) text = date_text(span.start) + " | goes on";
    if (span.has_unknown_end) text += " | unknown end";
    if (span.start_time) text += " | starts at a time";
    if (span.end_time) text += " | ends at a time";
    return text;
  }
  /// The days of a query's window: "from | to".
  std::string window(const Query& asked) {
    condition(asked);
    run();
    const QueryResult& result = workspace.queries.back();
    const auto text = [](const DateRange& days) {
      if (days == DateRange{earliest_day, earliest_day}) return std::string("ever");
      if (days == DateRange{latest_day, latest_day}) return std::string("ever after");
      return date_text(days);
    };
    return text(result.from) + " | " + text(result.to);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Spans, "spans: results and answers are of one day, a procedure may have an end") {
  CHECK(text_of(record(alt, "2025-02-01")) == "2025-02-01 | 2025-02-01");
  CHECK(text_of(record(alt, "2025-02")) == "2025-02 | 2025-02");
  CHECK(text_of(record(alt)) == "up to 2025-03-01 | up to 2025-03-01");
  CHECK(text_of(record(smokes)) == "2025-03-01 | 2025-03-01");
  CHECK(text_of(span(surgery, "2025-02-01", "2025-02-03")) == "2025-02-01 | 2025-02-03");
  CHECK(text_of(span(surgery, "2025-02-03", "2025-02-01")) == "2025-02-03 | 2025-02-03");
  CHECK(text_of(span(surgery, "2025-02", "2025-02-20")) == "2025-02 | 2025-02-20");
  CHECK(text_of(span(alt, "2025-02-01", "2025-02-03")) == "2025-02-01 | 2025-02-01");
  Record& planned = record(surgery);
  planned.status = RecordStatus::planned;
  CHECK(text_of(planned) == "any date | any date");
  Record& bad = record(surgery);
  bad.has_bad_date = true;
  CHECK(text_of(bad) == "any date | any date");
}

TEST_CASE_FIXTURE(Spans, "spans: a condition that goes on, is over, or of which nobody knows") {
  CHECK(text_of(record(ill, "2025-01-01")) == "2025-01-01 | from 2025-01-01 | unknown end");
  CHECK(text_of(record(ill)) == "up to 2025-03-01 | any date | unknown end");
  CHECK(text_of(ongoing(ill, "2025-01-01")) == "2025-01-01 | goes on");
  CHECK(text_of(span(ill, "2025-01-01", "2025-02-01")) == "2025-01-01 | 2025-02-01");
  CHECK(text_of(span(ill, "2025-01", "2025-01")) == "2025-01 | 2025-01");
  CHECK(text_of(span(ill, "2025", "2025-01-20")) == "2025-01-01 to 2025-01-20 | 2025-01-20");
  CHECK(text_of(span(ill, "2025-01-20", "2025")) == "2025-01-20 | 2025-01-20 to 2025-12-31");
  CHECK(text_of(span(ill, "2025-02-01", "2025-01-31")) == "any date | any date");
  Record& over = record(ill, "2025-01-01");
  over.is_over = true;
  CHECK(text_of(over) == "2025-01-01 | 2025-01-01 to 2025-02-28");
  CHECK(text_of(over, date("2025-03")) == "2025-01-01 | 2025-01-01 to 2025-03-30");
  over.start = date("2025-02-28");
  over.end.first = over.start.first;
  CHECK(text_of(over) == "2025-02-28 | 2025-02-28");
  over.start = date("2025-03-01");
  over.end.first = over.start.first;
  CHECK(text_of(over) == "2025-03-01 | from 2025-03-01 | unknown end");
  over.kind = FactKind::treatment;
  over.start = date("2025-01-01");
  CHECK(text_of(over) == "2025-01-01 | from 2025-03-01 | unknown end");
  over.kind = FactKind::condition;
  over.end = date("2025");
  CHECK(text_of(over) == "2025-01-01 | 2025");
  Record& undated = record(ill);
  undated.is_over = true;
  CHECK(text_of(undated) == "up to 2025-02-28 | up to 2025-02-28");
  undated.status = RecordStatus::planned;
  CHECK(text_of(undated) == "any date | any date | unknown end");
}

TEST_CASE_FIXTURE(Spans, "spans: a condition that can last so long ends by then") {
  Record& bounded = record(ill, "2025-01-01");
  bounded.is_end_bounded = true;
  bounded.end = {date("2025-01-01").first, date("2025-02-01").last};
  CHECK(text_of(bounded) == "2025-01-01 | 2025-01-01 to 2025-02-01 | unknown end");
  bounded.is_over = true;
  CHECK(text_of(bounded) == "2025-01-01 | 2025-01-01 to 2025-02-01 | unknown end");
  bounded.is_over = false;
  bounded.is_ongoing = true;
  CHECK(text_of(bounded) == "2025-01-01 | 2025-03-01 | unknown end");
  bounded.end.last = date("2025-05-01").last;
  CHECK(text_of(bounded) == "2025-01-01 | 2025-03-01 to 2025-05-01 | unknown end");
  bounded.is_ongoing = false;
  bounded.is_over = true;
  CHECK(text_of(bounded) == "2025-01-01 | 2025-01-01 to 2025-02-28 | unknown end");
}

TEST_CASE_FIXTURE(Spans, "spans: a time of day is one of an exact day") {
  Record& one = record(alt, "2025-02-01");
  one.start_time = parse_moment("2025-02-01T10:00");
  CHECK(text_of(one) == "2025-02-01 | 2025-02-01 | starts at a time | ends at a time");
  one.start = date("2025-02");
  CHECK(text_of(one) == "2025-02 | 2025-02");
  Record& operation = span(surgery, "2025-02-01", "2025-02-01");
  operation.start_time = parse_moment("2025-02-01T10:00");
  CHECK(text_of(operation) == "2025-02-01 | 2025-02-01 | starts at a time | ends at a time");
  operation.end = date("2025-02-02");
  CHECK(text_of(operation) == "2025-02-01 | 2025-02-02 | starts at a time");
  operation.end_time = parse_moment("2025-02-02T10:00");
  CHECK(text_of(operation) == "2025-02-01 | 2025-02-02 | starts at a time | ends at a time");
  operation.end = date("2025-02-01");
  operation.end_time = parse_moment("2025-02-01T12:00");
  CHECK(span_of(as_of_day, operation).end_time->wall == parse_moment("2025-02-01T12:00")->wall);
  Record& course = span(drug, "2025-02-01", "2025-02-03");
  course.start_time = parse_moment("2025-02-01T10:00");
  CHECK(text_of(course) == "2025-02-01 | 2025-02-03 | starts at a time");
  course.end_time = parse_moment("2025-02-03T10:00");
  CHECK(text_of(course) == "2025-02-01 | 2025-02-03 | starts at a time | ends at a time");
  course.end = date("2025-02");
  CHECK(text_of(course) == "2025-02-01 | 2025-02 | starts at a time");
  course.start = date("2025");
  CHECK(text_of(course) == "2025-01-01 to 2025-02-28 | 2025-02");
}

TEST_CASE_FIXTURE(Spans, "windows: of a selector without one of its own, and from or up to a day") {
  CHECK(window(query(Selector::any, {ill})) == "ever | 2025-03-01");
  CHECK(window(query(Selector::active, {ill})) == "2025-03-01 | 2025-03-01");
  CHECK(window(query(Selector::planned, {surgery})) == "ever | ever after");
  CHECK(window(query(Selector::dose, {drug})) == "2025-03-01 | 2025-03-01");
  const FactId slow = treatment("slow");
  Query both = query(Selector::any, {drug, slow});
  both.window.from = back(plan.as_of, {});
  both.window.from->reach.first.half_lives = 2;
  plan.vocabulary.facts[drug.value].half_life_days = 1;
  plan.vocabulary.facts[slow.value].half_life_days = 10;
  CHECK(window(both) == "2025-02-09 to 2025-02-27 | 2025-03-01");
  both.window = {std::nullopt, both.window.from};
  CHECK(window(both) == "ever | 2025-02-09 to 2025-02-27");
  Query active = query(Selector::active, {ill});
  active.window.from = back(plan.as_of, days(3));
  CHECK(window(active) == "2025-02-26 | 2025-03-01");
  Query dose = query(Selector::dose, {drug});
  dose.window.to = on(plan.as_of, -1);
  CHECK(window(dose) == "2025-02-28 | 2025-02-28");
  Query ahead = query(Selector::planned, {surgery});
  ahead.window.from = on(plan.as_of, 1);
  CHECK(window(ahead) == "2025-03-02 | ever after");
  ahead.window.to = on(plan.as_of);
  ahead.window.to->direction = 1;
  ahead.window.to->reach.first.period = months(1);
  CHECK(window(ahead) == "2025-03-02 | 2025-04-01");
  Query fixed = query(Selector::any, {ill});
  fixed.window.from = WindowEnd{{}, date("2025-01"), {}, 0, 0};
  CHECK(window(fixed) == "2025-01 | 2025-03-01");
  plan.as_of = {};
  CHECK(window(query(Selector::any, {ill})) == "ever | ever after");
  CHECK(window(query(Selector::active, {ill})) == "any date | any date");
}

TEST_CASE_FIXTURE(Spans, "windows: the longer and the shorter of two reaches, back and ahead") {
  const auto reaching = [this](int direction, Reach::Choice choice) {
    Query any = query(Selector::any, {ill});
    WindowEnd end = on(plan.as_of);
    end.direction = direction;
    end.reach.first.period = days(10);
    end.reach.second.period = days(20);
    end.reach.choice = choice;
    (direction < 0 ? any.window.from : any.window.to) = end;
    return window(any);
  };
  CHECK(reaching(-1, Reach::Choice::only) == "2025-02-19 | 2025-03-01");
  CHECK(reaching(-1, Reach::Choice::longer) == "2025-02-09 | 2025-03-01");
  CHECK(reaching(-1, Reach::Choice::shorter) == "2025-02-19 | 2025-03-01");
  CHECK(reaching(1, Reach::Choice::only) == "ever | 2025-03-11");
  CHECK(reaching(1, Reach::Choice::longer) == "ever | 2025-03-21");
  CHECK(reaching(1, Reach::Choice::shorter) == "ever | 2025-03-11");
}

TEST_CASE_FIXTURE(Spans,
                  "windows: two are the same if one ends at the as-of date by word and one by default") {
  Query open_ended = query(Selector::any, {ill});
  Query up_to = open_ended;
  up_to.window.to = on(plan.as_of);
  CHECK(have_same_window(plan, open_ended, open_ended));
  CHECK(have_same_window(plan, open_ended, up_to));
  up_to.window.to = on(plan.as_of, -1);
  CHECK_FALSE(have_same_window(plan, open_ended, up_to));
  up_to = open_ended;
  up_to.window.from = back(plan.as_of, days(3));
  CHECK_FALSE(have_same_window(plan, open_ended, up_to));
  CHECK_FALSE(have_same_window(plan, query(Selector::planned, {surgery}), open_ended));
  CHECK_FALSE(have_same_window(plan, query(Selector::active, {ill}), open_ended));
  Query active = query(Selector::active, {ill});
  active.window.from = up_to.window.from;
  CHECK(have_same_window(plan, active, up_to));
  plan.as_of = {};
  active.window.to = on(AnchorId{0});
  CHECK_FALSE(have_same_window(plan, active, up_to));
}
