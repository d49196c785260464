// Places where white space or `;` means something, so that the layout must not touch it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "eligo/format.h"

namespace {

std::string laid_out(std::string_view source) {
  const eligo::Formatted formatted = *eligo::format_source(source);
  CHECK(formatted.diagnostics.empty());
  CHECK_FALSE(formatted.is_refused);
  CHECK(eligo::format_source(formatted.text)->text == formatted.text);
  return formatted.text;
}

}  // namespace

TEST_CASE("a `;` stays where the next item could be read as going on with the last") {
  CHECK(laid_out("derive a in kg\n  value sum of {\n 5;-3 }\n") ==
        "derive a in kg\n  value sum of {\n    5;\n    -3\n  }\n");
  CHECK(laid_out("inclusion I1\n all of { most recent LVEF > 45;\n predicted;\n}\n") ==
        "inclusion I1\n  all of {\n    most recent LVEF > 45;\n    predicted\n  }\n");
}

TEST_CASE("a word on the line after a number does not become its unit") {
  CHECK(laid_out("inclusion I1\n  most recent FVC < 45\n  predicted\n") ==
        "inclusion I1\n  most recent FVC < 45\n    predicted\n");
}

TEST_CASE("a word that begins blocks does not come to stand at the head of a line") {
  CHECK(laid_out("attribute role one of { control; case;\n other }\n") ==
        "attribute role one of {\n  control; case\n  other\n}\n");
  CHECK(laid_out("attribute role one of { case; condition }\n") ==
        "attribute role one of { case; condition }\n");
}

TEST_CASE("the words of a reason are kept to the end of the line") {
  CHECK(laid_out("case \"a\"\n  expect I1 unknown because no  ALT ×   # why\n  expect I2 met\n") ==
        "case \"a\"\n  expect I1 unknown because no  ALT ×  # why\n  expect I2 met\n");
}

TEST_CASE("quotes inside a text keep their number") {
  CHECK(laid_out("inclusion I1 “a \"severe\" form”\n  a\n") ==
        "inclusion I1 \"a \"\"severe\"\" form\"\n  a\n");
  CHECK(laid_out("inclusion I1 \"a \"\"severe\"\" form\"\n  a\n") ==
        "inclusion I1 \"a \"\"severe\"\" form\"\n  a\n");
  CHECK(laid_out("inclusion I1 „Alter # ab 18“\n  a\n") == "inclusion I1 \"Alter # ab 18\"\n  a\n");
}

TEST_CASE("empty lists, empty files of comments, and missing line ends are laid out too") {
  CHECK(laid_out("group g {\n}") == "group g {}\n");
  CHECK(laid_out("\n\n# first\n\n\n# second\nuse a/b   # third\n\n\n# last") ==
        "# first\n\n# second\nuse a/b  # third\n\n# last\n");
}

TEST_CASE("a bracket without end or beginning leaves the file as it is, with its error") {
  const std::string source = "inclusion  I1\n  any of { a\n";
  const eligo::Formatted formatted = *eligo::format_source(source);
  CHECK(formatted.text == source);
  CHECK(formatted.diagnostics.size() == 1);
}

TEST_CASE("lines that end as on other systems are ended alike, also inside texts") {
  CHECK(laid_out("inclusion I1 \"a\r\n  b\"\r\n\r\n\r\n  a # c\r\n") ==
        "inclusion I1 \"a\n              b\"\n\n  a  # c\n");
}
