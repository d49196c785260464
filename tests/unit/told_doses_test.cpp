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
