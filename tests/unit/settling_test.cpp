#include "runtime/screen/settling.h"

#include "runtime/screen/evidence.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// Which answers could settle a patient, and which facts settle a criterion.
namespace {

struct Waiting : World {
  FactId cancer = condition("cancer");
  FactId lymphoma = condition("lymphoma");
  FactId drug = treatment("drug");
  FactId alt = observation("ALT");

  Waiting() { is_a(lymphoma, cancer); }

  NodeId ever(FactId fact) { return condition(query(Selector::any, {fact})); }
  NodeId latest(Comparison comparison, int limit) {
    Query made = query(Selector::most_recent, {alt});
    made.tests = {compared(comparison, limit)};
    return condition(made);
  }
  void criterion(Polarity polarity, NodeId root) {
    Criterion made;
    made.id = "C" + std::to_string(plan.criteria.size() + 1);
    made.polarity = polarity;
    made.root = root;
    plan.criteria.push_back(std::move(made));
  }
  ScreeningOutcome screened() {
    run();
    return screen(plan, patient, workspace, {});
  }
  std::string ask_name(const Ask& ask) const {
    const Reason& reason = ask.reason;
    if (reason.fact.exists()) return plan.vocabulary[reason.fact].name;
    if (reason.anchor.exists()) return plan.vocabulary.anchors[reason.anchor.value].name;
    return std::string(reason_name(reason.code));
  }
  /// "cancer + drug: ineligible"
  std::vector<std::string> sets(std::size_t most = 10) {
    const ScreeningOutcome screening = screened();
    std::vector<std::string> result;
    for (const SettlingSet& set : settling_sets(plan, patient, workspace, screening, most)) {
      std::string text;
      for (const std::size_t index : set.asks)
        text += (text.empty() ? "" : " + ") + ask_name(screening.asks[index]);
      result.push_back(text + ": " + std::string(verdict_name(set.verdict)));
    }
    return result;
  }
  /// The questions whose answer alone may settle the patient.
  std::vector<std::string> alone() {
    ScreeningOutcome screening = screened();
    mark_settling(plan, patient, workspace, screening);
    std::vector<std::string> result;
    for (const Ask& ask : screening.asks) {
      if (ask.settles_alone) result.push_back(ask_name(ask));
    }
    return result;
  }
  /// The records, attributes and lists that settle the first criterion: "1 3 weight list 0".
  std::string evidence() {
    const ScreeningOutcome screening = screened();
    const EvidenceSet set = smallest_evidence(plan, patient, screening.criteria.front());
    std::string text;
    const auto add = [&](const std::string& one) { text += (text.empty() ? "" : " ") + one; };
    for (const RecordId id : set.records) add(std::to_string(patient.records[id.value].ordinal + 1));
    for (const FactId id : set.attributes) add(plan.vocabulary[id].name);
    for (const std::uint32_t index : set.complete) add("list " + std::to_string(index));
    return text;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Waiting, "settling: one question that may rule out, or let in") {
  criterion(Polarity::exclusion, ever(cancer));
  CHECK(sets() == Lines{"cancer: ineligible", "cancer: eligible"});
  CHECK(alone() == Lines{"cancer"});
  plan.criteria.front().polarity = Polarity::inclusion;
  CHECK(sets() == Lines{"cancer: ineligible", "cancer: eligible"});
  absent(cancer);
  CHECK(sets().empty());
  CHECK(alone().empty());
}

TEST_CASE_FIXTURE(Waiting, "settling: each of two criteria may rule out, and only both let in") {
  criterion(Polarity::exclusion, ever(cancer));
  criterion(Polarity::inclusion, ever(drug));
  CHECK(sets() == Lines{"cancer: ineligible", "drug: ineligible", "cancer + drug: eligible"});
  CHECK(alone() == Lines{"cancer", "drug"});
  CHECK(sets(1) == Lines{"cancer: ineligible", "cancer + drug: eligible"});
}

TEST_CASE_FIXTURE(Waiting, "settling: two answers that rule out only together, one of which lets in") {
  criterion(Polarity::exclusion, op(Op::all, {ever(cancer), ever(drug)}));
  CHECK(sets() == Lines{"cancer + drug: ineligible", "cancer: eligible"});
  CHECK(alone().empty());
}

TEST_CASE_FIXTURE(Waiting, "settling: a set that holds a smaller one is none") {
  criterion(Polarity::exclusion, op(Op::any, {ever(cancer), ever(drug)}));
  CHECK(sets() == Lines{"cancer: ineligible", "drug: ineligible", "cancer + drug: eligible"});
}

TEST_CASE_FIXTURE(Waiting,
                  "settling: an answer of a fact says so of what is narrower, one of a day of that anchor") {
  const AnchorId enrolment = anchor("enrolment");
  Query before = query(Selector::any, {lymphoma});
  before.window.to = on(enrolment);
  complete(FactKind::condition);
  record(lymphoma, "2025-04-01");
  criterion(Polarity::exclusion, condition(before));
  CHECK(sets() == Lines{"enrolment: ineligible", "enrolment: eligible"});
  patient.anchors[enrolment.value] = date("2025-04-01");
  patient.records.clear();
  patient.complete.clear();
  criterion(Polarity::inclusion, ever(cancer));
  // Who knows of cancers knows of lymphomas, too.
  CHECK(sets() == Lines{"lymphoma: ineligible", "cancer: ineligible", "cancer: eligible"});
}

TEST_CASE_FIXTURE(Waiting, "settling: a latest result, and criteria that cannot both pass") {
  criterion(Polarity::inclusion, latest(Comparison::less, 40));
  CHECK(sets() == Lines{"ALT: ineligible", "ALT: eligible"});
  criterion(Polarity::inclusion, latest(Comparison::greater, 80));
  const ScreeningOutcome screening = screened();
  CHECK(screening.verdict == Verdict::ineligible);
  CHECK(screening.conflict == std::vector<std::uint32_t>{0, 1});
  CHECK(sets().empty());
}

TEST_CASE_FIXTURE(Waiting, "settling: no answer settles a patient who cannot be") {
  plan.birth_date = fact("birth-date", FactKind::attribute);
  attribute(plan.birth_date).date = date("2025-03-02");
  criterion(Polarity::exclusion, ever(cancer));
  CHECK(screened().verdict == Verdict::undetermined);
  CHECK(alone().empty());
}

TEST_CASE_FIXTURE(Waiting, "evidence: the fewest facts that settle a criterion") {
  criterion(Polarity::exclusion, ever(cancer));
  CHECK(evidence().empty());  // it is open
  span(cancer, "2020-01-01", "2020-02-01");
  CHECK(evidence() == "1");
  span(lymphoma, "2021-01-01", "2021-02-01");
  span(drug, "2021-01-01", "2021-02-01");
  CHECK((evidence() == "1" || evidence() == "2"));
  patient.records.clear();
  complete(FactKind::treatment);
  complete(FactKind::condition);
  CHECK(evidence() == "list 1");
  patient.complete.clear();
  absent(cancer, "2025-03-01");
  absent(drug, "2025-03-01");
  CHECK(evidence() == "1");
}

TEST_CASE_FIXTURE(Waiting, "evidence: of a conjunction each part, of a failing one the part that fails") {
  const FactId weight = fact("weight", FactKind::attribute);
  attribute(weight).value = Range::exactly(70);
  Query light = query(Selector::latest_answer, {weight});
  light.tests = {compared(Comparison::less, 100)};
  criterion(Polarity::inclusion, op(Op::all, {latest(Comparison::less, 50), condition(light)}));
  result(alt, 60, "2025-01-01");
  result(alt, 40, "2025-02-01");
  CHECK(evidence() == "2 weight");
  patient.attributes.front().value = Range::exactly(170);
  CHECK(evidence() == "weight");
}

TEST_CASE_FIXTURE(Waiting, "evidence: a record of absence beside the record that began later") {
  criterion(Polarity::exclusion, condition(query(Selector::active, {cancer})));
  absent(cancer, "2025-02-01");
  ongoing(lymphoma, "2025-02-10");
  CHECK(evidence() == "2");
}

TEST_CASE_FIXTURE(Waiting, "evidence: a patient with some of the facts has no others") {
  result(alt, 40, "2025-02-01");
  span(cancer, "2020-01-01", "2020-02-01");
  attribute(fact("weight", FactKind::attribute)).value = Range::exactly(70);
  attribute(fact("height", FactKind::attribute)).value = Range::exactly(170);
  complete(FactKind::treatment);
  complete(FactKind::condition);
  run();
  EvidenceSet some;
  some.records = {RecordId{1}};
  some.attributes = {patient.attributes[1].fact};
  some.complete = {1};
  const PatientFacts only = with_only(patient, some);
  CHECK(only.records[0].status == RecordStatus::void_);
  CHECK(only.records[1].status == RecordStatus::final);
  REQUIRE(only.attributes.size() == 1);
  CHECK(only.attributes[0].fact == some.attributes[0]);
  REQUIRE(only.complete.size() == 1);
  CHECK(only.complete[0].kind == FactKind::condition);
}
