#include "runtime/values/characters.h"

#include <doctest/doctest.h>

#include "runtime/words/json_writer.h"
#include "tools/eligo/screen/patient_ids.h"

using namespace eligo;

TEST_CASE("what a terminal obeys or does not show is shown as a mark") {
  CHECK(harmless("plain, größe, 年齢") == "plain, größe, 年齢");
  CHECK(harmless("a😀b \U00010000 \u0800 \u0080") == "a😀b \U00010000 \u0800 �");
  CHECK(harmless("a\x1b[31mb") == "a�[31mb");
  CHECK(harmless("a\u009bb\x7f\n") == "a�b��");
  CHECK(harmless("a\u202eb\u200bc") == "a�b�c");
  CHECK(harmless("a\xff"
                 "b\xe2\x80") == "a�b��");
  CHECK(harmless("\xc0\x80 \xf8\x80") == "� ��");
}

TEST_CASE("JSON writes control characters of Latin-1 as escapes, and its other letters as they are") {
  JsonWriter out;
  out.text("µ\u0080\u009f\u00a0é\x7f\x1f");
  CHECK(out.take() == "\"µ\\u0080\\u009f\u00a0é\\u007f\\u001f\"");
}

TEST_CASE("patients of one id are told, with the place of the first") {
  PatientIds ids;
  for (std::size_t line = 1; line <= 1000; ++line)
    CHECK(ids.add("P-" + std::to_string(line), "one.ndjson", line).empty());
  CHECK(ids.add("P-7", "one.ndjson", 1001).find("the one in line 7;") != std::string::npos);
  CHECK(ids.add("P-7", "two.ndjson", 1).find("the one in line 7 of one.ndjson;") != std::string::npos);
  CHECK(ids.add("line 5", "two.ndjson", 5).find("no id") != std::string::npos);
  CHECK(ids.add("line 5", "two.ndjson", 6).empty());
}
