#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

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
  CHECK(is_code("LOCAL", std::string(100, '1')));
  CHECK_FALSE(is_code("LOCAL", std::string(101, '1')));
  for (const char* code : {"two words", "N/A", "unknown", "-", "0"}) CHECK_FALSE(is_code("LOCAL", code));
}

TEST_CASE("codes of hierarchies have the form of their level") {
  const auto is_code = [](const char* name, std::string_view code) {
    const CodeSystem system = code_system(name);
    return is_code_of(system, comparable_code(system, code)) && !is_split(system, code);
  };
  struct {
    const char* system;
    std::vector<const char*> codes, others;
  } const rows[] = {
      {"ATC",
       {"L", "L04", "L04A", "L04AX", "L04AX03", "l04ax03", "L04A X03"},
       {"N/A", "unknown", "none", "-", "0", "other", "methotrexate", "ATC:L04AX03", "LO4AX03", "L04-AX-03",
        "99999", "II", "L04AX0", "L04AX033", ""}},
      {"ICD-10",
       {"C50", "C50.9", "M32.14", "E10.3+", "H36.0*", "G01\u2020", "S72.001A", "T50.0X5A", "M1A.00X0"},
       {"174.9", "(C50.9)", "I10; C50.9", "A00-Z99", "C00-D49", "C5O.9", "unknown", "C50.9 V", "C50.9V",
        "C50.9 Z", "C5", "N/A", "C50/9"}},
      {"ICD-10-CM",
       {"C4A", "C4A.9", "C83.0A", "C50.911", "S72.001A"},
       {"C00-D49", "C5O.9", "CA5", "C50.9 A", "S72.001AB"}},
      {"ICD-10-GM",
       {"C50.9", "F32.11", "U07.1!"},
       {"C50.9 V", "C50.9A", "C50.9Z", "C50.9 G", "C4A", "C50.911"}},
      {"ICD-9-CM", {"174.9", "250.01", "V10.3", "E850", "E850.1"}, {"C50.9", "17", "N/A", "174.911", "V1"}},
      {"ICD-10-PCS", {"0DTJ4ZZ", "0DT"}, {"0DTI4ZZ", "unknown", "none", "0D"}},
      {"OPS", {"5-870", "5-870.0", "8-98f.11"}, {"5870", "N/A", "none", "5-"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.system);
    for (const char* code : row.codes) CHECK_MESSAGE(is_code(row.system, code), code);
    for (const char* code : row.others) CHECK_FALSE_MESSAGE(is_code(row.system, code), code);
  }
}
