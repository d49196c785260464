#include "tests/unit/cases.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct CasesOfFields : Cases {
  FactId other = treatment("other");
  FieldId count = field("count", ValueKind::quantity);
  FieldId reason = field("reason", ValueKind::fact);

  CasesOfFields() {
    plan.dose = field("dose", ValueKind::quantity);
    plan.line = field("line", ValueKind::quantity);
  }
  NodeId where(const std::vector<Filter>& filters) {
    Query made = query(Selector::any, {drug});
    made.filters = filters;
    return condition(made);
  }
  Filter is(const std::string& text) {
    return {Filter::Kind::is, method, {word(text)}, {}, Comparison::equal, {}};
  }
  static Filter over(FieldId field, int limit) {
    return {Filter::Kind::compare, field, {}, {}, Comparison::greater, Range::exactly(limit)};
  }
  Gap of(FieldId field, std::uint32_t record = 0) {
    Gap made = gap(Gap::Kind::field, record);
    made.field = field;
    return made;
  }
  void taking(FactId fact, int daily) {
    with_number(span(fact, "2025-01-01", "2025-04-01"), plan.dose, daily);
  }
};

}  // namespace

TEST_CASE_FIXTURE(CasesOfFields,
                  "cases of a field: the words and facts that filters ask for, or something else") {
  const NodeId oral = where({is("oral")});
  const NodeId for_cancer = where({{Filter::Kind::is, reason, {}, {cancer}, Comparison::equal, {}}});
  span(drug, "2025-01-01", "2025-04-01");
  CHECK(cases(oral, of(method)) == "1 has method oral left out | 1 has method not known left out");
  CHECK(cases(oral, of(method), {where({is("nasal")})}) ==
        "1 has method oral left out | 1 has method nasal left out | 1 has method not known left out");
  CHECK(cases(for_cancer, of(reason)) == "1 has reason cancer left out | 1 has reason not known left out");
  with_word(patient.records.front(), method, "oral");
  CHECK(cases(oral, of(method)) == "");
  patient.fields.back().flaw = Flaw::unlisted_word;
  CHECK(cases(oral, of(method)) == "1 has method oral | 1 has method not known");
}

TEST_CASE_FIXTURE(CasesOfFields, "cases of a field: numbers below, at and above a limit, then in halves") {
  const NodeId many = where({over(count, 4)});
  span(drug, "2025-01-01", "2025-04-01");
  CHECK(cases(many, of(count)) ==
        "1 has count below 4 left out | 1 has count 4 left out | 1 has count above 4 left out");
  with_number(patient.records.front(), count, 1);
  CHECK(cases(many, of(count)) == "");
  patient.fields.back().quantity = Range::between(1, 9);
  CHECK(cases(many, of(count)) == "1 has count 1 to below 4 | 1 has count 4 | 1 has count above 4 to 9");
  patient.fields.back().quantity = Range::between(5, 9);
  CHECK(cases(many, of(count)) == "");
  CHECK(halved(many, of(count)) == "1 has count 5 to below 7 | 1 has count 7 | 1 has count above 7 to 9");
}

TEST_CASE_FIXTURE(CasesOfFields,
                  "cases of a field of a supposed record: also that it is left out, where that is asked") {
  const NodeId oral = where({is("oral")});
  const NodeId recorded = where({{Filter::Kind::recorded, method, {}, {}, Comparison::equal, {}}});
  span(drug, "2025-01-01", "2025-04-01");
  CHECK(cases(oral, of(method), {recorded}) ==
        "1 has method oral left out | 1 has method not known left out");
  patient.supposed.records = 1;
  CHECK(cases(oral, of(method)) == "1 has method oral | 1 has method not known");
  CHECK(cases(oral, of(method), {recorded}) ==
        "1 has method oral | 1 has method oral left out | 1 has method not known | 1 has method not known "
        "left out");
}

TEST_CASE_FIXTURE(CasesOfFields,
                  "cases of a dose: where it is asked about, and what the other doses leave of it") {
  const NodeId dose = quantity(query(Selector::dose, {drug}));
  const NodeId high = compare(dose, Comparison::greater, number(20));
  span(drug, "2025-01-01", "2025-04-01");
  CHECK(cases(dose, of(plan.dose), {high}) ==
        "1 has dose 0 to below 20 left out | 1 has dose 20 left out | 1 has dose above 20 left out");
  taking(drug, 5);
  CHECK(cases(dose, of(plan.dose), {high}) ==
        "1 has dose 0 to below 15 left out | 1 has dose 15 left out | 1 has dose above 15 left out");
  taking(other, 7);
  CHECK(cases(dose, of(plan.dose), {high}) ==
        "1 has dose 0 to below 15 left out | 1 has dose 15 left out | 1 has dose above 15 left out");
  patient.records[1].status = RecordStatus::void_;
  CHECK(cases(dose, of(plan.dose), {high}) ==
        "1 has dose 0 to below 20 left out | 1 has dose 20 left out | 1 has dose above 20 left out");
  const NodeId filtered = where({over(plan.dose, 8)});
  CHECK(cases(filtered, of(plan.dose)) ==
        "1 has dose 0 to below 8 left out | 1 has dose 8 left out | 1 has dose above 8 left out");
  with_number(patient.records.front(), plan.dose, 1);
  patient.fields.back().quantity = Range::between(-3, 6);
  CHECK(cases(filtered, of(plan.dose)) == "1 has dose 0 | 1 has dose above 0 to 6");
}

TEST_CASE_FIXTURE(CasesOfFields, "cases of a dose of an ingredient") {
  const FactId both = treatment("both");
  plan.vocabulary.facts[both.value].ingredients = {drug, other};
  Query asked = query(Selector::dose, {drug});
  asked.facts.push_back(both);
  const NodeId dose = quantity(asked);
  const NodeId high = compare(dose, Comparison::greater, number(20));
  span(both, "2025-01-01", "2025-04-01");
  Gap gap = of(plan.dose);
  gap.fact = drug;
  CHECK(cases(dose, gap, {high}) ==
        "1 has dose of drug 0 to below 20 left out | 1 has dose of drug 20 left out | 1 has dose of drug "
        "above 20 left out");
  taking(drug, 5);
  gap.record = RecordId{1};
  CHECK(cases(dose, gap, {high}) ==
        "2 has dose of drug 0 to below 15 left out | 2 has dose of drug 15 left out | 2 has dose of drug "
        "above 15 left out");
}

TEST_CASE_FIXTURE(CasesOfFields,
                  "cases of a line: those asked about and those of other records, and one more") {
  const NodeId lines = quantity(query(Selector::lines, {drug}));
  span(drug, "2025-01-01", "2025-04-01");
  CHECK(cases(lines, of(plan.line)) == "1 has line 1 left out | 1 has line 2 left out");
  CHECK(cases(lines, of(plan.line), {where({over(plan.line, 2)})}) ==
        "1 has line 1 left out | 1 has line 2 left out | 1 has line 3 left out | 1 has line 4 left out");
  with_number(patient.records.front(), plan.line, 1);
  patient.fields.back().quantity = Range::between(2, 3);
  CHECK(cases(lines, of(plan.line), {where({over(plan.line, 2)})}) == "1 has line 2 | 1 has line 3");
}

TEST_CASE_FIXTURE(
    CasesOfFields,
    "cases of an attribute: its words, its value, its day, its list, and what nobody understands") {
  const FactId sex = fact("sex", FactKind::attribute);
  type(sex).kind = ValueKind::word;
  words(type(sex), {"female", "male"});
  const FactId weight = fact("weight", FactKind::attribute);
  type(weight).kind = ValueKind::quantity;
  const FactId trials = fact("trials", FactKind::attribute);
  type(trials).kind = ValueKind::list;
  const FactId birth = fact("birth", FactKind::attribute);
  type(birth).kind = ValueKind::date;
  const auto answer = [this](FactId fact, const std::vector<ValueTest>& tests = {}) {
    Query made = query(Selector::latest_answer, {fact});
    made.tests = tests;
    return tests.empty() ? quantity(made) : condition(made);
  };
  const auto of = [](FactId fact) { return gap(Gap::Kind::attribute, fact); };
  CHECK(cases(answer(sex), of(sex)) ==
        "sex is female, not recorded | sex is male, not recorded | sex is another word, not recorded");
  const NodeId heavy = answer(weight, {compared(Comparison::greater, 90)});
  CHECK(cases(heavy, of(weight)) ==
        "weight is below 90, not recorded | weight is 90, not recorded | weight is above 90, not recorded");
  const NodeId in_trials = quantity(query(Selector::count, {trials}));
  CHECK(cases(in_trials, of(trials)) ==
        "trials is not recorded | trials is 1 entries, not recorded | trials is 2 entries, not recorded");
  CHECK(cases(in_trials, of(trials), {compare(in_trials, Comparison::greater, number(2))}) ==
        "trials is not recorded | trials is 1 entries, not recorded | trials is 2 entries, not recorded | "
        "trials is 3 entries, not recorded");
  const NodeId age = ask(Op::age, query(Selector::latest_answer, {birth}));
  const NodeId adult = compare(age, Comparison::greater_or_equal, number(18));
  CHECK(cases(age, of(birth), {adult}) ==
        "birth is up to 2025-02-28, not recorded | birth is from 2025-03-01, not recorded");
  attribute(birth).date = date("2007");
  CHECK(cases(age, of(birth), {adult}) ==
        "birth is 2007-01-01 to 2007-03-01 | birth is 2007-03-02 to 2007-12-31");
  patient.attributes.back().date = {date("2007-03-02").first, date("2007-12-31").last};
  CHECK(cases(age, of(birth), {adult}) == "");
  patient.anchors.front() = date("2025-03");
  CHECK(cases(age, of(birth), {adult}) ==
        "screening is 2025-03-01 to 2025-03-02 | screening is 2025-03-03 to 2025-03-31");
  attribute(weight).value = Range::between(80, 100);
  CHECK(cases(heavy, of(weight)) == "weight is 80 to below 90 | weight is 90 | weight is above 90 to 100");
  patient.attributes.back().flaw = Flaw::bad_unit;
  CHECK(cases(heavy, of(weight)) == "weight is below 90 | weight is 90 | weight is above 90");
  patient.attributes.back().flaw = Flaw::not_understood;
  CHECK(cases(heavy, of(weight)) == "weight is 80 to 100 | weight is not recorded");
  attribute(sex).word = 0;
  CHECK(cases(answer(sex), of(sex)) == "");
  attribute(trials).list = {"one"};
  CHECK(cases(in_trials, of(trials)) == "");
}
