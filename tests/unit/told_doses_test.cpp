#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct ToldDoses : Told {
  ToldDoses() { plan.dose = field("dose", ValueKind::quantity); }

  void taking(int daily, std::string_view start, std::string_view end) {
    with_number(span(drug, start, end), plan.dose, daily);
  }
  std::string dose() { return tell_value(query(Selector::dose, {drug})); }
  std::string unchanged() {
    Query made = query(Selector::unchanged_dose, {drug});
    made.window = {back(plan.as_of, days(28)), on(plan.as_of)};  // from 2025-02-01
    return tell(made);
  }
};

}  // namespace

TEST_CASE_FIXTURE(ToldDoses, "told of a dose: the records of the day, and what is open of them") {
  CHECK(dose() == "at least 0; because list-not-complete drug");
  taking(10, "2025-01-01", "2025-04-01");
  CHECK(dose() == "10; 1 decided");
  taking(10, "2025-01-01", "2025-04-01");
  CHECK(dose() == "10 to 20; 1 decided, 2 decided; because possible-repeat 1, possible-repeat 2");
  patient.records.pop_back();
  taking(20, "2025-01-01", "2025-02-28");
  CHECK(dose() == "10; 2 outside, 1 decided");
  taking(20, "2025-03-01", "2025-03-01");
  CHECK(dose() == "30; 2 outside, 1 decided, 3 decided");
  span(drug, "2025-02-01", "2025-03-02");
  CHECK(dose() ==
        "at least 30; 2 outside, 1 decided, 4 decided, 3 decided; because possible-repeat 1, "
        "field-not-recorded 4 dose, possible-repeat 4, possible-repeat 3");
  patient.records.clear();
  taking(10, "2025-01-01", "2025-04-01");
  patient.fields.back().quantity = Range::between(10, 20);
  CHECK(dose() == "10 to 20; 1 decided; because censored-value 1 dose");
  patient.fields.back().flaw = Flaw::bad_unit;
  CHECK(dose() == "at least 0; 1 decided; because unusable-record 1 dose!");
}

TEST_CASE_FIXTURE(ToldDoses, "told of a dose: two of one drug, of ranges that may be one") {
  complete(FactKind::treatment);
  const auto told_of = [this](const std::vector<Range>& doses) {
    patient.records.clear();
    patient.fields.clear();
    for (const Range& one : doses) {
      taking(1, "2025-01-01", "2025-04-01");
      patient.fields.back().quantity = one;
    }
    return dose();
  };
  CHECK(told_of({Range::exactly(5), Range::exactly(5)}) ==
        "5 to 10; 1 decided, 2 decided; because possible-repeat 1, possible-repeat 2");
  CHECK(told_of({Range::exactly(5), Range::exactly(7)}) == "12; 1 decided, 2 decided");
  CHECK(told_of({Range::between(4, 6), Range::exactly(5)}) ==
        "5 to 11; 1 decided, 2 decided; because censored-value 1 dose, possible-repeat 1, possible-repeat 2");
  CHECK(told_of({Range::between(4, 6), Range::exactly(7)}) ==
        "11 to 13; 1 decided, 2 decided; because censored-value 1 dose");
  CHECK(told_of({Range::between(4, 6), Range::between(6, 9)}) ==
        "6 to 15; 1 decided, 2 decided; because censored-value 1 dose, possible-repeat 1, censored-value 2 "
        "dose, possible-repeat 2");
  CHECK(told_of({Range::between(4, 6), Range::above(6)}) ==
        "above 10; 1 decided, 2 decided; because censored-value 1 dose, censored-value 2 dose");
  CHECK(told_of({Range::exactly(5), Range::exactly(5), Range::exactly(5)}) ==
        "5 to 15; 1 decided, 2 decided, 3 decided; because possible-repeat 1, possible-repeat 2, "
        "possible-repeat 3");
  CHECK(told_of({Range::exactly(5), Range::exactly(7), Range::exactly(5)}) ==
        "12 to 17; 1 decided, 2 decided, 3 decided; because possible-repeat 1, possible-repeat 3");
  CHECK(told_of({Range::at_least(0), Range::exactly(7), Range::exactly(5)}) ==
        "at least 12; 1 decided, 2 decided, 3 decided; because censored-value 1 dose, possible-repeat 1, "
        "possible-repeat 2, possible-repeat 3");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: what is open of the days and the doses") {
  CHECK(unchanged() == "holds, fails; because list-not-complete drug");
  taking(10, "2025-01-01", "2025-04-01");
  CHECK(unchanged() == "holds; 1 decided");
  taking(20, "2025-02-10", "2025-02-12");
  CHECK(unchanged() == "fails; 1 decided, 2 decided");
  patient.records.back().end = date("2025-02");
  CHECK(unchanged() == "fails; 1 decided, 2 decided");
  patient.records.clear();
  taking(10, "2025-02-02", "2025-04-01");
  CHECK(unchanged() == "holds, fails; 1 decided; because list-not-complete drug");
  complete(FactKind::treatment);
  CHECK(unchanged() == "fails; 1 decided; by list");
  patient.records.front().start = date("2025");
  CHECK(unchanged() == "holds, fails; 1 maybe; by list; because partial-date 1");
  patient.records.front().start = date("2025-02-01");
  CHECK(unchanged() == "holds; 1 decided; by list");
  patient.records.front().end = date("2025-02-28");
  CHECK(unchanged() == "fails; 1 decided; by list");
  patient.records.front().end = date("2025-03-01");
  CHECK(unchanged() == "holds; 1 decided; by list");
  patient.records.front().flaw = Flaw::unconfirmed;
  CHECK(unchanged() == "holds, fails; 1 maybe; by list; because unconfirmed-record 1!");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: an anchor that is missing or partial") {
  complete(FactKind::treatment);
  taking(10, "2025-02-20", "2025-04-01");
  patient.anchors.front() = date("2025-03");
  CHECK(unchanged() == "holds, fails; 1 maybe; by list; because partial-date of screening");
  patient.anchors.front().reset();
  CHECK(unchanged() == "holds, fails; 1 maybe; by list; because no-anchor of screening");
}

TEST_CASE_FIXTURE(ToldDoses,
                  "told of an unchanged dose: of any treatment, others may have begun where the list ends") {
  Query made = query(Selector::unchanged_dose, {drug});
  made.is_any_fact = true;
  made.asked.clear();
  made.facts.clear();
  made.window = {back(plan.as_of, days(28)), on(plan.as_of)};
  taking(10, "2025-01-01", "2025-04-01");
  complete(FactKind::treatment);
  CHECK(tell(made).starts_with("holds; "));
  patient.complete.front().period = {date("2025-01-01").first, date("2025-02-20").last};
  CHECK(tell(made).starts_with("holds, fails; "));
  patient.complete.front().period = {date("2025-02-20").first, date("2025-03-01").last};
  CHECK(tell(made).starts_with("holds, fails; "));
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: from a day that is open, and of none at all") {
  complete(FactKind::treatment);
  patient.anchors.front() = date("2025-03");
  taking(10, "2024-01-01", "2025-06-01");
  CHECK(unchanged() == "holds, fails; 1 maybe; by list; because partial-date of screening");
  patient.anchors.front()->last = date("2025-03-10").last;
  CHECK(unchanged() == "holds; 1 decided; by list");
  patient.records.clear();
  CHECK(unchanged() == "fails; by list");
  patient.anchors.front().reset();
  CHECK(unchanged() == "fails; by list");
  patient.complete.clear();
  CHECK(unchanged() == "holds, fails; because no-anchor of screening, list-not-complete drug");
}

TEST_CASE_FIXTURE(ToldDoses,
                  "told of an unchanged dose: more on top of a dose that nobody knows is a change") {
  const FactId other = treatment("other");
  Query made = query(Selector::unchanged_dose, {drug, other});
  made.window = {back(plan.as_of, days(28)), on(plan.as_of)};
  complete(FactKind::treatment);
  span(other, "2024-01-01", "2025-06-01");
  taking(20, "2025-02-10", "2025-06-01");
  CHECK(tell(made) == "fails; 2 decided, 1 decided; by list");
  patient.records.front().start = date("2025-01");
  CHECK(tell(made) == "holds; 2 decided, 1 decided; by list");
  patient.records.front().start = date("2025-02");
  CHECK(tell(made) ==
        "holds, fails; 2 decided, 1 decided; by list; because partial-date 2, field-not-recorded 1 dose");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: two ranges that nothing lies in are a change") {
  complete(FactKind::treatment);
  const auto told_of = [this](const Range& before, const Range& between, const Range& after) {
    patient.records.clear();
    patient.fields.clear();
    taking(1, "2025-01-01", "2025-02-09");
    patient.fields.back().quantity = before;
    taking(1, "2025-02-10", "2025-02-19");
    patient.fields.back().quantity = between;
    taking(1, "2025-02-20", "2025-03-10");
    patient.fields.back().quantity = after;
    return unchanged().substr(0, 12);
  };
  CHECK(told_of(Range::exactly(5), Range::exactly(5), Range::exactly(5)) == "holds; 1 dec");
  CHECK(told_of(Range::between(1, 9), Range::between(1, 4), Range::between(4, 9)) == "holds, fails");
  CHECK(told_of(Range::between(1, 9), Range::between(1, 4), Range::between(5, 9)) == "fails; 1 dec");
  CHECK(told_of(Range::between(1, 4), Range::between(1, 9), Range::between(5, 9)) == "fails; 1 dec");
  CHECK(told_of(Range::between(1, 4), Range::between(5, 9), Range::between(1, 9)) == "fails; 1 dec");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: a list that is complete on a day alone") {
  taking(10, "2025-01-01", "2025-01-31");
  const auto complete_on = [this](std::string_view first, std::string_view last) {
    patient.complete.clear();
    complete(FactKind::treatment, {date(first).first, date(last).last});
    return unchanged().substr(0, 12);
  };
  CHECK(complete_on("2025-02-10", "2025-02-10") == "fails; 1 out");
  CHECK(complete_on("2025-02-01", "2025-02-01") == "fails; 1 out");
  CHECK(complete_on("2025-03-01", "2025-03-01") == "fails; 1 out");
  CHECK(complete_on("2025-01-31", "2025-01-31") == "holds, fails");
  CHECK(complete_on("2025-03-02", "2025-03-02") == "holds, fails");
}

TEST_CASE_FIXTURE(ToldDoses,
                  "told of a dose: prescriptions that are one, or each of its own, as is supposed") {
  complete(FactKind::treatment);
  const auto told_of = [this](const std::vector<std::pair<Range, Sameness>>& doses) {
    patient.records.clear();
    patient.fields.clear();
    for (const auto& [one, sameness] : doses) {
      taking(1, "2025-01-01", "2025-04-01");
      patient.fields.back().quantity = one;
      patient.records.back().sameness = sameness;
    }
    return range_text(value(query(Selector::dose, {drug})));
  };
  const Range five = Range::exactly(5);
  const Range about = Range::between(4, 6);
  constexpr auto own = Sameness::own;
  constexpr auto one = Sameness::one;
  constexpr auto undecided = Sameness::open;
  CHECK(told_of({{five, own}, {five, own}}) == "10");
  CHECK(told_of({{five, own}, {five, one}}) == "5");
  CHECK(told_of({{five, one}, {five, one}}) == "5");
  CHECK(told_of({{five, one}, {five, undecided}}) == "5");
  CHECK(told_of({{five, own}, {five, undecided}}) == "5 to 10");
  CHECK(told_of({{five, one}, {five, one}, {five, own}}) == "5");
  CHECK(told_of({{five, one}, {five, one}, {five, one}}) == "5");
  CHECK(told_of({{about, one}, {five, one}}) == "5 to 11");
  CHECK(told_of({{about, own}, {five, one}}) == "5 to 11");
  CHECK(told_of({{about, one}, {five, own}}) == "5 to 11");
  CHECK(told_of({{Range::between(1, 3), undecided},
                 {Range::between(2, 9), undecided},
                 {Range::between(5, 6), undecided},
                 {Range::between(7, 8), undecided}}) == "7 to 26");
}

TEST_CASE_FIXTURE(ToldDoses,
                  "told of a dose: what is supposed comes on top where none is on record for the day") {
  const FactId other = treatment("other");
  complete(FactKind::condition);
  const auto supposing = [&](FactId fact, bool is_any) {
    patient.records.clear();
    taking(10, "2025-01-01", "2025-04-01");
    with_number(span(fact, "2025-01-01", "2025-04-01"), plan.dose, 5);
    patient.records.back().is_confirmed = true;
    Query made = query(Selector::dose, {drug, other});
    made.is_any_fact = is_any;
    if (is_any) made.facts.clear();
    if (is_any) made.asked.clear();
    const NodeId node = quantity(made);
    evaluate(plan, patient, workspace);
    return told(node);
  };
  patient.supposed.records = 1;
  patient.supposed.finished = {drug, other};
  patient.supposed.finished_kinds = {FactKind::treatment};
  CHECK(supposing(other, false) == "15; 1 decided, 2 decided");
  CHECK(supposing(drug, false) == "10; 1 decided, 2 decided");
  CHECK(supposing(drug, true) == "15; 1 decided, 2 decided");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: to the day on which one ends and the next begins") {
  complete(FactKind::treatment);
  taking(10, "2025-01-01", "2025-02-01");
  taking(10, "2025-02-02", "2025-04-01");
  CHECK(unchanged() == "holds; 1 decided, 2 decided; by list");
  patient.records.clear();
  taking(10, "2025-01-01", "2025-02");
  CHECK(unchanged() == "fails; 1 decided; by list");
  patient.records.clear();
  taking(10, "2025-01-01", "2025-04-01");
  taking(5, "2025-03", "2025-04-01");
  CHECK(unchanged() == "holds, fails; 1 decided, 2 maybe; by list; because partial-date 2");
  patient.records.back().start = date("2025-02");
  CHECK(unchanged() == "holds, fails; 1 decided, 2 decided; by list; because partial-date 2");
  patient.records.back().start.first = date("2025-02-10").first;
  CHECK(unchanged() == "fails; 1 decided, 2 decided; by list");
  patient.records.clear();
  patient.anchors.front()->last = date("2025-03-10").last;
  taking(10, "2025-02-05", "2025-04-01");
  CHECK(unchanged() == "holds, fails; 1 decided; by list; because partial-date of screening");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: beside a dose that nobody knows") {
  const FactId other = treatment("other");
  Query made = query(Selector::unchanged_dose, {drug, other});
  made.window = {back(plan.as_of, days(28)), on(plan.as_of)};
  complete(FactKind::treatment);
  const auto beside = [&](const std::vector<std::tuple<Range, const char*, const char*>>& doses) {
    patient.records.clear();
    patient.fields.clear();
    for (const auto& [dose, start, end] : doses) {
      taking(1, start, end);
      patient.fields.back().quantity = dose;
    }
    span(other, "2024-01-01", "2025-06-01");
    return tell(made).substr(0, 12);
  };
  const Range some = Range::between(0, 9);
  const Range two = Range::exactly(2);
  const Range seven = Range::exactly(7);
  CHECK(beside({{two, "2025-01-01", "2025-02-09"}, {two, "2025-01-01", "2025-02-09"}}) == "fails; 1 dec");
  CHECK(beside({{two, "2025-01-01", "2025-04-01"}, {two, "2025-02-10", "2025-04-01"}}) == "holds, fails");
  CHECK(beside({{two, "2025-01-01", "2025-02-09"},
                {some, "2025-02-10", "2025-02-19"},
                {seven, "2025-02-20", "2025-04-01"}}) == "fails; 1 dec");
  CHECK(beside({{some, "2025-01-01", "2025-02-09"},
                {two, "2025-02-10", "2025-02-19"},
                {seven, "2025-02-20", "2025-04-01"}}) == "fails; 1 dec");
  CHECK(beside({{two, "2025-01-01", "2025-02-09"},
                {seven, "2025-02-10", "2025-02-19"},
                {some, "2025-02-20", "2025-04-01"}}) == "fails; 1 dec");
  CHECK(beside({{two, "2025-01-01", "2025-02-09"}, {some, "2025-02-10", "2025-04-01"}}) == "holds, fails");
}

TEST_CASE_FIXTURE(ToldDoses, "told of an unchanged dose: by half-lives, the drug without one") {
  const FactId other = treatment("other");
  Query made = query(Selector::unchanged_dose, {drug, other});
  made.window = {back(plan.as_of, {}), on(plan.as_of)};
  made.window.from->reach.first.half_lives = 5;
  plan.vocabulary.facts[drug.value].half_life_days = 2;
  complete(FactKind::treatment);
  taking(10, "2025-01", "2025-04-01");
  CHECK(tell(made) == "holds, fails; 1 decided; by list; because no-half-life drug");
  plan.vocabulary.facts[other.value].half_life_days = 10;
  CHECK(tell(made) == "holds, fails; 1 decided; by list; because partial-date 1");
}
