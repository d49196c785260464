#include <doctest/doctest.h>

#include <string>

#include "eligo/compile.h"
#include "eligo/eligo.h"

/// Patients that cannot be as recorded, by what nobody understands of them.
namespace eligo {
namespace {

constexpr std::string_view trial = R"(protocol CANNOT-BE
  title   "contradictions"
  version "1"
  sponsor "nobody"
  as of   screening

anchor screening "screening visit"
attribute sex one of { female; male }
attribute death-date "date of death" date
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

/// Of the first criterion; `rest` of the document stands beside a cancer.
Status status_of_cancer(const std::string& rest, const std::string& entry) {
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

TEST_CASE("contradictions: an entry that is not understood is of a day, too") {
  const std::string after = R"({"fact": "zzyzx", "onset": "2025-09-01"})";
  CHECK(status_of_cancer(R"("death-date": "2025-10-01")", after) == Status::met);
  CHECK(status_of_cancer(R"("death-date": "2025-08-01")", after) == Status::unknown);
}

}  // namespace eligo
