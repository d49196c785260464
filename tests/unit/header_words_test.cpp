// The words of a protocol's head: a mistake at any of them is reported on its own line.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"

namespace eligo {
namespace {

const std::vector<std::string> words = {"title",    "sponsor",    "version", "status",   "summary",
                                        "keywords", "sexes",      "ages",    "location", "launched",
                                        "updated",  "completion", "source",  "note"};

Compilation compiled(const std::string& text) {
  CompileOptions options;
  options.texts["criteria/test.crit"] = text;
  return compile_file("criteria/test.crit", options);
}

std::uint32_t line_of(const std::string& text, std::uint32_t offset) {
  return 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + offset, '\n'));
}

/// The one mistake of the text, on this line.
void check_mistake(const std::string& text, const std::string& code, std::uint32_t line) {
  CAPTURE(text);
  const Compilation found = compiled(text);
  REQUIRE(found.diagnostics.size() == 1);
  CHECK(found.diagnostics[0].code == code);
  CHECK(line_of(text, found.diagnostics[0].span.begin) == line);
}

}  // namespace

TEST_CASE("a wrong value is reported at the word's own line, whichever the word") {
  for (const std::string& word : words)
    check_mistake("protocol TEST\n  as of screening\n  " + word + " 5\n  note \"last\"\n", "E0101", 3);
}

TEST_CASE("a text left open before any of the words is reported where it opens") {
  for (const std::string& word : words)
    check_mistake("protocol TEST\n  note \"first\"\n  summary \"left open\n  " + word +
                      " \"a text\"\n  note \"last\"\n",
                  "E0102", 3);
}

TEST_CASE("a text may end in any of the words on a line of its own") {
  for (const std::string& word : words) {
    CAPTURE(word);
    for (const auto& one :
         compiled("protocol TEST\n  note \"the patient's\n    " + word + "\"\n").diagnostics)
      CHECK(one.code.substr(0, 3) != "E01");
  }
}

}  // namespace eligo
