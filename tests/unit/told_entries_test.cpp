#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct ToldEntries : Told {
  Query any_treatment = query(Selector::any, {drug});

  ToldEntries() {
    any_treatment.is_any_fact = true;
    any_treatment.facts.clear();
    any_treatment.asked.clear();
  }
  /// An entry that is not understood, and may be of the drug; beside a statement that there is none of a
  /// fact.
  void entry(std::optional<FactId> denied = {}) {
    patient.records.clear();
    possible(drug);
    if (denied) absent(*denied, "2025-03-01");
    possible({});
    const auto itself = static_cast<std::uint32_t>(patient.records.size() - 1);
    patient.entries = {{"zzyzx", {}, {}, itself, {0}}};
  }
  void possible(FactId fact) {
    Record& made = span(fact, "2025-01-01", "2025-02-01");
    made.kind = FactKind::treatment;
    made.entry = 1;
    made.is_possible = true;
  }
  std::string tell_as_given(const Query& asked) {
    const NodeId node = condition(asked);
    evaluate(plan, patient, workspace);
    return outcome(workspace[node].truth);
  }
};

}  // namespace

TEST_CASE_FIXTURE(ToldEntries,
                  "told of an entry that is not understood: it is some treatment, and maybe this one") {
  entry();
  CHECK(tell_as_given(any_treatment) == "holds");
  CHECK(tell_as_given(query(Selector::any, {drug})) == "holds, fails");
  // A statement that there is none of what it may be speaks against it.
  entry(drug);
  CHECK(tell_as_given(any_treatment) == "holds, fails");
  entry(treatment("other"));
  CHECK(tell_as_given(any_treatment) == "holds");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a record without a date: it happened by the as-of date, whatever day that is") {
  record(alt);
  patient.anchors.front() = date("2025-03");
  const Query any = of(Selector::any);
  CHECK(tell(any) == "holds; 1 decided");
  Query up_to = any;
  up_to.window.to = on(plan.as_of);
  CHECK(tell(up_to) == "holds; 1 decided");
  up_to.window.to->shift = -1;
  CHECK(tell(up_to).starts_with("holds, fails; 1 maybe"));
  Query from = any;
  from.window.from = back(plan.as_of, days(10));
  CHECK(tell(from).starts_with("holds, fails; 1 maybe"));
  patient.records.front().has_bad_date = true;
  CHECK(tell(any).starts_with("holds, fails; 1 maybe"));
}

TEST_CASE_FIXTURE(
    ToldEntries,
    "told of absence without a date: a record that begins on the day it speaks of is no later one") {
  Query before = query(Selector::any, {cancer});
  before.window.to = on(plan.as_of, -1);
  absent(cancer);
  CHECK(tell(before) == "fails; by absence");
  ongoing(lymphoma, "2025-03-01");
  CHECK(tell(before).find("by absence") != std::string::npos);
  patient.records.back().start = date("2025-03-02");
  CHECK(tell(before).starts_with("holds, fails"));
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: questions about other facts do not see it") {
  const FactId ast = observation("AST");
  result(ast, 40, "2025-02-01");
  patient.supposed.records = 1;
  const auto latest = [this](FactId fact) {
    Query made = query(Selector::most_recent, {fact});
    made.tests = {below_100};
    return tell_as_given(made);
  };
  CHECK(latest(alt) == "holds, fails");
  patient.supposed.finished = {ast};
  CHECK(latest(ast) == "holds");
  CHECK(latest(alt) == "holds, fails");
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed outcome: it stands in where a question has none") {
  const NodeId value = quantity(of(Selector::most_recent));
  const NodeId low = condition(of(Selector::most_recent, {below_100}));
  patient.supposed.results = {{plan[value].query, open, Range::exactly(7)}, {plan[low].query, no, {}}};
  CHECK(range_of(value) == Range::exactly(7));
  CHECK(truth_of(low) == no);
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: it is no latest one beside one of the data") {
  result(alt, 40, "2025-01-01");
  result(alt, 200, "2025-02-01");
  patient.supposed.records = 1;
  patient.supposed.finished = {alt};
  CHECK(tell_as_given(of(Selector::most_recent, {below_100})) == "holds");
  CHECK(tell_as_given(of(Selector::any, {compared(Comparison::greater, 100)})) == "holds");
}
