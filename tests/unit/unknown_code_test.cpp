#include <doctest/doctest.h>

#include <string>

#include "eligo/compile.h"
#include "eligo/eligo.h"

/// What a code says of an entry whose name nobody understands.
namespace eligo {
namespace {

constexpr std::string_view trial = R"(protocol CODES
  title   "codes"
  version "1"
  sponsor "nobody"
  as of   screening

anchor screening "screening visit"
condition cancer
  codes ICD-10 C00-C97
treatment methotrexate
  codes ATC L04AX03

exclusion DRUG "methotrexate"
  receiving methotrexate
exclusion CANCER "cancer"
  active cancer
)";

/// Of the criterion, for an entry with the code in a list that is complete.
Status status(std::size_t criterion, const std::string& list, const std::string& entry) {
  const CompiledProtocol compiled = compile_text(trial, "codes.crit", {});
  REQUIRE(compiled.protocol);
  auto screener = Screener::make(*compiled.protocol);
  REQUIRE(screener);
  Screening screening;
  const std::string document = R"({"patient": "P", "anchors": {"screening": "2025-06-30"}, "complete": [")" +
                               list + R"("], ")" + list + R"(": [{)" + entry + "}]}";
  REQUIRE_FALSE(screener->screen(document, screening));
  return screening.criteria()[criterion].status;
}

Status of_drug(const std::string& code) {
  return status(
      0, "treatments",
      R"("fact": "zzyzx", "start": "2025-01-01", "ongoing": true, "code": {"system": "ATC", "code": ")" +
          code + R"("})");
}

Status of_cancer(const std::string& system, const std::string& code) {
  return status(1, "conditions",
                R"("onset": "2020", "status": "active", "code": {"system": ")" + system + R"(", "code": ")" +
                    code + R"("})");
}

}  // namespace

TEST_CASE("unknown codes: what is no code of its system rules out nothing") {
  CHECK(of_drug("L04AX03") == Status::met);
  CHECK(of_drug("A10BA02") == Status::not_met);
  CHECK(of_drug("L04AX") == Status::unknown);  // a broader group
  for (const char* none : {"N/A", "unknown", "none", "-", "0", "other", "methotrexate", "ATC:L04AX03",
                           "LO4AX03", "L04-AX-03", "99999"}) {
    CAPTURE(std::string(none));
    CHECK(of_drug(none) == Status::unknown);
  }
  CHECK(of_cancer("ICD-10", "I10") == Status::not_met);
  for (const char* none : {"unknown", "II", "174.9", "(C50.9)", "I10; C50.9", "A00-Z99"}) {
    CAPTURE(std::string(none));
    CHECK(of_cancer("ICD-10", none) == Status::unknown);
  }
}

TEST_CASE("unknown codes: what is no code of its system is not taken in by a broader one") {
  CHECK(of_cancer("ICD-10-CM", "C50.911") == Status::met);
  CHECK(of_cancer("ICD-10-GM", "C50.9") == Status::met);
  CHECK(of_cancer("ICD-10", "C00-C97") == Status::met);  // as the vocabulary has it
  CHECK(of_cancer("ICD-10", "C50.-") == Status::met);
  CHECK(of_cancer("ICD-10", "I10.-") == Status::not_met);
  CHECK(of_cancer("ICD-10-CM", "C00-D49") == Status::unknown);
  CHECK(of_cancer("ICD-10", "C5O.9") == Status::unknown);
  for (const char* marked : {"C50.9 V", "C50.9 Z", "C50.9 A", "C50.9 G", "C50.9V"}) {
    CAPTURE(std::string(marked));
    CHECK(of_cancer("ICD-10-GM", marked) == Status::unknown);
  }
}

}  // namespace eligo
