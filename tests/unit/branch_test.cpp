#include "runtime/completions/branch.h"

#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

/// What is supposed of a patient holds for as long as the supposition lives; then the patient is as before.
namespace {

struct SupposedOf : World {
  FactId alt = observation("ALT");
  FieldId method = field("method", ValueKind::word);
  FieldId site = field("site", ValueKind::word);
  AnchorId enrolment = anchor("enrolment");

  SupposedOf() {
    with_word(result(alt, 40, "2025-02-01"), method, "elisa");
    record(alt, "2025-02-02");
    attribute(fact("weight", FactKind::attribute)).value = Range::exactly(70);
  }
};

FieldValue value_of_word(FieldId field, WordId word) {
  FieldValue value;
  value.field = field;
  value.word = word;
  return value;
}

}  // namespace

TEST_CASE_FIXTURE(SupposedOf, "branch: a record is another one, and itself again") {
  RecordBranch branch{0, patient.records[0]};
  branch.as.value = Range::exactly(90);
  {
    const Branch one = branch;
    const Supposed supposed(patient, one);
    CHECK(patient.records[0].value == Range::exactly(90));
  }
  CHECK(patient.records[0].value == Range::exactly(40));
}

TEST_CASE_FIXTURE(SupposedOf, "branch: a field takes the place of the one that is there, beside the others") {
  const auto words_of = [this] {
    const auto text = [this](FieldId id) {
      const FieldValue* value = patient.field(patient.records[0], id);
      return value == nullptr ? std::string("-") : plan.vocabulary.words[value->word.value];
    };
    return text(method) + " " + text(site);
  };
  {
    const Branch one = FieldBranch{0, value_of_word(method, word("other"))};
    const Supposed supposed(patient, one);
    CHECK(words_of() == "other -");
    CHECK(patient.records[0].field_count == 1);
    {
      const Branch two = FieldBranch{0, value_of_word(site, word("left"))};
      const Supposed further(patient, two);
      CHECK(words_of() == "other left");
    }
    CHECK(words_of() == "other -");
  }
  CHECK(words_of() == "elisa -");
  CHECK(patient.fields.size() == 1);
}

TEST_CASE_FIXTURE(SupposedOf, "branch: the dose of one ingredient leaves that of another") {
  FieldValue of_one = value_of_word(method, word("one"));
  of_one.ingredient = alt;
  const Branch branch = FieldBranch{0, of_one};
  const Supposed supposed(patient, branch);
  CHECK(patient.records[0].field_count == 2);
  CHECK(patient.field(patient.records[0], method, alt)->word == word("one"));
  CHECK(patient.field(patient.records[0], method)->word == word("elisa"));
}

TEST_CASE_FIXTURE(SupposedOf, "branch: an attribute that is there, and one that is not") {
  Attribute light = patient.attributes[0];
  light.value = Range::exactly(50);
  Attribute height = light;
  height.fact = fact("height", FactKind::attribute);
  {
    const Branch one = AttributeBranch{light};
    const Branch two = AttributeBranch{height};
    const Supposed first(patient, one);
    const Supposed second(patient, two);
    CHECK(patient.attribute(light.fact)->value == Range::exactly(50));
    REQUIRE(patient.attribute(height.fact) != nullptr);
  }
  CHECK(patient.attributes.size() == 1);
  CHECK(patient.attributes[0].value == Range::exactly(70));
}

TEST_CASE_FIXTURE(SupposedOf, "branch: an anchor, a ratio once and again, an outcome") {
  {
    const Branch day = AnchorBranch{enrolment, date("2025-03-10")};
    const Branch wide = RatioBranch{{1, true, Range::above(0)}};
    const Branch narrow = RatioBranch{{1, true, Range::above(2)}};
    const Branch other = RatioBranch{{1, false, Range::exactly(3)}};
    const Branch outcome = ResultBranch{{QueryId{0}, yes, {}}};
    const Supposed a(patient, day);
    const Supposed b(patient, wide);
    {
      const Supposed c(patient, narrow);
      const Supposed d(patient, other);
      CHECK(*patient.supposed.ratio(1, true) == Range::above(2));
      CHECK(*patient.supposed.ratio(1, false) == Range::exactly(3));
    }
    CHECK(*patient.supposed.ratio(1, true) == Range::above(0));
    CHECK(patient.supposed.ratio(1, false) == nullptr);
    const Supposed e(patient, outcome);
    CHECK(patient.anchors[enrolment.value] == date("2025-03-10"));
    CHECK(patient.supposed.result(QueryId{0})->truth == yes);
  }
  CHECK_FALSE(patient.anchors[enrolment.value]);
  CHECK(patient.supposed.ratios.empty());
  CHECK(patient.supposed.results.empty());
}

TEST_CASE_FIXTURE(SupposedOf, "branch: no further records, and one more") {
  const FactId ast = observation("AST");
  {
    const Branch of_kind = FinishedBranch{{}, FactKind::treatment};
    const Branch of_facts = FinishedBranch{{alt}, {}};
    Record made = patient.records[0];
    made.value = Range::exactly(7);
    const Branch more = FurtherBranch{made, {ast}};
    const Supposed a(patient, of_kind);
    const Supposed b(patient, of_facts);
    {
      const Supposed c(patient, more);
      CHECK(patient.supposed.finished == std::vector<FactId>{alt, ast});
      CHECK(patient.supposed.records == 1);
      CHECK(patient.recorded_count() == 2);
      CHECK(patient.records.back().value == Range::exactly(7));
    }
    CHECK(patient.supposed.finished == std::vector<FactId>{alt});
    CHECK(patient.supposed.finished_kinds == std::vector<FactKind>{FactKind::treatment});
    CHECK(patient.supposed.records == 0);
    CHECK(patient.records.size() == 2);
  }
  CHECK(patient.supposed.finished.empty());
  CHECK(patient.supposed.finished_kinds.empty());
}

TEST_CASE_FIXTURE(SupposedOf, "branch: an entry is one of its readings, or none of them") {
  patient.records.resize(3);
  patient.entries.push_back({"zzyzx", {}, {}, 0, {1, 2}});
  for (std::uint32_t i = 0; i < 3; ++i) {
    patient.records[i].entry = 1;
    patient.records[i].is_possible = true;
  }
  patient.records[2].status = RecordStatus::planned;
  const auto counting = [this] {
    std::string text;
    for (const Record& one : patient.records)
      text += one.is_possible ? '?' : one.status == RecordStatus::void_ ? '-' : '+';
    return text;
  };
  {
    const Branch reading = EntryBranch{1, 2};
    const Supposed supposed(patient, reading);
    CHECK(counting() == "--+");
    CHECK(patient.records[2].status == RecordStatus::planned);
  }
  CHECK(counting() == "???");
  {
    const Branch none = EntryBranch{1, {}};
    const Supposed supposed(patient, none);
    CHECK(counting() == "+--");
  }
  CHECK(counting() == "???");
  CHECK(patient.records[0].status == RecordStatus::final);
  CHECK(patient.records[2].status == RecordStatus::planned);
}

TEST_CASE_FIXTURE(SupposedOf, "branch: a copy has all that the patient has") {
  patient.id = "P-1";
  patient.complete.push_back({FactKind::treatment, {}, {}});
  patient.entries.emplace_back();
  patient.supposed.finished = {alt};
  const PatientFacts copy = copy_of(patient);
  CHECK(copy.id == patient.id);
  CHECK(copy.anchors == patient.anchors);
  CHECK(copy.attributes.size() == 1);
  CHECK(copy.records.size() == 2);
  CHECK(copy.fields.size() == 1);
  CHECK(copy.entries.size() == 1);
  CHECK(copy.complete.size() == 1);
  CHECK(copy.supposed.finished == patient.supposed.finished);
}
