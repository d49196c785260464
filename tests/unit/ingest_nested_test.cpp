#include "tests/unit/ingest_fixture.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE_FIXTURE(Reading, "nested: a quantity of FHIR has value, unit and comparator") {
  for (
      const char* quantity :
      {R"("valueQuantity": {"value": 50, "unit": "U/L"})",
       R"("value_quantity": {"value": 50, "code": "U/L"})",
       R"("value": {"value": 50, "unit": "units per litre", "code": "U/L", "system": "http://unitsofmeasure.org"})",
       R"("valueQuantity": {"code": "U/L", "unit": "u/l", "value": 50})"}) {
    INFO(quantity);
    const Record& one = observation(std::string(R"("fact": "ALT", "date": "2025-01-01", )") + quantity);
    CHECK(one.flaw == Flaw::none);
    CHECK(one.value == Range::exactly(Number(50)));
  }
  const Record& below =
      observation(R"("fact": "C3", "valueQuantity": {"value": 0.2, "comparator": "<", "code": "g/L"})");
  CHECK(below.flaw == Flaw::none);
  REQUIRE(below.value.high);
  CHECK(below.value.high->value == decimal("0.2"));
  CHECK(below.value.high->open);
}

TEST_CASE_FIXTURE(Reading, "nested: the code of a unit counts before its text, and two units are none") {
  const Record& coded = observation(
      R"("fact": "creatinine", "valueQuantity": {"value": 1.5, "unit": "milligrams", "code": "mg/dL"})");
  CHECK(coded.flaw == Flaw::none);
  CHECK(coded.value == Range::exactly(decimal("1.5")));
  CHECK(observation(
            R"("fact": "creatinine", "valueQuantity": {"value": 90, "unit": "umol/L", "code": "mg/dL"})")
            .flaw == Flaw::bad_unit);
  CHECK(observation(
            R"("fact": "ALT", "value": 50, "unit": "U/L", "valueQuantity": {"value": 60, "unit": "U/L"})")
            .flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "ALT", "valueQuantity": {"unit": "U/L"})").flaw == Flaw::bad_value);
}

TEST_CASE_FIXTURE(Reading, "nested: a coded concept is the word that one of its codes or texts is") {
  for (const char* concept_ : {R"("valueCodeableConcept": {"text": "Negative"})",
                               R"("valueCodeableConcept": {"coding": [{"system": "x", "code": "260385009",
                                   "display": "Not detected"}]})",
                               R"("value": {"coding": [{"code": "negative"}], "text": "nothing found"})",
                               R"("valueCoding": {"system": "x", "code": "NEG", "display": "negative"})",
                               R"("valueString": "negative")"}) {
    INFO(concept_);
    const Record& one = observation(std::string(R"("fact": "HCV-RNA", )") + concept_);
    CHECK(one.flaw == Flaw::none);
    CHECK(one.word == 1U);
  }
  CHECK(observation(R"("fact": "HCV-RNA", "valueCodeableConcept": {"coding": [{"code": "positive"}],
                       "text": "negative"})")
            .flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "HCV-RNA", "valueCodeableConcept": {"text": "see letter"})").flaw ==
        Flaw::unlisted_word);
  CHECK(observation(R"("fact": "PGA", "valueCodeableConcept": {"coding": [{"code": "2"}]})").flaw ==
        Flaw::bad_value);
  CHECK(condition(R"("fact": "cancer", "valueCodeableConcept": {"text": "absent"})").status ==
        RecordStatus::absent);
}

TEST_CASE_FIXTURE(Reading, "nested: a dosage of one dose and one period is the dose") {
  const std::string one_dose = R"("doseAndRate": [{"doseQuantity": {"value": 7.5, "unit": "mg"}}])";
  const auto dose_of = [&](const std::string& members) {
    const Record& one = treatment(R"("fact": "methotrexate", "start": "2025-01-01", )" + members);
    REQUIRE(one.field_count == 1);
    return patient.fields[one.first_field];
  };
  const auto timed = [&](const std::string& repeat) {
    return dose_of(R"("dosage": [{"text": "as told", )" + one_dose + R"(, "timing": {"repeat": {)" + repeat +
                   "}}}]");
  };
  CHECK(timed(R"("frequency": 2, "period": 1, "periodUnit": "d")").quantity == Range::exactly(Number(15)));
  CHECK(timed(R"("frequency": 1, "period": 1, "periodUnit": "wk")").quantity ==
        Range::exactly(decimal("7.5") / Number(7)));
  CHECK(timed(R"("period": 8, "periodUnit": "h")").quantity == Range::exactly(decimal("22.5")));
  for (const char* repeat :
       {R"("frequency": 2, "period": 1)", R"("frequency": 2, "period": 1, "periodUnit": "mo")",
        R"("frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "d")",
        R"("frequency": 1, "period": 1, "periodUnit": "d", "boundsDuration": {"value": 5})",
        R"("frequency": 0, "period": 1, "periodUnit": "d")",
        R"("frequency": 1, "period": 0, "periodUnit": "d")"}) {
    INFO(repeat);
    CHECK(timed(repeat).flaw == Flaw::bad_value);
  }
  const std::string daily = R"("timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}})";
  CHECK(dose_of(R"("dosageInstruction": "10 mg daily")").flaw == Flaw::bad_value);
  CHECK(dose_of(R"("dosage": {)" + one_dose + "}").flaw == Flaw::bad_value);
  CHECK(dose_of(R"("dosage": [{)" + one_dose + ", " + daily + R"(, "asNeeded": true}, {"text": "5 mg"}])")
            .flaw == Flaw::bad_value);
  CHECK(dose_of(R"("dosage": [{)" + one_dose + ", " + daily + "}, {" + one_dose + ", " + daily + "}]").flaw ==
        Flaw::bad_value);
  CHECK(dose_of(R"("dosage": {"doseQuantity": {"value": 1, "unit": "tablet"}, )" + daily + "}").flaw ==
        Flaw::bad_unit);
  CHECK(dose_of(R"("dose": 15, "dose-unit": "mg/d", "dosage": "tapering")").flaw == Flaw::bad_value);
  CHECK(dose_of(R"("dose": 7.5, "dose-unit": "mg/d", "dosage": {)" + one_dose + ", " + daily + "}").flaw ==
        Flaw::none);
  CHECK(dose_of(R"("dose": 15, "dose-unit": "mg/d", "dosage": {)" + one_dose + ", " + daily + "}").flaw ==
        Flaw::bad_value);
}

TEST_CASE_FIXTURE(Reading,
                  "nested: an attribute in error is none, and one that may not hold has no known value") {
  for (const char* said :
       {R"("status": "entered-in-error")", R"("Status": {"coding": [{"code": "entered-in-error"}]})",
        R"("verificationStatus": "refuted")", R"("subject": "mother")", R"("replacedBy": "7")"}) {
    INFO(said);
    REQUIRE(parse(std::string(R"({"attributes": {"sex": {"value": "female", )") + said + "}}}"));
    CHECK(patient.attributes.empty());
  }
  for (const char* said :
       {R"("status": "preliminary")", R"("status": "fine")", R"("verificationStatus": "provisional")",
        R"("negated": true)", R"("staus": "entered-in-error")", R"("dataAbsentReason": "unknown")",
        R"("subject": "Patient/other")"}) {
    INFO(said);
    REQUIRE(
        parse(std::string(R"({"patient": "P", "attributes": {"sex": {"value": "female", )") + said + "}}}"));
    REQUIRE(patient.attributes.size() == 1);
    CHECK(patient.attributes[0].flaw == Flaw::bad_value);
  }
  for (const char* said :
       {R"("value": "female", "status": "final")", R"("value": "female", "negated": false)",
        R"("valueCodeableConcept": {"coding": [{"code": "248152002", "display": "Female"}]})",
        R"("coding": [{"code": "female"}])", R"("valueString": "female")"}) {
    INFO(said);
    REQUIRE(parse(std::string(R"({"attributes": {"sex": {)") + said + "}}}"));
    REQUIRE(patient.attributes.size() == 1);
    CHECK(patient.attributes[0].flaw == Flaw::none);
    CHECK(patient.attributes[0].word == 0U);
  }
}

TEST_CASE_FIXTURE(Reading, "nested: an attribute may be a quantity") {
  REQUIRE(parse(
      R"({"attributes": {"height": {"valueQuantity": {"value": 1.7, "unit": "metres", "code": "m"}}}})"));
  REQUIRE(patient.attributes.size() == 1);
  CHECK(patient.attributes[0].value == Range::exactly(Number(170)));
  REQUIRE(parse(R"({"attributes": {"height": {"value": 170, "unit": "cm", "comparator": ">"}}})"));
  REQUIRE(patient.attributes[0].value.low);
  CHECK(patient.attributes[0].value.low->open);
  CHECK_FALSE(patient.attributes[0].value.high);
  REQUIRE(parse(R"({"attributes": {"height": {"value": 170, "unit": "m", "code": "cm"}}})"));
  CHECK(patient.attributes[0].flaw == Flaw::bad_unit);
}
