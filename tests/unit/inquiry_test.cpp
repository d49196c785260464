#include "runtime/completions/inquiry.h"

#include "runtime/completions/surplus.h"
#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// What a case can change, and which further records are of no use to any question.
namespace {

struct Inquiries : World {
  FactId cancer = condition("cancer");
  FactId lymphoma = condition("lymphoma");
  FactId leukemia = condition("leukemia");
  FactId drug = treatment("drug");
  FactId alt = observation("ALT");
  FactId weight = fact("weight", FactKind::attribute);
  std::vector<NodeId> asked;

  Inquiries() {
    is_a(lymphoma, cancer);
    is_a(leukemia, cancer);
  }
  NodeId about(const Query& made) {
    asked.push_back(condition(made));
    return asked.back();
  }
  NodeId about(FactId fact, Selector selector = Selector::any) { return about(query(selector, {fact})); }
  NodeId about_any(FactKind kind) {
    Query made = query(Selector::any, {drug});
    made.kind = kind;
    made.is_any_fact = true;
    made.facts.clear();
    made.asked.clear();
    return about(made);
  }
  /// The number, from 0, of each node that was asked, if the case can change it.
  std::string changed_by(const Branch& one) {
    run();
    Inquiry inquiry(plan, workspace, asked);
    std::string text;
    for (const NodeId id : inquiry.changed_by(patient, one))
      text += (text.empty() ? "" : " ") + std::to_string(id.value);
    return text;
  }
  bool are_too_many() {
    std::stable_sort(asked.begin(), asked.end());
    // As in a search: what is open without the records that are supposed.
    const std::vector<Record> records = patient.records;
    patient.records.resize(patient.recorded_count());
    const std::uint32_t supposed = std::exchange(patient.supposed.records, 0);
    evaluate(plan, patient, workspace);
    const Inquiry inquiry(plan, workspace, asked);
    patient.records = records;
    patient.supposed.records = supposed;
    evaluate(plan, patient, workspace);
    return are_more_than_needed(inquiry, plan, patient, workspace);
  }
};

}  // namespace

TEST_CASE_FIXTURE(
    Inquiries,
    "inquiries: a case changes what asks about its fact, about its kin, or about any of its kind") {
  about(cancer);
  about(lymphoma);
  about(leukemia);
  about(drug);
  about_any(FactKind::treatment);
  about(alt);
  about(weight, Selector::latest_answer);
  span(cancer, "2024-01-01", "").flaw = Flaw::unconfirmed;
  span(lymphoma, "2024-01-01", "").flaw = Flaw::unconfirmed;
  span(drug, "2024-01-01", "").flaw = Flaw::unconfirmed;
  result(alt, 40, "2025-02-01").flaw = Flaw::unconfirmed;
  const auto of_record = [this](std::uint32_t record) {
    return changed_by(RecordBranch{record, patient.records[record]});
  };
  CHECK(of_record(0) == "0 1 2");
  CHECK(of_record(1) == "0 1 2");
  CHECK(of_record(2) == "3 4");
  CHECK(of_record(3) == "5");
  CHECK(changed_by(FieldBranch{2, {}}) == "3 4");
  CHECK(changed_by(RatioBranch{{3, true, {}}}) == "5");
  Attribute heavy;
  heavy.fact = weight;
  CHECK(changed_by(AttributeBranch{heavy}) == "6");
  CHECK(changed_by(AnchorBranch{plan.as_of, date("2025-03-01")}) == "0 1 2 3 4 5 6");
  CHECK(changed_by(ResultBranch{{plan[asked[5]].query, yes, {}}}) == "5");
  CHECK(changed_by(ResultBranch{{plan[asked[4]].query, yes, {}}}) == "4");
  CHECK(changed_by(FinishedBranch{{lymphoma, alt}, {}}) == "0 1 2 5");
  CHECK(changed_by(FinishedBranch{{}, FactKind::treatment}) == "4");
  FurtherBranch further;
  further.record.fact = lymphoma;
  further.record.kind = FactKind::condition;
  CHECK(changed_by(further) == "0 1 2");
  further.finished = {drug};
  CHECK(changed_by(further) == "0 1 2 3 4");
}

TEST_CASE_FIXTURE(Inquiries, "inquiries: a case changes what depends on a question that it changes") {
  const NodeId ill = about(cancer);
  const NodeId treated = about(drug);
  Query latest = query(Selector::most_recent, {alt});
  latest.tests = {compared(Comparison::less, 100), compared(Comparison::less, 200)};
  latest.tests.front().when = ill;
  about(latest);
  Query against = query(Selector::most_recent, {alt});
  const NodeId value = quantity(against);
  against.tests = {{}};
  against.tests.front().kind = ValueTest::Kind::against_node;
  against.tests.front().node = value;
  about(against);
  Query none = query(Selector::any, {alt});
  none.assumptions = {assume({alt}, treated)};
  about(none);
  asked.push_back(op(Op::all, {ill, treated}));
  asked.push_back(op(Op::not_, {asked.back()}));
  CHECK(changed_by(FinishedBranch{{cancer}, {}}) == "0 2 6 7");
  CHECK(changed_by(FinishedBranch{{drug}, {}}) == "1 5 6 7");
  CHECK(changed_by(FinishedBranch{{alt}, {}}) == "2 3 4 5");
}

TEST_CASE_FIXTURE(Inquiries,
                  "inquiries: an entry changes what asks about itself and about all that it may be") {
  about(lymphoma);
  about(drug);
  about(alt);
  for (const FactId fact : {lymphoma, drug, FactId{}}) {
    Record& made = span(fact, "2025-01-01", "");
    made.entry = 1;
    made.is_possible = true;
  }
  patient.entries = {{"zzyzx", {}, {}, 2, {0, 1}}};
  CHECK(changed_by(EntryBranch{1, 0}) == "0 1");
}

TEST_CASE_FIXTURE(
    Inquiries,
    "surplus: a further record that no question can use, or that others fill the place of, is one too many") {
  const auto low = [this](int limit, Selector selector = Selector::any) {
    Query made = query(selector, {alt});
    made.tests = {compared(Comparison::less, limit)};
    return made;
  };
  const auto suppose = [this](const std::vector<int>& values) {
    patient.records.clear();
    for (const int value : values) {
      Record& made = result(alt, value, "2025-02-01");
      made.is_confirmed = true;
      made.order = static_cast<std::uint32_t>(patient.records.size());
    }
    patient.supposed.records = static_cast<std::uint32_t>(values.size());
    return are_too_many();
  };
  about(low(10));
  CHECK_FALSE(suppose({}));
  CHECK_FALSE(suppose({5}));
  CHECK(suppose({50}));
  CHECK(suppose({5, 6}));
  about(low(20));
  CHECK_FALSE(suppose({5}));
  CHECK_FALSE(suppose({5, 15}));
  CHECK_FALSE(suppose({15, 5}));
  CHECK(suppose({15, 16}));
  CHECK(suppose({5, 6, 7}));
  about(low(60, Selector::every));
  CHECK_FALSE(suppose({70}));
  CHECK_FALSE(suppose({50}));
  CHECK_FALSE(suppose({5, 15, 50}));
  CHECK(suppose({15, 16, 50}));
}

TEST_CASE_FIXTURE(Inquiries,
                  "surplus: the one before the latest needs two records, or one beside one of the data") {
  Query previous = query(Selector::previous, {alt});
  previous.tests = {compared(Comparison::less, 10)};
  about(previous);
  const auto suppose = [this](std::uint32_t recorded, std::uint32_t supposed) {
    patient.records.clear();
    for (std::uint32_t i = 0; i < recorded + supposed; ++i) {
      Record& made = result(alt, 5, i < recorded ? "2025-02-10" : "2025-02-01");
      made.is_confirmed = true;
      made.order = i;
    }
    patient.supposed.records = supposed;
    return are_too_many();
  };
  CHECK_FALSE(suppose(0, 1));
  CHECK_FALSE(suppose(0, 2));
  CHECK(suppose(0, 3));
  CHECK_FALSE(suppose(1, 1));
}
