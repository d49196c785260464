#include "tests/unit/ingest_fixture.h"

using namespace eligo;
using namespace eligo::testing;

/// What records say in words, in keys that stand beside one another, and in keys that nobody knows.
namespace {

enum class Said : std::uint8_t { counts, open, absent, void_ };

Said said_by(const Record& one) {
  if (one.status == RecordStatus::void_) return Said::void_;
  if (one.status == RecordStatus::absent) return Said::absent;
  const bool is_open = one.flaw == Flaw::unconfirmed || one.flaw == Flaw::bad_status;
  return is_open ? Said::open : Said::counts;
}

struct Row {
  std::string said;
  Said means;
};

void check_conditions(Reading& reading, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.said);
    CHECK(said_by(reading.condition(R"("fact": "cancer", "onset": "2020", )" + row.said)) == row.means);
  }
}

}  // namespace

TEST_CASE_FIXTURE(Reading,
                  "negation: a word that repeats the key states absence, one that denies it says nothing") {
  check_conditions(*this, {{R"("negation": "negated")", Said::absent},
                           {R"("negated": "Negative")", Said::absent},
                           {R"("negationInd": "denied")", Said::absent},
                           {R"("absent": "absent")", Said::absent},
                           {R"("negation": "1")", Said::absent},
                           {R"("negation": "affirmed")", Said::counts},
                           {R"("negated": "positive")", Said::counts},
                           {R"("absent": "present")", Said::counts},
                           {R"("negation": "no")", Said::counts},
                           {R"("negation": "absent")", Said::open},
                           {R"("negation": "present")", Said::open},
                           {R"("negated": "none")", Said::open},
                           {R"("negated": "unknown")", Said::open},
                           {R"("present": "denied")", Said::absent},
                           {R"("present": "negated")", Said::absent}});
}

TEST_CASE_FIXTURE(Reading, "family history: the record is somebody else's only where that is sure") {
  check_conditions(*this, {{R"("familyHistory": true)", Said::void_},
                           {R"("familyHistory": "mother")", Said::void_},
                           {R"("familyHistory": "none")", Said::counts},
                           {R"("familyHistory": "Negative")", Said::counts},
                           {R"("familyHistory": "denied")", Said::counts},
                           {R"("familyHistory": "nil")", Said::counts},
                           {R"("familyHistory": "self")", Said::counts},
                           {R"("familyHistory": "no")", Said::counts},
                           {R"("familyHistory": "unknown")", Said::open},
                           {R"("familyHistory": "N/A")", Said::open},
                           {R"("familyHistory": "not assessed")", Said::open},
                           {R"("familyHistory": "positive")", Said::open},
                           {R"("familyHistory": {})", Said::open},
                           {R"("relationship": "none")", Said::counts},
                           {R"("relationship": "unknown")", Said::open}});
}

TEST_CASE_FIXTURE(Reading, "an end that is presumed or planned is not known") {
  const DateRange any_end{dates("2024").first, latest_day};
  for (const char* said : {R"("presumedEnd": true)", R"("endPresumed": true)", R"("plannedEnd": "2025")",
                           R"("expectedEndDate": "2025-12-31")"}) {
    INFO(said);
    CHECK(treatment(std::string(R"("fact": "methotrexate", "start": "2024", "end": "2025", )") + said).end ==
          any_end);
  }
  CHECK(treatment(R"("fact": "methotrexate", "start": "2024", "end": "2025", "presumedEnd": false)").end ==
        dates("2025"));
}

TEST_CASE_FIXTURE(Reading, "status: all of its words count") {
  check_conditions(*this,
                   {{R"("status": ["active", "refuted"])", Said::open},
                    {R"("status": ["refuted", "active"])", Said::open},
                    {R"("status": ["active", "absent"])", Said::open},
                    {R"("status": ["final", "planned"])", Said::open},
                    {R"("status": ["active", "hm"])", Said::open},
                    {R"("status": ["final", "entered-in-error"])", Said::void_},
                    {R"("status": ["entered-in-error", "final"])", Said::void_},
                    {R"("status": ["active", "Active", "recurrence"])", Said::counts},
                    {R"("clinicalStatus": {"coding": [{"code": "active"}], "text": "resolved"})", Said::open},
                    {R"("clinicalStatus": {"coding": [{"code": "active"}], "text": "Active"})", Said::counts},
                    {R"("clinicalStatus": "active", "problemStatus": "resolved")", Said::open},
                    {R"("status": "absent", "ongoing": true)", Said::open},
                    {R"("status": "absent", "value": "yes")", Said::open},
                    {R"("status": "absent", "ongoing": false)", Said::absent}});
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "status": ["final", "preliminary"])").flaw ==
        Flaw::unconfirmed);
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "status": ["entered-in-error", "final"])")
            .status == RecordStatus::void_);
}

TEST_CASE_FIXTURE(Reading, "a value in two keys is one value or none") {
  for (const char* said : {R"("valueCodeableConcept": {"text": "Not detected"}, "valueString": "Detected")",
                           R"("valueString": "Detected", "valueCodeableConcept": {"text": "Not detected"})",
                           R"("value": "Detected", "valueCodeableConcept": {"text": "Not detected"})",
                           R"("valueCodeableConcept": {"text": "Not detected"}, "value": "Detected")",
                           R"("value": "Detected", "answer": "Not detected")"}) {
    INFO(said);
    CHECK(observation(std::string(R"("fact": "HCV-RNA", )") + said).flaw == Flaw::bad_value);
  }
  CHECK(observation(R"("fact": "HCV-RNA", "valueCodeableConcept": {"text": "Detected"}, "value": "detected")")
            .flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "fields: what says nothing is not recorded") {
  const std::string start = R"("fact": "anti-dsDNA", "value": 50, "unit": "IU/mL", "method": )";
  for (const char* said : {"\"\"", "\" \"", "[]", "{}", "null", "false", "\"unknown\"", "\"N/A\"",
                           "\"Not stated\"", "\"none\"", "\"no\"", "\"?\""}) {
    INFO(said);
    CHECK(patient.field(observation(start + said), method) == nullptr);
  }
  for (const char* said :
       {"\"ELISA (IgG)\"", "\"Farr RIA\"", "\"ELIZA\"", "[\"ELISA\"]", "{\"text\": \"ELISA\"}"}) {
    INFO(said);
    CHECK(patient.field(observation(start + said), method)->flaw == Flaw::bad_value);
  }
  CHECK(patient.field(observation(start + "\"CLIFT\""), method)->flaw == Flaw::none);
  CHECK(patient.field(observation(start + "\"elisa\""), method)->flaw == Flaw::none);
  CHECK(patient.field(treatment(R"("fact": "methotrexate", "indication": "unknown")"), indication) ==
        nullptr);
}

TEST_CASE_FIXTURE(Reading, "lists: what says nothing leaves open how many there are") {
  const auto methods_of = [&](const std::string& list) -> const Attribute& {
    REQUIRE(parse(R"({"patient": "P", "attributes": {"contraception-methods": )" + list + "}}"));
    REQUIRE(patient.attributes.size() == 1);
    return patient.attributes.front();
  };
  for (const char* said : {R"(["condom", "unknown"])", R"(["condom", "none"])", R"("condom, pill")",
                           R"("none")", R"(["condom and pill"])", R"({"value": ["condom", "N/A"]})"}) {
    INFO(said);
    CHECK(methods_of(said).flaw == Flaw::bad_value);
  }
  CHECK(methods_of(R"({"value": ["condom", "pill"]})").list.size() == 2);
  CHECK(methods_of(R"(["condom", "pill"])").list.size() == 2);
  CHECK(methods_of("[]").flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "values of procedures and treatments say whether they were there") {
  const auto procedure = [&](const std::string& value) {
    return said_by(record("procedures", R"("fact": "radiotherapy", "date": "2025", "value": )" + value));
  };
  for (const char* said :
       {"\"not done\"", "\"refused\"", "\"planned\"", "\"pending\"", "\"unknown\"", "\"0\"", "0", "20"}) {
    INFO(said);
    CHECK(procedure(said) == Said::open);
    CHECK(said_by(treatment(std::string(R"("fact": "methotrexate", "start": "2025", "value": )") + said)) ==
          Said::open);
  }
  CHECK(procedure("\"yes\"") == Said::counts);
  CHECK(procedure("\"none\"") == Said::absent);
}

TEST_CASE_FIXTURE(Reading, "nobody takes less than nothing") {
  const std::string start = R"("fact": "methotrexate", "start": "2025", "unit": "mg/day", "dose": )";
  for (const char* said : {"-5", "\"-5\"", "\"-5 - 10\"", "\"< -1\""}) {
    INFO(said);
    CHECK(patient.field(treatment(start + said), dose)->flaw == Flaw::bad_value);
  }
  CHECK(patient.field(treatment(start + "0"), dose)->flaw == Flaw::none);
  CHECK(patient.field(treatment(start + "\"<5\""), dose)->flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "limits of normal and the text beside them say the same") {
  const std::string start = R"("fact": "ALT", "value": 130, "unit": "U/L", "reference": )";
  CHECK(observation(start + R"({"high": 40, "text": "10-50"})").upper_limit == std::nullopt);
  CHECK(says("its reference range cannot be read"));
  CHECK(observation(start + R"({"low": 5, "high": 50, "text": "10-50"})").upper_limit == std::nullopt);
  CHECK(observation(start + R"({"high": 50, "text": "10-50"})").upper_limit == Range::exactly(50));
  CHECK(observation(start + R"({"high": 40, "text": "adults"})").upper_limit == Range::exactly(40));
}

TEST_CASE_FIXTURE(Reading, "keys that nobody knows bear on the record by their spelling") {
  for (const char* key : {"voided", "is_void", "deleted", "deletedAt", "entered_in_error", "enteredInError",
                          "isInvalid", "retracted", "cancelled", "cancelReason", "suspected", "isNegative",
                          "refuted", "recordStatus", "rowstatus"}) {
    INFO(key);
    const std::string start = R"(")" + std::string(key) + R"(": )";
    check_conditions(
        *this, {{start + "true", Said::open}, {start + "\"x\"", Said::open}, {start + "null", Said::counts}});
    CHECK(!says("so it is open"));
  }
  check_conditions(*this, {{R"("voided": false)", Said::counts},
                           {R"("deleted": "no")", Said::counts},
                           {R"("entered_in_error": 0)", Said::counts},
                           {R"("valid": true)", Said::counts},
                           {R"("is_valid": "N")", Said::open},
                           {R"("valid": false)", Said::open},
                           {R"("is_active": false)", Said::open},
                           {R"("is_active": true)", Said::counts},
                           {R"("inactive": true)", Said::open},
                           {R"("activeIngredient": "x")", Said::counts},
                           {R"("recordStatus": "final")", Said::counts},
                           {R"("prefix": "possible")", Said::open},
                           {R"("significance": "x")", Said::counts},
                           {R"("severity": "high")", Said::counts},
                           {R"("voided": {"by": "x"})", Said::open}});
  check_conditions(*this, {{R"("voided": true)", Said::open}});
  CHECK(says("so it is open whether the record counts"));
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "qualifier": "less than")").flaw ==
        Flaw::bad_value);
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "sign": "-")").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "signature": "Dr")").flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "keys that nobody knows bear on attributes, too") {
  const auto flaw_of = [&](const std::string& said) {
    REQUIRE(parse(R"({"patient": "P", "attributes": {"sex": {"value": "female", )" + said + "}}}"));
    return patient.attribute(sex)->flaw;
  };
  CHECK(flaw_of(R"("voided": true)") == Flaw::bad_value);
  CHECK(flaw_of(R"("qualifier": "presumed")") == Flaw::bad_value);
  CHECK(flaw_of(R"("voided": false)") == Flaw::none);
  CHECK(flaw_of(R"("endDate": "2025")") == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "keys that nobody knows may tell the end where none is recorded") {
  const std::string start = R"("fact": "methotrexate", "start": "2025-01-01", )";
  const DateRange open_end{dates("2025-01-01").first, latest_day};
  CHECK(treatment(start + R"("ongoing": true, "endDate": "2025-03-01")").end == open_end);
  CHECK_FALSE(patient.records.front().is_ongoing);
  CHECK(
      condition(R"("fact": "cancer", "onset": "2025-01-01", "status": "active", "abatementDateTime": "2025")")
          .end == open_end);
  for (const char* key :
       {"discontinued_on", "resolvedDate", "STOP_DT", "completionDate", "reasonEnded", "end_reason"}) {
    INFO(key);
    CHECK(treatment(start + R"("ongoing": true, ")" + key + R"(": "x")").end == open_end);
  }
  CHECK(treatment(start + R"("end": "2025-02-01", "stopReason": "rash")").end == dates("2025-02-01"));
  CHECK(treatment(start + R"("ongoing": true, "endDate": null)").is_ongoing);
  CHECK(treatment(start + R"("ongoing": true, "endpoint": "x")").is_ongoing);
}

TEST_CASE_FIXTURE(Reading, "a dosage as needed is a record as needed") {
  const std::string start = R"("fact": "methotrexate", "start": "2025", "dosage": )";
  CHECK(treatment(start + R"([{"asNeededBoolean": true, "text": "15 mg"}])").flaw == Flaw::unconfirmed);
  CHECK(treatment(start + R"({"asNeededCodeableConcept": {"text": "pain"}})").flaw == Flaw::unconfirmed);
  CHECK(treatment(start + R"([{"asNeededBoolean": false}])").flaw == Flaw::none);
  CHECK(treatment(start + R"([{"asNeededBoolean": true}, {"text": "15 mg a day"}])").flaw == Flaw::none);
  const Record& needed = treatment(
      start +
      R"([{"asNeededBoolean": true, "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                   "doseAndRate": [{"doseQuantity": {"value": 5, "unit": "mg"}}]}])");
  CHECK(patient.field(needed, dose)->quantity == Range::between(0, 10));
}
