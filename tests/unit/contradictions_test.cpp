#include <doctest/doctest.h>

#include <string>

#include "eligo/compile.h"
#include "eligo/eligo.h"

/// Patients that cannot be as recorded, by what nobody understands of them.
namespace eligo {
namespace {

constexpr std::string_view head = R"(protocol CANNOT-BE
  title   "contradictions"
  version "1"
  sponsor "nobody"
  as of   screening

anchor screening "screening visit"
)";

constexpr std::string_view death = R"(attribute deceased yes or no
attribute death-date "date of death" date
)";

constexpr std::string_view criteria = R"(attribute sex one of { female; male }
condition cancer
condition seizure
  lasting at most 60 days
condition pregnancy
  only where sex is female

inclusion I1 "cancer"
  ever cancer
exclusion E1 "seizure or pregnancy"
  any of { ever seizure; ever pregnancy }
)";

/// Of the first criterion; `rest` of the document stands beside a cancer. `declared` are further facts.
Status status_of_cancer(const std::string& rest, const std::string& entry,
                        std::string_view declared = death) {
  const std::string trial = std::string(head) + std::string(declared) + std::string(criteria);
  const CompiledProtocol compiled = compile_text(trial, "cannot-be.crit", {});
  REQUIRE(compiled.protocol);
  auto screener = Screener::make(*compiled.protocol);
  REQUIRE(screener);
  Screening screening;
  const std::string document = R"({"patient": "P", "anchors": {"screening": "2025-06-30"}, "attributes": {)" +
                               rest + R"(}, "conditions": [{"fact": "cancer", "onset": "2024-01-01"}, )" +
                               entry + "]}";
  REQUIRE_FALSE(screener->screen(document, screening));
  return screening.criteria()[0].status;
}

}  // namespace

TEST_CASE("contradictions: what is not understood may be another fact than the one that cannot be") {
  // As a seizure it would have lasted too long, as a pregnancy it would be a man's.
  const std::string dates = R"("onset": "2024-01-01", "resolved": "2024-12-31"})";
  CHECK(status_of_cancer(R"("sex": "male")", R"({"fact": "zzyzx", )" + dates) == Status::met);
  CHECK(status_of_cancer(R"("sex": "male")", R"({"fact": "pregnancy", )" + dates) == Status::unknown);
  CHECK(status_of_cancer("", R"({"fact": "seizure", )" + dates) == Status::unknown);
}

TEST_CASE("contradictions: a patient who may be dead") {
  const std::string entry = R"({"fact": "seizure", "status": "absent"})";
  for (const char* dead :
       {R"("death-date": "01/02/2025")", R"("deceased": "2025-01-01")", R"("deceased": 1)",
        R"("deceased": "died")", R"("deceased": "Dead")", R"("deceased": "maybe")",
        R"("deceased": {"value": true, "status": "preliminary"})", R"("deceasedBoolean": true)",
        R"("deceasedDateTime": "2025-01-01T10:00:00Z")", R"("deceasd": true)",
        R"("deceased-date": "2025-01-01")", R"("vitalStatus": "dead")", R"("date of death": "2025-01-01")",
        R"("deceased": false, "vital-status": "dead")", R"("died": [1])"}) {
    CAPTURE(std::string(dead));
    CHECK(status_of_cancer(dead, entry) == Status::unknown);
    CHECK(status_of_cancer(dead, entry, "") == Status::unknown);
  }
  for (const char* alive :
       {R"("deceased": false)", R"("deceased": 0)", R"("deceased": "alive")", R"("deceasedBoolean": false)",
        R"("deceased": "2025-08-01")", R"("deceasedDateTime": "2025-08-01")", R"("vitalStatus": "Alive")",
        R"("dead": "no")", R"("died": null)", R"("vital-capacity": 3)",
        R"("deceased": false, "deceasedBoolean": "no")",
        R"("deceased": {"value": true, "status": "entered-in-error"})"}) {
    CAPTURE(std::string(alive));
    CHECK(status_of_cancer(alive, entry) == Status::met);
    CHECK(status_of_cancer(alive, entry, "") == Status::met);
  }
}

TEST_CASE("contradictions: a death that stands beside the attributes") {
  const auto beside = [](const std::string& member) {
    return status_of_cancer("}, " + member + R"(, "answers": {)",
                            R"({"fact": "seizure", "status": "absent"})");
  };
  CHECK(beside(R"("deceasedBoolean": false)") == Status::met);
  CHECK(beside(R"("deceasedDateTime": "2025-08-01")") == Status::met);
  CHECK(beside(R"("deceasedBoolean": true)") == Status::unknown);
  CHECK(beside(R"("deceasedDateTime": "2025-01-01")") == Status::unknown);
  CHECK(beside(R"("death-date": "2025-01-01")") == Status::unknown);
  CHECK(beside(R"("vital_status": "died")") == Status::unknown);
  CHECK(beside(R"("demographics": {"deceased": true})") == Status::unknown);
  CHECK(beside(R"("demographics": {"deceased": false})") == Status::met);
}

TEST_CASE("contradictions: an entry that is not understood is of a day, too") {
  const std::string after = R"({"fact": "zzyzx", "onset": "2025-09-01"})";
  CHECK(status_of_cancer(R"("death-date": "2025-10-01")", after) == Status::met);
  CHECK(status_of_cancer(R"("death-date": "2025-08-01")", after) == Status::unknown);
}

}  // namespace eligo
