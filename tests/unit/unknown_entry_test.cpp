#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "runtime/ingest/dictionary.h"
#include "runtime/ingest/systems.h"
#include "tests/unit/ingest_fixture.h"

/// Entries whose names and codes the vocabulary does not have: what they may be.
namespace eligo {

using namespace testing;  // NOLINT(google-build-using-namespace)
using ingest::code_system;
using ingest::CodeRelation;
using ingest::relation_of;

namespace {

/// Whether the only entry of the patient may be of the fact.
bool may_be(const PatientFacts& patient, FactId fact) {
  const auto& readings = patient.entries.at(0).readings;
  return std::any_of(readings.begin(), readings.end(),
                     [&](std::uint32_t i) { return patient.records[i].fact == fact; });
}

}  // namespace

TEST_CASE_FIXTURE(Reading, "unknown entries: facts that value and unit allow") {
  observation(R"("fact": "zzyzx", "value": 40, "unit": "U/L")");
  CHECK(may_be(patient, alt));
  CHECK_FALSE(may_be(patient, creatinine));
  const Record& reading = patient.records[patient.entries[0].readings[0]];
  CHECK(reading.is_possible);
  CHECK(reading.is_reading());
  CHECK(patient.itself(RecordId{patient.entries[0].readings[0]}).value == patient.entries[0].itself);

  observation(R"("fact": "zzyzx", "value": 40)");  // a unit that is missing rules out nothing
  CHECK(may_be(patient, alt));
  CHECK(may_be(patient, creatinine));
  observation(R"("fact": "zzyzx", "value": 40, "unit": "blobs")");
  CHECK(may_be(patient, alt));
  observation(R"("fact": "zzyzx", "value": 40, "unit": "mm")");
  CHECK_FALSE(may_be(patient, alt));
  observation(R"("fact": "zzyzx", "value": 90000, "unit": "U/L")");  // not plausible
  CHECK_FALSE(may_be(patient, alt));
  observation(R"("fact": "zzyzx", "value": 80, "unit": "umol/L")");  // substance for mass
  CHECK(may_be(patient, creatinine));
  observation(R"("fact": "zzyzx", "value": "pending")");
  CHECK(may_be(patient, alt));
  for (const char* comment : {"clumped, see smear", "see comment", "brown", "Detected, < 15"}) {
    observation(R"("fact": "zzyzx", "value": ")" + std::string(comment) + "\"");
    CHECK(may_be(patient, alt));
    CHECK(may_be(patient, hcv));
    CHECK(may_be(patient, ana));
  }
  observation(R"("fact": "zzyzx", "value": "clumped", "unit": "mm")");
  CHECK_FALSE(may_be(patient, alt));
  observation(R"("fact": "zzyzx", "value": "5")");
  CHECK_FALSE(may_be(patient, hcv));
  CHECK_FALSE(may_be(patient, ana));
  treatment(R"("fact": "zzyzx")");
  CHECK(may_be(patient, methotrexate));
  CHECK_FALSE(may_be(patient, cancer));
}

TEST_CASE_FIXTURE(Reading, "unknown entries: what does not count, or says that there is none") {
  treatment(R"("fact": "zzyzx", "status": "entered-in-error")");
  CHECK(patient.entries.empty());
  treatment(R"("fact": "zzyzx", "status": "absent")");
  CHECK(patient.entries.empty());
}

TEST_CASE("code systems: usual names, addresses, OIDs and OMOP ids") {
  struct Known {
    const char* text;
    const char* name;
  };
  for (const Known& known : {Known{"LOINC", "LOINC"},
                             {"http://loinc.org", "LOINC"},
                             {"urn:oid:2.16.840.1.113883.6.1", "LOINC"},
                             {"SNOMED CT", "SNOMED"},
                             {"http://snomed.info/sct/900000000000207008", "SNOMED"},
                             {"2.16.840.1.113883.6.96", "SNOMED"},
                             {"http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"},
                             {"ICD10CM", "ICD-10-CM"},
                             {"ICD10", "ICD-10"},
                             {"http://hl7.org/fhir/sid/icd-10", "ICD-10"},
                             {"ICD9CM", "ICD-9-CM"},
                             {"CPT4", "CPT"},
                             {"http://www.ama-assn.org/go/cpt", "CPT"},
                             {"HCPCS", "HCPCS"},
                             {"http://hl7.org/fhir/sid/cvx", "CVX"},
                             {"http://hl7.org/fhir/sid/ndc", "NDC"},
                             {"http://fdasis.nlm.nih.gov", "UNII"},
                             {"http://www.whocc.no/atc", "ATC"},
                             {"http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"},
                             {"http://unitsofmeasure.org", "UCUM"},
                             {"our own", "our own"}}) {
    CAPTURE(known.text);
    CHECK(code_system(known.text).name == known.name);
  }
  CHECK(ingest::comparable_code(code_system("ICD-10"), "c50.9") == "C509");
  CHECK(ingest::comparable_code(code_system("ICD-10"), "C50.-") == "C50");
  CHECK(ingest::comparable_code(code_system("LOINC"), "777-3") == "777-3");
}

TEST_CASE("code systems: a code takes in what begins with it") {
  CHECK(relation_of("", "I10", true) == CodeRelation::outside);
  CHECK(relation_of("C50", "C50911", true) == CodeRelation::below);
  CHECK(relation_of("C50", "C50", true) == CodeRelation::below);
  CHECK(relation_of("C50", "C5", true) == CodeRelation::above);
  CHECK(relation_of("C50", "C51", true) == CodeRelation::outside);
  CHECK(relation_of("C00-C97", "C509", true) == CodeRelation::below);
  CHECK(relation_of("C00-C97", "D05", true) == CodeRelation::outside);
  CHECK(relation_of("C00-C97", "C", true) == CodeRelation::above);
  // Of two systems of a family the category alone means the same.
  CHECK(relation_of("C50", "C50911", false) == CodeRelation::below);
  CHECK(relation_of("E102", "E1021", false) == CodeRelation::above);
  CHECK(relation_of("E102", "E112", false) == CodeRelation::outside);
}

TEST_CASE_FIXTURE(Reading, "dictionaries: what local names mean") {
  using ingest::Dictionary;
  std::vector<Dictionary::Error> errors;
  const Dictionary dictionary = Dictionary::read(
      "# our drugs\n"
      "treatments   \"MTX\"  = methotrexate  # as tablets\n"
      "treatments \"a \\\"b\\\"\" = other\n"
      "treatments \"later\" = ?\n"
      "observations LOCAL \"17\" = ALT\n",
      vocabulary, errors);
  CHECK(errors.empty());
  CHECK(dictionary.size() == 3);
  REQUIRE(dictionary.name(FactKind::treatment, "mtx") != nullptr);
  CHECK(*dictionary.name(FactKind::treatment, "mtx") == methotrexate);
  CHECK_FALSE(dictionary.name(FactKind::treatment, "a \"b\"")->exists());
  CHECK(dictionary.name(FactKind::treatment, "later") == nullptr);
  CHECK(dictionary.name(FactKind::condition, "mtx") == nullptr);
  CHECK(*dictionary.code(FactKind::observation, ingest::code_key("LOCAL", "17")) == alt);
}

}  // namespace eligo
