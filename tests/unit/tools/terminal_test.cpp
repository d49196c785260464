#include "tools/eligo/terminal/terminal.h"

#include <doctest/doctest.h>

namespace eligo {

TEST_SUITE("tools: text on a terminal") {
  TEST_CASE("the width of text is counted in columns, not in bytes") {
    CHECK(display_width("ALT") == 3);
    CHECK(display_width("≥ µ –") == 5);
    CHECK(display_width("東京") == 4);
    CHECK(display_width("e\u0301") == 1);  // e and a combining accent
    CHECK(display_width("\033") == 0);
    CHECK(display_width("\xff\xfe") == 2);  // broken bytes take a column each
  }

  TEST_CASE("what is cut short ends with an ellipsis, and never inside a character") {
    CHECK(shortened("Serum ALT", 20) == "Serum ALT");
    CHECK(shortened("Serum ALT", 6) == "Serum…");
    CHECK(shortened("Serum ALT", 7) == "Serum…");  // no space before the ellipsis
    CHECK(shortened("≥≥≥≥", 3) == "≥≥…");
    CHECK(shortened("東京都", 4) == "東…");
    CHECK(shortened("Serum", 0).empty());
  }

  TEST_CASE("text is wrapped at spaces, and words longer than a line are cut") {
    CHECK(wrapped("one two  three\nfour", 9) == std::vector<std::string>{"one two", "three", "four"});
    CHECK(wrapped("", 20) == std::vector<std::string>{""});
    CHECK(wrapped("abcdefghijkl mno", 8) == std::vector<std::string>{"abcdefgh", "ijkl mno"});
    CHECK(wrapped("abcdefghijklmnop", 8) == std::vector<std::string>{"abcdefgh", "ijklmnop"});
    for (const std::string& line :
         wrapped("ein „Satz“ mit µ, ≥ und langen Wörtern wie Donaudampfschiff", 12)) {
      CHECK(display_width(line) <= 12);
    }
  }

  TEST_CASE("numbers are grouped and counted in words") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(counted(1, "patient", "patients") == "1 patient");
    CHECK(counted(0, "patient", "patients") == "0 patients");
  }

  TEST_CASE("cells are filled up to their width") {
    CHECK(padded("µ", 3) == "µ  ");
    CHECK(padded_left("µ", 3) == "  µ");
    CHECK(padded("wide", 2) == "wide");
  }

  TEST_CASE("control characters of the data never reach the terminal") {
    CHECK(harmless("a\033[31mb") == "a�[31mb");
    CHECK(harmless("tab\tnewline\n") == "tab�newline�");
    CHECK(harmless("\u009b"
                   "31m") == "�31m");  // the one-byte form of an escape sequence
    CHECK(harmless("≥ 5 µg") == "≥ 5 µg");
    CHECK(harmless("a\xff\xa0z\xe2\x89") == "a��z��");
  }

  TEST_CASE("colours appear only where the style has them") {
    CHECK(paint("met", Tone::good, {}) == "met");
    CHECK(paint("met", Tone::good, {true, 100}) == "\033[32mmet\033[0m");
    CHECK(paint("met", Tone::plain, {true, 100}) == "met");
    CHECK(paint("", Tone::bad, {true, 100}).empty());
  }
}

}  // namespace eligo
