#include <doctest/doctest.h>

#include <string>

#include "eligo/compile.h"
#include "eligo/eligo.h"

/// What stands in a document under keys that nobody understands, or in place of a list.
namespace eligo {
namespace {

constexpr std::string_view trial = R"(protocol LISTS
  title   "lists"
  version "1"
  sponsor "nobody"
  as of   screening

anchor screening "screening visit"
observation platelets in 10*9/L
condition cancer
treatment methotrexate

inclusion LATEST "platelets"
  most recent platelets >= 100 10*9/L
exclusion DRUG "methotrexate"
  receiving methotrexate
exclusion ASSUMED "cancer"
  ever cancer
  assume no cancer if not recorded because "asked"
)";

struct Outcome {
  Status latest, drug, assumed;
  bool operator==(const Outcome&) const = default;
};

/// `rest` of the document stands beside a good result and a complete list of no drugs.
Outcome outcome(const std::string& rest) {
  const CompiledProtocol compiled = compile_text(trial, "lists.crit", {});
  REQUIRE(compiled.protocol);
  auto screener = Screener::make(*compiled.protocol);
  REQUIRE(screener);
  Screening screening;
  const std::string document =
      R"({"patient": "P", "anchors": {"screening": "2025-06-30"}, "observations": [)"
      R"({"fact": "platelets", "value": 150, "unit": "10*9/L", "date": "2025-05-01"}])" +
      rest + "}";
  REQUIRE_FALSE(screener->screen(document, screening));
  const auto& criteria = screening.criteria();
  return {criteria[0].status, criteria[1].status, criteria[2].status};
}

const std::string no_drugs = R"(, "treatments": [], "complete": ["treatments"])";
constexpr Outcome settled{Status::met, Status::not_met, Status::not_met};
constexpr Outcome open{Status::unknown, Status::unknown, Status::unknown};

}  // namespace

TEST_CASE("unknown lists: what holds anything may hold any record") {
  REQUIRE(outcome(no_drugs) == settled);
  for (const char* part :
       {R"("labs": [{"fact": "platelets", "value": 50}])", R"("results": [{"test": "PLT"}])",
        R"("medications": [{"drug": "methotrexate", "start": "2025-01-01"}])",
        R"("medications": ["methotrexate"])", R"("medications": {"methotrexate": "daily"})",
        R"("medicationStatements": [{"medicationCodeableConcept": {"text": "methotrexate"}}])",
        R"("observation": [{"fact": "platelets", "value": 50}])", R"("medications": [null])"}) {
    CAPTURE(std::string(part));
    CHECK(outcome(no_drugs + ", " + part) == open);
  }
  for (const char* part : {R"("labs": [])", R"("labs": {})", R"("labs": null)", R"("site": "03")",
                           R"("name": [{"family": "F"}])", R"("meta": {"versionId": "1"})"}) {
    CAPTURE(std::string(part));
    CHECK(outcome(no_drugs + ", " + part) == settled);
  }
}

TEST_CASE("unknown lists: a record that is there settles what it settles") {
  const Outcome beside =
      outcome(no_drugs + R"(, "conditions": [{"fact": "cancer", "onset": "2020"}], "labs": [{"x": 1}])");
  CHECK(beside == Outcome{Status::unknown, Status::unknown, Status::met});
}

TEST_CASE("unknown lists: capitals do not matter") {
  const std::string cancer = R"([{"fact": "cancer", "onset": "2020", "status": "active"}])";
  CHECK(outcome(no_drugs + R"(, "Conditions": )" + cancer) ==
        Outcome{Status::met, Status::not_met, Status::met});
  CHECK(outcome(R"(, "Treatments": [], "COMPLETE": ["treatments"])") == settled);
}

TEST_CASE("unknown lists: what is no list, and entries that are no records") {
  const std::string complete = R"(, "complete": ["treatments"])";
  for (const char* part : {R"("treatments": "methotrexate")", R"("treatments": {"methotrexate": "daily"})",
                           R"("treatments": [null])", R"("treatments": ["methotrexate"])"}) {
    CAPTURE(std::string(part));
    CHECK(outcome(complete + ", " + part) == Outcome{Status::met, Status::unknown, Status::not_met});
  }
}

TEST_CASE("complete: an entry that says more closes nothing") {
  for (const char* more :
       {R"("until": "2024-01-01")", R"("through": "2024")", R"("start": "2024-01-01", "end": "2024-12-31")",
        R"("date": "2024-01-01")", R"("asOf": "2024-01-01")", R"("To": "2024-01-01")",
        R"("status": "entered-in-error")", R"("negated": true)", R"("value": false)",
        R"("fact": "cancer")"}) {
    CAPTURE(std::string(more));
    CHECK(outcome(R"(, "complete": [{"list": "treatments", )" + std::string(more) + "}]").drug ==
          Status::unknown);
  }
  CHECK(outcome(R"(, "complete": [{"list": "treatments", "until": null}])").drug == Status::not_met);
}

}  // namespace eligo
