#include "tests/unit/ingest_fixture.h"

using namespace eligo;
using namespace eligo::testing;

TEST_CASE_FIXTURE(Reading, "standing: what turns a record round, however the key is spelt") {
  for (const char* said : {R"("verificationStatus": "refuted")", R"("verification_status": "Refuted")",
                           R"("verification-status": {"coding": [{"code": "refuted"}]})",
                           R"("verificationStatus": {"text": "refuted"})", R"("certainty": "ruled out")",
                           R"("verificationStatus": "entered-in-error")", R"("status": "refuted")",
                           R"("relationship": "mother")", R"("subject": {"reference": "RelatedPerson/1"})",
                           R"("subject": "maternal aunt")", R"("familyHistory": true)", R"("notDone": true)",
                           R"("done": "no")", R"("do_not_perform": true)", R"("replacedBy": "7")"}) {
    INFO(said);
    CHECK(condition(std::string(R"("fact": "cancer", )") + said).status == RecordStatus::void_);
  }
  for (const char* said : {R"("negated": true)", R"("negation": "yes")", R"("negationInd": true)",
                           R"("value": "no")", R"("value": false)", R"("value": "absent")",
                           R"("present": false)", R"("verificationStatus": "known-absent")",
                           R"("polarity": "negative")", R"("status": "absent", "negated": true)"}) {
    INFO(said);
    CHECK(condition(std::string(R"("fact": "cancer", )") + said).status == RecordStatus::absent);
  }
  for (const char* said :
       {R"("verificationStatus": "provisional")", R"("verificationStatus": "differential")",
        R"("confirmed": false)", R"("verificationStatus": "hm")", R"("verificationStatus": {"x": 1})",
        R"("negated": "perhaps")", R"("relationship": "lodger")", R"("subject": "Patient/other")",
        R"("value": "hm")"}) {
    INFO(said);
    const Record& one = condition(std::string(R"("fact": "cancer", )") + said);
    CHECK(one.status == RecordStatus::final);
    CHECK(one.flaw == Flaw::unconfirmed);
  }
  for (const char* said :
       {R"("verificationStatus": "confirmed")", R"("negated": false)", R"("notDone": false)",
        R"("done": true)", R"("relationship": "self")", R"("value": "yes")", R"("clinicalStatus": "active")",
        R"("clinicalStatus": {"coding": [{"code": "active"}]})", R"("id": "7")"}) {
    INFO(said);
    const Record& one = condition(std::string(R"("fact": "cancer", )") + said);
    CHECK(one.status == RecordStatus::final);
    CHECK(one.flaw == Flaw::none);
    CHECK(!one.is_over);
  }
  CHECK(condition(R"("fact": "cancer", "verificatonStatus": "refuted")").flaw == Flaw::bad_status);
  CHECK(condition(R"("fact": "cancer", "negated": true, "verificationStatus": "provisional")").status ==
        RecordStatus::void_);
  CHECK(condition(R"("fact": "cancer", "status": "active", "clinicalStatus": "resolved")").flaw ==
        Flaw::bad_status);
  CHECK_FALSE(condition(R"("fact": "cancer", "onset": "2020", "clinicalStatus": "resolved")").is_ongoing);
  REQUIRE(parse(R"({"patient": "P", "conditions": [{"fact": "cancer", "subject": "Patient/P"}]})"));
  CHECK(patient.records[0].flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "standing: plans, orders and what is taken as needed") {
  CHECK(treatment(R"("fact": "methotrexate", "intent": "plan", "status": "active")").status ==
        RecordStatus::planned);
  CHECK(treatment(R"("fact": "methotrexate", "intent": "order")").status == RecordStatus::planned);
  CHECK(treatment(R"("fact": "methotrexate", "intent": "order", "status": "active")").flaw ==
        Flaw::bad_status);
  const Record& needed =
      treatment(R"("fact": "methotrexate", "dose": 10, "unit": "mg/day", "asNeededBoolean": true)");
  CHECK(needed.flaw == Flaw::unconfirmed);
  CHECK(patient.field(needed, dose)->quantity == Range::between(0, 10));
  const Record& plain =
      treatment(R"("fact": "methotrexate", "dose": 10, "unit": "mg/day", "as_needed": false)");
  CHECK(patient.field(plain, dose)->quantity == Range::exactly(10));
  CHECK(treatment(R"("fact": "methotrexate", "start": "2024", "end": "2025", "endPresumed": true)").end ==
        DateRange{dates("2024").first, latest_day});
}

TEST_CASE_FIXTURE(Reading, "standing: comparators and reasons for having no value") {
  CHECK(observation(R"("fact": "C3", "value": 100, "unit": "g/L", "comparator": "<")").value ==
        Range::below(100));
  CHECK(patient.records[0].recorded_value == "<100");
  CHECK(observation(R"("fact": "C3", "value": "100", "unit": "g/L", "operator": "gte")").value ==
        Range::at_least(100));
  CHECK(observation(R"("fact": "C3", "value": "<100", "unit": "g/L", "comparator": "<")").value ==
        Range::below(100));
  CHECK(observation(R"("fact": "C3", "value": 100, "unit": "g/L", "comparator": "=")").value ==
        Range::exactly(100));
  CHECK(observation(R"("fact": "C3", "value": 100, "unit": "g/L", "comparator": "~")").flaw ==
        Flaw::bad_value);
  CHECK(observation(R"("fact": "C3", "value": 0, "unit": "g/L", "dataAbsentReason": "unknown")").flaw ==
        Flaw::bad_value);
  CHECK(observation(R"("fact": "C3", "value": 1, "unit": "g/L", "negated": true)").flaw == Flaw::bad_value);
}

namespace {

/// How many of the observations count, and how many of them may be another one over again.
struct Events {
  int there = 0;
  int unconfirmed = 0;
  int repeats = 0;
  friend bool operator==(const Events&, const Events&) = default;
};

Events events(Reading& reading, const std::string& records) {
  REQUIRE(reading.parse(R"({"patient": "P", "observations": [)" + records + "]}"));
  Events result;
  for (const Record& one : reading.patient.records) {
    if (one.status == RecordStatus::void_) continue;
    ++result.there;
    if (one.flaw == Flaw::unconfirmed) ++result.unconfirmed;
    if (one.may_repeat) ++result.repeats;
  }
  return result;
}

std::string complement(const std::string& value, const std::string& more) {
  return R"({"fact": "C3", "unit": "g/L", "value": )" + value + ", " + more + "}";
}

}  // namespace

TEST_CASE_FIXTURE(Reading, "identity: one event is one record") {
  const std::string eight = R"("date": "2025-06-20T08:00:00Z")";
  const std::string ten = R"("date": "2025-06-20T10:00:00+02:00")";
  const std::string day = R"("date": "2025-06-20")";
  CHECK(events(*this, complement("1", eight) + "," + complement("1.0", ten)) == Events{1, 0, 0});
  CHECK(events(*this, complement("1", eight) + R"(,{"fact": "C3", "unit": "mg/L", "value": 1000, )" + eight +
                          "}") == Events{1, 0, 0});
  CHECK(events(*this, complement("1", eight) + "," + complement("2", eight)) == Events{2, 0, 0});
  CHECK(events(*this, complement("1", eight) + "," + complement("1", R"("date": "2025-06-20T09:00:00Z")")) ==
        Events{2, 0, 0});
  CHECK(events(*this, complement("1", day) + "," + complement("1", day)) == Events{2, 0, 1});
  CHECK(events(*this, complement("1", day) + "," + complement("1", eight)) == Events{2, 0, 1});
  CHECK(events(*this, complement("1", day) + "," + complement("2", day)) == Events{2, 0, 0});
  CHECK(events(*this, complement("1", day) + "," + complement("1", R"("date": "2025-06-21")")) ==
        Events{2, 0, 0});
  CHECK(events(*this, complement("1", day) + "," + complement("1", R"("date": "2025-06")")) ==
        Events{2, 0, 1});
  CHECK(events(*this, complement("1", day + R"(, "id": "a")") + "," +
                          complement("1", day + R"(, "id": "a")")) == Events{1, 0, 0});
  CHECK(events(*this, complement("1", day + R"(, "method": "ELISA")") + "," +
                          complement("1", day + R"(, "method": "Farr")")) == Events{2, 0, 0});
}

TEST_CASE_FIXTURE(Reading, "identity: what was replaced does not count") {
  const std::string eight = R"("date": "2025-06-20T08:00:00Z", "status": )";
  const std::string day = R"("date": "2025-06-20", "status": )";
  CHECK(events(*this, complement("1", eight + R"("preliminary")")) == Events{1, 1, 0});
  CHECK(events(*this, complement("1", eight + R"("preliminary")") + "," +
                          complement("9", eight + R"("corrected")")) == Events{1, 0, 0});
  CHECK(events(*this, complement("1", eight + R"("final")") + "," +
                          complement("9", eight + R"("amended")")) == Events{1, 0, 0});
  CHECK(events(*this, complement("1", day + R"("final")") + "," + complement("9", day + R"("amended")")) ==
        Events{2, 1, 0});
  CHECK(events(*this, complement("1", day + R"("final", "id": "a")") + "," +
                          complement("9", day + R"("final", "id": "b", "replaces": "a")")) ==
        Events{1, 0, 0});
  CHECK(events(
            *this,
            complement("1", day + R"("final", "id": "a")") + "," +
                complement("9", day + R"("final", "id": "b", "replaces": [{"reference": "Observation/a"}])") +
                "," + complement("5", day + R"("final", "id": "c", "supersedes": "b")")) == Events{1, 0, 0});
  CHECK(events(*this, complement("1", day + R"("final", "id": "a", "replaces": "b")") + "," +
                          complement("9", day + R"("final", "id": "b", "replaces": "a")")) ==
        Events{2, 2, 0});
  CHECK(events(*this, complement("1", day + R"("final", "id": "a")") + "," +
                          complement("9", day + R"("final", "id": "a")")) == Events{2, 2, 0});
}
