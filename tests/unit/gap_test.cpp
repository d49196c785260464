#include "runtime/completions/gap.h"

#include <array>

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// Which piece of knowledge each reason for an open answer lacks.
namespace {

struct GapsOf : World {
  FactId alt = observation("ALT");
  FactId cancer = condition("cancer");
  FactId drug = treatment("drug");
  FactId weight = fact("weight", FactKind::attribute);
  FieldId method = field("method", ValueKind::word);

  std::string text_of(const Gap& gap) const {
    static const std::array<const char*, 14> kinds{
        "anchor", "attribute", "identity", "entry",    "narrower", "date", "field",
        "value",  "limit",     "order",    "sameness", "rank",     "list", "half-life"};
    std::string text = kinds.at(static_cast<std::size_t>(gap.kind));
    if (gap.kind == Gap::Kind::limit) text += gap.is_upper ? " up" : " low";
    if (gap.record.exists()) text += " " + std::to_string(patient.records[gap.record.value].ordinal + 1);
    if (gap.fact.exists()) text += " " + plan.vocabulary[gap.fact].name;
    if (gap.anchor.exists()) text += " " + plan.vocabulary.anchors[gap.anchor.value].name;
    if (gap.field.exists()) text += " " + plan.vocabulary.fields[gap.field.value].name;
    if (gap.list) text += " of a kind";
    return text;
  }
  std::string text_of(const std::vector<Gap>& gaps) const {
    std::string text;
    for (const Gap& gap : gaps) text += (text.empty() ? "" : ", ") + text_of(gap);
    return text;
  }
  std::string gaps(const Query& asked, Op op = Op::query_truth) {
    const NodeId node = ask(op, asked);
    run();
    return text_of(gaps_of(plan, patient, workspace, plan[node].query));
  }
  std::string all_gaps(const Query& asked) {
    const NodeId node = condition(asked);
    run();
    return text_of(all_gaps_of(plan, patient, workspace, plan[node].query));
  }
  Query of(Selector selector, const std::vector<ValueTest>& tests = {}) {
    Query made = query(selector, {alt});
    made.tests = tests;
    return made;
  }
};

const ValueTest under_100 = World::compared(Comparison::less, 100);

}  // namespace

TEST_CASE_FIXTURE(GapsOf, "gaps: of lists, attributes and anchors") {
  CHECK(gaps(of(Selector::most_recent, {under_100})) == "list ALT");
  CHECK(gaps(of(Selector::any)) == "list ALT");
  Query any_drug = query(Selector::any, {drug});
  any_drug.is_any_fact = true;
  any_drug.facts.clear();
  CHECK(gaps(any_drug) == "list of a kind");
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::query_value) == "attribute weight");
  attribute(weight).value = Range::between(1, 2);
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::query_value) == "attribute weight");
  patient.attributes.front().flaw = Flaw::bad_value;
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::query_value) == "attribute weight");
  patient.attributes.front().flaw = Flaw::bad_date;
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::age) == "attribute weight");
  patient.attributes.front() = {};
  patient.attributes.front().fact = weight;
  patient.attributes.front().date = date("2000");
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::age) == "attribute weight");
  patient.anchors.front() = date("2025-03");
  patient.attributes.front().date = date("2000-03-15");
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::age) == "anchor screening");
  patient.anchors.front().reset();
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::age) == "anchor screening");
}

TEST_CASE_FIXTURE(GapsOf, "gaps: of a record") {
  complete(FactKind::observation);
  complete(FactKind::condition);
  const auto told = [this](const Query& asked, auto change) {
    patient.records.clear();
    change(result(alt, 40, "2025-02-01"));
    return gaps(asked);
  };
  const Query latest = of(Selector::most_recent, {under_100});
  CHECK(told(latest, [](Record& one) { one.value = Range::between(90, 110); }) == "value 1");
  CHECK(told(latest, [](Record& one) { one.flaw = Flaw::bad_value; }) == "value 1");
  CHECK(told(latest, [](Record& one) { one.flaw = Flaw::unlisted_word; }) == "value 1");
  CHECK(told(latest, [](Record& one) { one.flaw = Flaw::unconfirmed; }) == "identity 1");
  CHECK(told(of(Selector::any), [](Record& one) { one.flaw = Flaw::bad_status; }) == "identity 1");
  CHECK(told(of(Selector::any), [](Record& one) { one.flaw = Flaw::unrecognised_name; }) == "identity 1");
  CHECK(told(of(Selector::count), [](Record& one) { one.may_repeat = true; }) == "sameness 1");
  Query lately = of(Selector::any);
  lately.window.from = back(plan.as_of, days(10));
  CHECK(told(lately, [](Record& one) { one.start = date("2025-02"); }) == "date 1");
  CHECK(told(lately, [](Record& one) { one.has_date = false; }) == "date 1");
  CHECK(told(lately, [](Record& one) {
          one.has_date = false;
          one.has_bad_date = true;
        }) == "date 1");
  const ValueTest low{ValueTest::Kind::times_lower, Comparison::less, {}, 2, {}, false, {}, {}};
  CHECK(told(of(Selector::most_recent, {times_upper(Comparison::less, 2)}), [](Record&) {}) == "limit up 1");
  CHECK(told(of(Selector::most_recent, {low}), [](Record&) {}) == "limit low 1");
  CHECK(told(of(Selector::most_recent, {times_upper(Comparison::less, 2), low}), [](Record&) {}) ==
        "limit low 1, limit up 1");
  Query filtered = of(Selector::any);
  filtered.filters = {{Filter::Kind::is, method, {word("elisa")}, {}, Comparison::equal, {}}};
  CHECK(told(filtered, [](Record&) {}) == "field 1 method");
  CHECK(told(filtered, [this](Record& one) {
          FieldValue value;
          value.field = method;
          value.flaw = Flaw::unlisted_word;
          with(one, value);
        }) == "field 1 method");
  record(cancer, "2024-01-01");
  CHECK(gaps(query(Selector::active, {cancer})) == "date 2");
}

TEST_CASE_FIXTURE(GapsOf,
                  "gaps: records of one day, equal ones, and one that a statement of absence denies") {
  complete(FactKind::observation);
  result(alt, 40, "2025-02-01");
  result(alt, 200, "2025-02-01");
  CHECK(gaps(of(Selector::most_recent, {under_100})) == "order 1, order 2");
  CHECK(gaps(of(Selector::first, {under_100})) == "order 1, order 2");
  patient.records[0].value = Range::exactly(200);
  patient.records[0].upper_limit = Range::exactly(10);
  patient.records[1].upper_limit = Range::exactly(1000);
  CHECK(gaps(of(Selector::highest, {times_upper(Comparison::less, 2)})) == "rank 1, rank 2");
  complete(FactKind::treatment);
  Query oral = query(Selector::any, {drug});
  oral.is_course = true;
  oral.filters = {{Filter::Kind::is, method, {word("oral")}, {}, Comparison::equal, {}}};
  with_word(span(drug, "2024-01-01", "2024-02-01"), method, "oral");
  with_word(span(drug, "2024-01-01", "2024-02-01"), method, "other");
  CHECK(gaps(oral) == "rank 3, rank 4");
  absent(cancer, "2025-03-01");
  span(cancer, "2024-01-01", "2024-05-01");
  CHECK(gaps(query(Selector::any, {cancer})) == "identity 6, list cancer");
}

TEST_CASE_FIXTURE(GapsOf, "gaps: a window by half-lives of a drug without one") {
  complete(FactKind::treatment);
  Query lately = query(Selector::any, {drug});
  lately.window.from = on(plan.as_of);
  lately.window.from->direction = -1;
  lately.window.from->reach.first.half_lives = 5;
  span(drug, "2024-01-01", "2024-05-01");
  CHECK(gaps(lately) == "half-life drug");
}

TEST_CASE_FIXTURE(GapsOf, "gaps: all there are in the records that may count, whether they matter or not") {
  complete(FactKind::observation);
  result(alt, 40, "2025-02-01");
  record(alt, "2025-02-02").value = Range::above(3);
  result(alt, 40, "2025-03-02");
  CHECK(all_gaps(of(Selector::most_recent, {times_upper(Comparison::less, 2)})) ==
        "date 2, value 2, limit up 2, order 2, list ALT");
  CHECK(all_gaps(of(Selector::any, {under_100})) == "date 1, date 2, value 2, order 1, order 2");
  patient.records[1].flaw = Flaw::unconfirmed;
  patient.records[1].may_repeat = true;
  patient.records[0].upper_limit = patient.records[0].lower_limit = Range::exactly(1);
  Query demanding = of(Selector::highest, {times_upper(Comparison::less, 2)});
  demanding.filters = {{Filter::Kind::recorded, method, {}, {}, Comparison::equal, {}}};
  with_word(patient.records[1], method, "elisa");
  demanding.demands = demanding.filters;
  CHECK(all_gaps(demanding) == "identity 2, date 2, field 2 method, value 2, limit up 2, sameness 2, rank 2");
  span(drug, "2024-01-01", "2025-05-01");
  plan.dose = field("dose", ValueKind::quantity);
  plan.line = field("line", ValueKind::quantity);
  CHECK(all_gaps(query(Selector::dose, {drug})) == "date 4, field 4 dose, order 4, sameness 4");
  CHECK(all_gaps(query(Selector::lines, {drug})) == "date 4, field 4 line, order 4");
}

TEST_CASE_FIXTURE(GapsOf, "open queries: down from a node through what is open and matters, each once") {
  const NodeId is_ill = condition(query(Selector::any, {cancer}));
  const NodeId is_treated = condition(query(Selector::any, {drug}));
  const NodeId value = quantity(of(Selector::most_recent));
  const auto asked = [this](NodeId root) {
    run();
    std::string text;
    OpenQueries open_queries(plan, workspace);
    for (const QueryId id : open_queries.of(root))
      text += (text.empty() ? "" : " ") + plan.vocabulary[plan[id].asked.front()].name;
    return text;
  };
  CHECK(asked(op(Op::all, {is_ill, is_treated, is_ill})) == "cancer drug");
  CHECK(asked(op(Op::all, {is_ill, truth(false)})) == "");
  CHECK(asked(op(Op::any, {op(Op::all, {is_ill, truth(false)}), is_treated})) == "drug");
  ValueTest by_value = compared(Comparison::less, 3);
  by_value.kind = ValueTest::Kind::against_node;
  by_value.node = value;
  by_value.when = is_ill;
  Query ast = query(Selector::most_recent, {observation("AST")});
  ast.tests = {by_value};
  ast.assumptions = {assume({}, is_treated)};
  CHECK(asked(condition(ast)) == "AST cancer ALT drug");
  CHECK(asked(op(Op::otherwise, {value, number(3)})) == "");
  record(alt, "2025-02-01").flaw = Flaw::bad_value;
  CHECK(asked(op(Op::otherwise, {value, number(3)})) == "ALT");
}

TEST_CASE_FIXTURE(GapsOf, "gaps: what an entry is comes before all else that there is to know of it") {
  Query any_drug = query(Selector::any, {drug});
  any_drug.is_any_fact = true;
  any_drug.facts.clear();
  const auto entry = [this](bool is_denied) {
    patient.records.clear();
    for (const FactId fact : {drug, FactId{}}) {
      Record& made = span(fact, "2025-01-01", "");
      made.kind = FactKind::treatment;
      made.entry = 1;
      made.is_possible = true;
    }
    if (is_denied) absent(drug, "2025-03-01");
    patient.entries = {{"zzyzx", {}, {}, 1, {0}}};
  };
  const auto as_given = [this](const Query& asked) {
    const NodeId node = condition(asked);
    evaluate(plan, patient, workspace);
    return text_of(gaps_of(plan, patient, workspace, plan[node].query)) + "; " +
           text_of(all_gaps_of(plan, patient, workspace, plan[node].query));
  };
  entry(false);
  CHECK(as_given(query(Selector::active, {drug})) == "entry 2, date 1, list drug; entry 2, date 1, order 1");
  entry(true);
  CHECK(as_given(any_drug) == "entry 2, list of a kind; entry 2, date 2, order 2");
  attribute(weight).flaw = Flaw::not_understood;
  CHECK(gaps(query(Selector::latest_answer, {weight}), Op::query_value) == "attribute weight");
}

TEST_CASE_FIXTURE(GapsOf,
                  "gaps: a record of a narrower fact is denied, too, and of a combination the doses are") {
  const FactId lymphoma = condition("lymphoma");
  is_a(lymphoma, cancer);
  absent(cancer, "2025-03-01");
  span(lymphoma, "2024-01-01", "2024-05-01");
  CHECK(gaps(query(Selector::any, {lymphoma})) == "identity 2, list lymphoma");
  const FactId other = treatment("other");
  const FactId both = treatment("both");
  plan.vocabulary.facts[both.value].ingredients = {drug, other};
  plan.dose = field("dose", ValueKind::quantity);
  patient.records.clear();
  span(both, "2025-01-01", "2025-04-01");
  Query dose = query(Selector::dose, {drug, other});
  dose.facts.push_back(both);
  CHECK(gaps(dose, Op::query_value) == "field 1 drug dose, field 1 other dose, list drug, list other");
  CHECK(all_gaps(dose) == "date 1, field 1 drug dose, field 1 other dose, order 1, sameness 1");
  result(alt, 40, "2025-02-01").upper_limit = Range::exactly(3);
  ValueTest low = times_upper(Comparison::less, 2);
  low.kind = ValueTest::Kind::times_lower;
  CHECK(all_gaps(of(Selector::any, {low})) == "date 2, limit low 2, order 2");
  patient.records[0].lower_limit = Range::exactly(1);
  CHECK(all_gaps(of(Selector::any, {low})) == "date 2, order 2");
}
