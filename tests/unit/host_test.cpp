#include <doctest/doctest.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <string>

#include "eligo/compile.h"
#include "eligo/eligo.h"

namespace eligo {
namespace {

constexpr std::string_view trial = R"(protocol DOOR
  title   "front door"
  version "1"
  sponsor "nobody"
  as of   enrolment

use lab

inclusion I1 "Aged 18 or older"
  age >= 18 years

inclusion I2 "ALT of at most 3 times the upper limit of normal"
  most recent ALT <= 3 x ULN
  reading R-I2 "at most 100 U/L" most recent ALT <= 100 U/L
)";

constexpr std::string_view lab = R"(library lab

anchor enrolment "day of enrolment"
attribute birth-date date
observation ALT "alanine aminotransferase" in U/L with normal range
  plausible 5 to 50000 U/L
)";

CompiledProtocol compile_trial(std::string_view text = trial) {
  CompileRequest request;
  request.libraries = [](const std::string& name) -> std::optional<std::string> {
    if (name == "lab") return std::string(lab);
    return std::nullopt;
  };
  return compile_text(text, "door.crit", request);
}

Protocol the_protocol() {
  const CompiledProtocol compiled = compile_trial();
  for (const Diagnostic& diagnostic : compiled.diagnostics) INFO(diagnostic_text(diagnostic, compiled.files));
  REQUIRE(compiled.protocol);
  return *compiled.protocol;
}

Patient patient_of(std::string_view id, std::string_view birth_date) {
  Patient patient(id);
  patient.anchor("enrolment", "2025-06-30");
  patient.attribute("birth-date", birth_date);
  return patient;
}

Observation alt(double value) {
  return {.fact = "ALT",
          .value = value,
          .unit = "U/L",
          .date = "2025-06-20",
          .low = std::int64_t{0},
          .high = std::int64_t{40}};
}

TEST_CASE("a protocol is compiled from memory, its libraries from a loader") {
  const Protocol protocol = the_protocol();
  CHECK(protocol.name() == "DOOR");
  CHECK(protocol.as_of() == "enrolment");
  REQUIRE(protocol.criteria().size() == 2);
  CHECK(protocol.criteria()[1].id == "I2");
  CHECK(protocol.criteria()[1].readings.front() == "R-I2");
}

TEST_CASE("where lint rules run, too, a protocol with findings is a protocol") {
  CompileRequest request;
  request.libraries = [](const std::string&) { return std::string(lab); };
  request.wants_lint = true;
  const CompiledProtocol compiled = compile_text(
      std::string(trial) + "\ninclusion I3 \"Old enough\"\n  age >= 18 years\n", "door.crit", request);
  CHECK_FALSE(compiled.diagnostics.empty());
  REQUIRE(compiled.protocol);
  CHECK(compiled.protocol->criteria().size() == 3);
}

TEST_CASE("a mistake of the text is a diagnostic, and there is no protocol") {
  const CompiledProtocol compiled = compile_trial("protocol X\n  as of nowhere\n\nuse missing\n");
  CHECK(compiled.has_errors());
  REQUIRE(!compiled.diagnostics.empty());
  CHECK(diagnostic_text(compiled.diagnostics.front(), compiled.files).find("missing") != std::string::npos);
}

TEST_CASE("a loader that throws is an error in words") {
  CompileRequest request;
  request.libraries = [](const std::string&) -> std::optional<std::string> {
    throw std::runtime_error("no network");
  };
  CHECK(compile_text(trial, "door.crit", request).unreadable == "no network");
}

TEST_CASE("a patient built by code and the same one as JSON get the same answer") {
  auto screener = Screener::make(the_protocol());
  REQUIRE(screener);
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(40));
  const auto by_code = screener->screen(patient);
  REQUIRE(by_code);
  CHECK(by_code->patient() == "P-1");
  CHECK(by_code->verdict() == Verdict::eligible);
  const auto by_json = screener->screen(
      R"({"patient": "P-1", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": "1990-01-01"},
          "observations": [{"fact": "ALT", "value": 40, "unit": "U/L", "date": "2025-06-20", "reference": {"low": 0, "high": 40}}]})");
  REQUIRE(by_json);
  CHECK(by_json->verdict() == Verdict::eligible);
}

TEST_CASE("an open outcome says why, and what to ask for") {
  auto screener = Screener::make(the_protocol());
  const auto screening = screener->screen(patient_of("P-1", "1990-01-01"));
  REQUIRE(screening);
  CHECK(screening->verdict() == Verdict::undetermined);
  const CriterionResult* criterion = screening->criterion("I2");
  REQUIRE(criterion != nullptr);
  CHECK(criterion->status == Status::unknown);
  REQUIRE(!criterion->reasons.empty());
  CHECK(criterion->reasons.front().fact == "ALT");
  const auto questions = screener->ask(*screening);
  REQUIRE(questions);
  REQUIRE(questions->size() == 1);
  CHECK(questions->front().criteria.front() == "I2");
  CHECK(questions->front().settles_alone);
}

TEST_CASE("no answer can come from another patient") {
  auto screener = Screener::make(the_protocol());
  Patient young = patient_of("young", "2015-01-01");
  Patient old = patient_of("old", "1950-01-01");
  Screening first;
  Screening second;
  REQUIRE(!screener->screen(young, first));
  REQUIRE(!screener->screen(old, second));
  CHECK(first.patient() == "young");
  CHECK(first.verdict() == Verdict::ineligible);
  CHECK(second.patient() == "old");

  const auto stale = screener->explain(first, "I1");
  REQUIRE(!stale);
  CHECK(stale.error().code == "screening-stale");
  CHECK(screener->explain(second, "I1"));

  auto other = Screener::make(the_protocol());
  REQUIRE(!other->screen(young, first));
  CHECK(!screener->ask(first));
}

TEST_CASE("after an error the screening is empty: no verdict of the patient before is left") {
  auto screener = Screener::make(the_protocol());
  Screening screening;
  REQUIRE(!screener->screen(patient_of("P-1", "2015-01-01"), screening));
  CHECK(screening.verdict() == Verdict::ineligible);
  const Error error = screener->screen("{\"patient\": \"P-2\", ", screening);
  CHECK(error.code == "document-unreadable");
  CHECK(error.place.find("line 1") == 0);
  CHECK(screening.is_empty());
  CHECK(screening.patient().empty());
  CHECK(screening.verdict() == Verdict::undetermined);
  CHECK(!screener->json(screening));
}

TEST_CASE("a document beyond the limit is an error") {
  ScreenerOptions options;
  options.limits.document_bytes = 10;
  auto screener = Screener::make(the_protocol(), options);
  Screening screening;
  CHECK(screener->screen(patient_of("P-1", "1990-01-01"), screening).code == "document-too-large");
}

TEST_CASE("a cancelled screening is an error, not an answer") {
  std::atomic<bool> cancelled = true;
  ScreenerOptions options;
  options.cancelled = &cancelled;
  auto screener = Screener::make(the_protocol(), options);
  Screening screening;
  CHECK(screener->screen(patient_of("P-1", "1990-01-01"), screening).code == "cancelled");
  CHECK(screening.is_empty());
  cancelled = false;
  CHECK(!screener->screen(patient_of("P-1", "1990-01-01"), screening));
}

TEST_CASE("a reading is chosen by its name") {
  ScreenerOptions options;
  options.readings = {"R-I2"};
  auto screener = Screener::make(the_protocol(), options);
  REQUIRE(screener);
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(110));
  const auto screening = screener->screen(patient);
  REQUIRE(screening);
  CHECK(screening->criterion("I2")->status == Status::not_met);
  CHECK(screening->criterion("I2")->reading == "R-I2");
  options.readings = {"R-I3"};
  const auto unknown = Screener::make(the_protocol(), options);
  REQUIRE(!unknown);
  CHECK(unknown.error().message.find("R-I2") != std::string::npos);
}

TEST_CASE("options are set by their names, all limits among them") {
  ScreenerOptions options;
  const auto set = [&](std::string_view name, std::string_view value) {
    return set_option(options, name, value).code;
  };
  CHECK(set("reading", "R-I2").empty());
  CHECK(set("dictionary", "text").empty());
  CHECK(set("anchor", "enrolment=2025-06-30").empty());
  CHECK(set("complete", "conditions").empty());
  for (const char* limit :
       {"document-bytes=1", "nesting=2", "records=3", "unknown-facts=4", "pairs=5", "cases=6", "steps=7"})
    CHECK(set("limit", limit).empty());
  CHECK(options.readings == std::vector<std::string>{"R-I2"});
  CHECK(options.dictionary == "text");
  CHECK(options.anchors == std::vector<std::string>{"enrolment=2025-06-30"});
  CHECK(options.complete == std::vector<std::string>{"conditions"});
  CHECK(options.limits.document_bytes == 1);
  CHECK(options.limits.nesting == 2);
  CHECK(options.limits.records == 3);
  CHECK(options.limits.unknown_facts == 4);
  CHECK(options.limits.pairs == 5);
  CHECK(options.limits.cases == 6);
  CHECK(options.limits.steps == 7);

  for (const char* limit : {"", "steps", "steps=", "steps=0", "steps=-1", "steps=1e3", "stpes=1",
                            "nesting=101", "steps=99999999999999999999"})
    CHECK(set("limit", limit) == "limit-invalid");
  CHECK(options.limits.steps == 7);
  CHECK(set("Limit", "steps=1") == "option-unknown");
}

constexpr std::string_view in_fhir = R"({"resourceType": "Bundle", "type": "collection", "entry": [
  {"resource": {"resourceType": "Patient", "id": "P-1", "birthDate": "2007-07-01"}},
  {"resource": {"resourceType": "Observation", "id": "1", "status": "final", "subject": {"reference": "Patient/P-1"},
    "code": {"text": "ALT"}, "effectiveDateTime": "2025-06-20", "valueQuantity": {"value": 40, "unit": "U/L"},
    "referenceRange": [{"high": {"value": 40, "unit": "U/L"}}]}}]})";

TEST_CASE("a patient in FHIR is screened on the day that the host says") {
  const auto verdict_on = [](const std::vector<std::string>& anchors) {
    ScreenerOptions options;
    options.anchors = anchors;
    auto screener = Screener::make(the_protocol(), options);
    REQUIRE(screener);
    const auto screening = screener->screen(in_fhir);
    REQUIRE(screening);
    CHECK(screening->patient() == "P-1");
    return screening->verdict();
  };
  CHECK(verdict_on({}) == Verdict::undetermined);
  CHECK(verdict_on({"enrolment=2025-06-30"}) == Verdict::ineligible);
  CHECK(verdict_on({"enrolment=2025-07-01"}) == Verdict::eligible);
}

TEST_CASE("the host's days and lists are of patients in FHIR alone, and must be understood") {
  ScreenerOptions options;
  options.anchors = {"enrolment=2000-06-30"};
  options.complete = {"observations", "conditions=2020..", "treatments=..2025-01-01"};
  auto screener = Screener::make(the_protocol(), options);
  REQUIRE(screener);
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(40));
  CHECK(screener->screen(patient)->verdict() == Verdict::eligible);

  for (const char* anchor : {"enrolment", "enrolment=soon", "screening=2025-06-30", ""}) {
    options.anchors = {anchor};
    const auto made = Screener::make(the_protocol(), options);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == "anchor-invalid");
  }
  options.anchors = {};
  for (const char* list : {"conditions=2020", "conditions=2020..soon"}) {
    options.complete = {list};
    const auto made = Screener::make(the_protocol(), options);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == "complete-invalid");
  }
}

TEST_CASE("other readings tell how they would change the verdict") {
  auto screener = Screener::make(the_protocol());
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(110));
  const auto screening = screener->screen(patient);
  CHECK(screening->verdict() == Verdict::eligible);
  const auto readings = screener->readings(*screening);
  REQUIRE(readings);
  REQUIRE(readings->size() == 1);
  CHECK(readings->front().reading == "R-I2");
  CHECK(readings->front().verdict == Verdict::ineligible);
}

TEST_CASE("what JSON cannot write is unusable, never absent or another value") {
  auto screener = Screener::make(the_protocol());
  Patient patient = patient_of("P \"1\"\n", "1990-01-01");
  patient.add(alt(std::numeric_limits<double>::quiet_NaN()));
  const auto screening = screener->screen(patient);
  REQUIRE(screening);
  CHECK(screening->patient() == "P \"1\"\n");
  CHECK(screening->criterion("I2")->status == Status::unknown);
  CHECK(!screening->criterion("I2")->reasons.empty());
}

TEST_CASE("a cleared patient keeps nothing of the one before") {
  auto screener = Screener::make(the_protocol());
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(40));
  CHECK(screener->screen(patient)->verdict() == Verdict::eligible);
  patient.clear("P-2");
  const auto screening = screener->screen(patient);
  REQUIRE(screening);
  CHECK(screening->patient() == "P-2");
  CHECK(screening->verdict() == Verdict::undetermined);
}

TEST_CASE("what is added to a patient from JSON stands beside the document's own facts") {
  auto screener = Screener::make(the_protocol());
  Patient patient = Patient::from_json(R"({"patient": "P-1", "anchors": {"enrolment": "2025-06-30"},
      "attributes": {"birth-date": "1990-01-01"}} )");
  patient.add(alt(40));
  const auto screening = screener->screen(patient);
  REQUIRE(screening);
  CHECK(screening->patient() == "P-1");
  CHECK(screening->verdict() == Verdict::eligible);
}

TEST_CASE("a saved protocol is loaded as it was") {
  const Result<Protocol> loaded = load_protocol(*save_protocol(the_protocol()));
  REQUIRE(loaded);
  CHECK(loaded->digest() == the_protocol().digest());
  CHECK(loaded->criteria().size() == 2);
  auto screener = Screener::make(*loaded);
  Patient patient = patient_of("P-1", "1990-01-01");
  patient.add(alt(40));
  CHECK(screener->screen(patient)->verdict() == Verdict::eligible);
  CHECK(!load_protocol("no plan"));
  CHECK(load_protocol_file("/no/such/file").error().code == "file-unreadable");
}

}  // namespace
}  // namespace eligo
