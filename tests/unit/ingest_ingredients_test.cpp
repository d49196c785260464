#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/unit/ingest_fixture.h"

/// What records of combinations say of their ingredients.
namespace eligo {

using namespace testing;  // NOLINT(google-build-using-namespace)

namespace {

struct Mixtures : Words {
  FactId codeine = fact(FactKind::treatment, "codeine");
  FactId phosphate = fact(FactKind::treatment, "codeine-phosphate");
  FactId paracetamol = fact(FactKind::treatment, "paracetamol");
  FactId ibuprofen = fact(FactKind::treatment, "ibuprofen");
  FactId pain = fact(FactKind::condition, "pain");
  FactId mixture = fact(FactKind::treatment, "co-codamol");
  FieldId dose = field("dose", quantity("mg/d"));

  Mixtures() {
    auto& facts = vocabulary.facts;
    facts[phosphate.value].broader = {codeine};
    facts[mixture.value].broader = facts[mixture.value].ingredients = {codeine, paracetamol};
    facts[codeine.value].narrower = {phosphate, mixture};
    facts[paracetamol.value].narrower = {mixture};
    code(codeine, "ATC", "R05DA04");
  }
};

struct ReadingMixtures : Mixtures {
  PatientParser parser{vocabulary};
  PatientFacts patient;
  DataNotices notices;

  void treatments(const std::string& records) {
    notices = {};
    REQUIRE(parser.parse(R"({"treatments": [)" + records + R"(], "complete": ["treatments"]})", 1, patient,
                         notices));
  }
  /// A record of one drug with some ingredients.
  void taken(const std::string& drug, const std::string& ingredients, const std::string& more = "") {
    treatments(R"({"fact": ")" + drug + R"(", "start": "2025-01-01", "ongoing": true, "ingredients": )" +
               ingredients + more + "}");
  }
  /// The records of a fact.
  [[nodiscard]] std::vector<Record> of(FactId fact) const {
    std::vector<Record> result;
    for (const Record& record : patient.records) {
      if (record.fact == fact && record.entry == 0) result.push_back(record);
    }
    return result;
  }
  [[nodiscard]] const FieldValue* dose_in_mixture(FactId ingredient) const {
    const auto records = of(mixture);
    REQUIRE(records.size() == 1);
    return patient.field(records.front(), dose, ingredient);
  }
  /// Whether only the combination is on record, and nothing is found fault with.
  [[nodiscard]] bool is_plain() const { return patient.records.size() == 1 && notices.all().empty(); }
  [[nodiscard]] bool says(const std::string& words) const {
    return std::any_of(notices.all().begin(), notices.all().end(),
                       [&](const DataNotice& n) { return n.text.find(words) != std::string::npos; });
  }
};

}  // namespace

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: each has its dose, beside that of the record") {
  taken(
      "co-codamol",
      R"([{"fact": "codeine", "dose": 30, "unit": "mg/d"}, {"fact": "Paracetamol", "dose": 0.5, "dose-unit": "g/d"}])",
      R"(, "dose": 530, "unit": "mg/d")");
  CHECK(is_plain());
  CHECK(dose_in_mixture(codeine)->quantity == Range::exactly(30));
  CHECK(dose_in_mixture(paracetamol)->quantity == Range::exactly(500));
  CHECK(dose_in_mixture({})->quantity == Range::exactly(530));
}

TEST_CASE_FIXTURE(ReadingMixtures,
                  "ingredients: by code, as a kind of the ingredient, in FHIR's words, by name alone") {
  taken("co-codamol", R"([{"code": {"system": "ATC", "code": "R05DA04"}, "dose": "<30", "unit": "mg/d"}])");
  CHECK(is_plain());
  CHECK(dose_in_mixture(codeine)->quantity.high->value == Number(30));
  taken("co-codamol", R"({"fact": "codeine phosphate", "dose": 30, "unit": "mg/d"})");
  CHECK(is_plain());
  CHECK(dose_in_mixture(codeine)->quantity == Range::exactly(30));
  treatments(
      R"({"fact": "co-codamol", "ingredient": [{"itemCodeableConcept": {"coding": [{"system": "ATC", "code": "R05DA04"}]}}]})");
  CHECK(is_plain());
  CHECK(dose_in_mixture(codeine) == nullptr);
  taken("co-codamol", R"(["codeine", null])");
  CHECK(is_plain());
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: a dose that cannot be read is not known") {
  taken("co-codamol", R"([{"fact": "codeine", "dose": 30}])", R"(, "dose": 530, "unit": "mg/d")");
  CHECK(dose_in_mixture(codeine)->flaw == Flaw::bad_unit);
  taken("co-codamol", R"([{"fact": "codeine", "dose": "a lot", "unit": "mg/d"}])");
  CHECK(dose_in_mixture(codeine)->flaw == Flaw::unlisted_word);
  taken(
      "co-codamol",
      R"([{"fact": "codeine", "dose": 30, "unit": "mg/d"}, {"fact": "codeine", "dose": 60, "unit": "mg/d"}])");
  CHECK(dose_in_mixture(codeine)->flaw == Flaw::bad_value);
  CHECK(says("stands twice and says two things"));
  taken("co-codamol", R"([{"fact": "codeine", "dose": 30, "dose": 60, "unit": "mg/d"}])");
  CHECK(dose_in_mixture(codeine)->flaw == Flaw::bad_value);
  taken("co-codamol", R"([{"fact": "codeine", "strength": 30}])");
  CHECK(says("the key `strength` of an ingredient is not known"));
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: as needed, each dose is anything up to it") {
  taken("co-codamol", R"([{"fact": "codeine", "dose": 30, "unit": "mg/d"}])", R"(, "asNeeded": true)");
  CHECK(dose_in_mixture(codeine)->quantity == Range::between(0, 30));
}

TEST_CASE_FIXTURE(ReadingMixtures,
                  "ingredients: one that the drug does not have is a record that may count") {
  taken("co-codamol", R"([{"fact": "ibuprofen", "dose": 400, "unit": "mg/d"}])",
        R"(, "id": "1", "dose": 530, "unit": "mg/d")");
  CHECK(says("which the vocabulary does not have in it"));
  REQUIRE(of(ibuprofen).size() == 1);
  const Record record = of(ibuprofen).front();
  CHECK(record.flaw == Flaw::unconfirmed);
  CHECK(record.is_ongoing);
  CHECK(record.start == dates("2025-01-01"));
  CHECK(patient.field(record, dose)->quantity == Range::exactly(400));
  CHECK(of(mixture).front().flaw == Flaw::none);
  CHECK(patient.complete.size() == 1);
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: one that nobody understands may be any drug, or none") {
  taken("co-codamol", R"([{"fact": "zzyzx", "dose": 400, "unit": "mg/d"}])");
  REQUIRE(patient.entries.size() == 1);
  CHECK(patient.entries[0].name == "zzyzx");
  CHECK(patient.entries[0].readings.size() == 5);
  CHECK(of(mixture).size() == 1);
  taken("co-codamol", R"([{"fact": "pain"}])");
  CHECK(patient.records.size() == 2);
  taken("co-codamol", R"([{"fact": "codein"}])");
  REQUIRE(of(codeine).size() == 1);
  CHECK(of(codeine).front().flaw == Flaw::unrecognised_name);
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: one without a name keeps the list from being complete") {
  for (const std::string nameless : {"[{}]", "[3]", R"([{"dose": 3, "unit": "mg/d"}])", "[[\"codeine\"]]"}) {
    taken("co-codamol", nameless);
    CHECK_MESSAGE(patient.complete.empty(), nameless);
  }
  std::string many = "[\"codeine\"";
  for (int i = 0; i < 99; ++i) many += ",\"codeine\"";
  taken("co-codamol", many + "]");
  CHECK(is_plain());
  CHECK(patient.complete.size() == 1);
  taken("co-codamol", many + ",\"ibuprofen\"]");
  CHECK(patient.complete.empty());
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: of a drug that is not understood they are entries, too") {
  taken("zzyzx", R"([{"fact": "codeine", "dose": 30, "unit": "mg/d"}])");
  CHECK(patient.entries.size() == 1);
  REQUIRE(of(codeine).size() == 1);
  CHECK(of(codeine).front().flaw == Flaw::unconfirmed);
  taken("co-codamoll", R"(["codeine"])");
  CHECK(of(mixture).front().flaw == Flaw::unrecognised_name);
  CHECK(of(codeine).size() == 1);
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: a drug may name itself, or what it is a kind of") {
  taken("ibuprofen", R"([{"fact": "ibuprofen", "dose": 400, "unit": "mg/d"}])");
  CHECK(is_plain());
  CHECK(patient.field(of(ibuprofen).front(), dose)->quantity == Range::exactly(400));
  taken("ibuprofen", R"([{"fact": "ibuprofen", "dose": 400, "unit": "mg/d"}])",
        R"(, "dose": 600, "unit": "mg/d")");
  CHECK(patient.field(of(ibuprofen).front(), dose)->flaw == Flaw::bad_value);
  taken("codeine-phosphate", R"(["codeine"])");
  CHECK(is_plain());
  taken("codeine", R"(["codeine-phosphate"])");
  REQUIRE(of(phosphate).size() == 1);
  CHECK(of(phosphate).front().flaw == Flaw::unconfirmed);
}

TEST_CASE_FIXTURE(ReadingMixtures, "ingredients: of what does not count or is not there nothing is made") {
  taken("co-codamol", R"(["ibuprofen"])", R"(, "status": "entered-in-error")");
  CHECK(of(ibuprofen).empty());
  treatments(R"({"fact": "co-codamol", "status": "absent", "ingredients": ["ibuprofen"]})");
  CHECK(of(ibuprofen).empty());
  treatments(R"({"fact": "co-codamol", "status": "planned", "ingredients": ["ibuprofen"]})");
  CHECK(of(ibuprofen).front().status == RecordStatus::planned);
}

}  // namespace eligo
