#include <doctest/doctest.h>

#include "runtime/ingest/systems.h"

using namespace eligo::ingest;

TEST_CASE("a text is a code of its system by its form and check digit") {
  const auto is_code = [](const char* system, std::string_view code) {
    return is_code_of(code_system(system), code);
  };
  for (const char* code : {"363346000", "38341003", "100005", "111111111111111000"})
    CHECK(is_code("SNOMED", code));
  for (const char* code : {"363346001", "363346000:116676008=1", "cancer", "0363346000", "12345", "12006",
                           "1111111111111111008", "480549011", ""})
    CHECK_FALSE(is_code("SNOMED", code));
  CHECK(is_code("LOINC", "1742-6"));
  for (const char* code : {"1742-5", "LP14885-5", "17426", "-6"}) CHECK_FALSE(is_code("LOINC", code));
  for (const char* code : {"6851", "12345678"}) CHECK(is_code("RxNorm", code));
  for (const char* code : {"methotrexate", "123456789", ""}) CHECK_FALSE(is_code("RxNorm", code));
  CHECK(is_code("LOCAL", "TU1.2"));
  CHECK(is_code("LOCAL", std::string(100, 'x')));
  CHECK_FALSE(is_code("LOCAL", std::string(101, 'x')));
  CHECK_FALSE(is_code("LOCAL", "two words"));
}
