#include "tests/unit/ingest_fixture.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE_FIXTURE(Reading, "standing: a date tells that it was done") {
  const auto flaw = [this](const std::string& said) {
    return record("procedures", R"("fact": "radiotherapy", "performed": )" + said).flaw;
  };
  for (const char* said : {R"("2025-03-01")", R"("0999")", R"("9999")", R"("2025")", "true"}) {
    INFO(said);
    CHECK(flaw(said) == Flaw::none);
  }
  for (const char* said : {R"("202")", R"("on 2025-03-01")", R"(":2025")", R"("perhaps")"}) {
    INFO(said);
    CHECK(flaw(said) == Flaw::unconfirmed);
  }
}

TEST_CASE_FIXTURE(Reading, "standing: an event is carried out, a plan is not") {
  for (const char* said : {"event", "EVN", "statement", "performed"}) {
    INFO(said);
    const Record& one = treatment(std::string(R"("fact": "methotrexate", "intent": ")") + said + '"');
    CHECK(one.status == RecordStatus::final);
    CHECK(one.flaw == Flaw::none);
  }
}

TEST_CASE_FIXTURE(Reading, "standing: of several words the strongest counts, the first of those as strong") {
  const auto with = [this](const std::string& codes) {
    return condition(R"("fact": "cancer", "verificationStatus": {"coding": [)" + codes + "]}");
  };
  const std::string provisional = R"({"code": "provisional"})";
  const std::string refuted = R"({"code": "refuted"})";
  CHECK(with(provisional + "," + refuted).status == RecordStatus::void_);
  CHECK(with(refuted + "," + provisional).status == RecordStatus::void_);
  CHECK(with(refuted + R"(,{"code": "entered-in-error"})").standing == "refuted");
  CHECK(with(R"({"code": "entered-in-error"},)" + refuted).standing == "entered-in-error");
}

TEST_CASE_FIXTURE(Reading, "standing: what is both denied and in doubt says nothing") {
  for (const char* said :
       {R"("status": "absent", "verificationStatus": "provisional")",
        R"("status": "absent", "intent": "plan")", R"("status": "planned", "negated": true)",
        R"("status": "absent", "verificationStatus": "refuted")"}) {
    INFO(said);
    CHECK(condition(std::string(R"("fact": "cancer", )") + said).status == RecordStatus::void_);
  }
  CHECK(condition(R"("fact": "cancer", "status": "absent", "value": "no")").status == RecordStatus::absent);
  CHECK(condition(R"("fact": "cancer", "value": "positive")").flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "standing: a status that contradicts the clinical one") {
  CHECK(condition(R"("fact": "cancer", "status": "absent", "clinicalStatus": "active")").flaw ==
        Flaw::bad_status);
  CHECK(condition(R"("fact": "cancer", "status": "active", "clinicalStatus": "absent")").flaw ==
        Flaw::bad_status);
  const Record& error =
      condition(R"("fact": "cancer", "status": "entered-in-error", "clinicalStatus": "active")");
  CHECK(error.status == RecordStatus::void_);
  CHECK(error.flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "standing: two comparators that are not the same are none") {
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "comparator": "<", "operator": ">")").flaw ==
        Flaw::bad_value);
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "comparator": "<", "operator": "<")").value ==
        Range::below(1));
}

TEST_CASE_FIXTURE(Reading, "ingest: what stands twice and says two things is unusable") {
  const Record& twice =
      treatment(R"("fact": "methotrexate", "response": "adequate", "Response": "insufficient")");
  CHECK(patient.field(twice, response)->flaw == Flaw::bad_value);
  CHECK(twice.field_count == 1);
  CHECK(says("stands twice and says two things"));
  const Record& same = treatment(R"("fact": "methotrexate", "response": "adequate", "Response": "adequate")");
  CHECK(patient.field(same, response)->flaw == Flaw::none);
  CHECK(same.field_count == 1);
  CHECK(notices.all().empty());

  REQUIRE(parse(R"({"patient": "A", "patient": "B"})"));
  CHECK(patient.id == "A");
  CHECK(says("the patient is named twice; the first name counts"));
  REQUIRE(parse(R"({"patient": "A", "patient": "A"})"));
  CHECK(notices.all().empty());
}

TEST_CASE_FIXTURE(Reading, "ingest: lists of words hold words and numbers, each once") {
  REQUIRE(parse(R"({"attributes": {"contraception-methods": ["pill", 7, " Pill", ""]}})"));
  CHECK(patient.attribute(methods)->list == std::vector<std::string_view>{"7", "Pill"});
  REQUIRE(parse(R"({"attributes": {"contraception-methods": ["pill", true]}})"));
  CHECK(patient.attribute(methods)->flaw == Flaw::bad_value);
}

TEST_CASE_FIXTURE(Reading, "identity: moments differ by any part of a second") {
  const auto there = [this](const std::string& one, const std::string& other) {
    const auto result = [](const std::string& time) {
      return R"({"fact": "C3", "unit": "g/L", "value": 1, "date": "2025-06-20T08:00:00)" + time + "\"}";
    };
    REQUIRE(parse(R"({"observations": [)" + result(one) + "," + result(other) + "]}"));
    return std::count_if(patient.records.begin(), patient.records.end(),
                         [](const Record& r) { return r.status != RecordStatus::void_; });
  };
  CHECK(there(".5Z", ".500Z") == 1);
  CHECK(there("Z", ".000000Z") == 1);
  CHECK(there(".5Z", ".05Z") == 2);
  CHECK(there(".123456Z", ".123457Z") == 2);
  CHECK(there("Z", ".9Z") == 2);
}

TEST_CASE_FIXTURE(Reading,
                  "identity: beside one that does not count, the others of its id or moment may not count") {
  const auto first = [this](const std::string& one, const std::string& other) {
    REQUIRE(parse(R"({"observations": [{"fact": "C3", "unit": "g/L", "value": 1, )" + one +
                  R"(}, {"fact": "C3", "unit": "g/L", )" + other + "}]}"));
    return patient.records.front().flaw;
  };
  const std::string error = R"(, "status": "entered-in-error")";
  const std::string day = R"("date": "2025-06-20")";
  const std::string moment = R"("date": "2025-06-20T08:00")";
  CHECK(first(day + R"(, "id": "a")", day + R"(, "id": "a", "value": 1)" + error) == Flaw::unconfirmed);
  CHECK(first(day + R"(, "id": "a")", day + R"(, "id": "b", "value": 1)" + error) == Flaw::none);
  CHECK(first(moment, moment + R"(, "value": 1)" + error) == Flaw::unconfirmed);
  CHECK(first(moment, moment + R"(, "value": 2)" + error) == Flaw::none);
  CHECK(first(day, day + R"(, "value": 1)" + error) == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "identity: one id that goes on and is over may be either") {
  REQUIRE(parse(R"({"conditions": [{"fact": "cancer", "onset": "2020", "status": "active", "id": "a"},
                                   {"fact": "cancer", "onset": "2020", "status": "resolved", "id": "a"}]})"));
  for (const Record& record : patient.records) CHECK(record.flaw == Flaw::unconfirmed);
}

TEST_CASE_FIXTURE(Reading, "identity: what may be wrong itself replaces nothing for sure") {
  const auto replaced = [this](const std::string& by) {
    REQUIRE(parse(R"({"observations": [
      {"fact": "C3", "unit": "g/L", "value": 1, "date": "2025-06-20", "id": "a"},
      {"fact": "C3", "unit": "g/L", "value": 2, "date": "2025-06-21", "id": "b", "replaces": "a", )" +
                  by + "}]}"));
    const Record& first = patient.records.front();
    return std::pair(first.status, first.flaw);
  };
  const auto gone = std::pair(RecordStatus::void_, Flaw::none);
  const auto doubtful = std::pair(RecordStatus::final, Flaw::unconfirmed);
  CHECK(replaced(R"("status": "final")") == gone);
  CHECK(replaced(R"("status": "preliminary")") == doubtful);
  CHECK(replaced(R"("status": "planned")") == doubtful);
  CHECK(replaced(R"("status": "hm")") == doubtful);
  CHECK(replaced(R"("verificationStatus": "provisional")") == doubtful);
}
