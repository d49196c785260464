// CSV files: rows and cells as spreadsheets write them.
#include "runtime/tables/csv.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace eligo::tables {
namespace {

constexpr std::size_t most_bytes = 1000;

/// A file of which each read gives a few bytes.
CsvReader reader(std::string text, Encoding encoding = Encoding::utf8) {
  return CsvReader(
      [text = std::move(text), at = std::size_t{0}](char* buffer, std::size_t size) mutable {
        const std::size_t count = std::min({size, text.size() - at, std::size_t{3}});
        std::memcpy(buffer, text.data() + at, count);
        at += count;
        return count;
      },
      encoding, most_bytes);
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(CsvReader& file) {
  Rows rows;
  CsvRow row;
  while (file.next(row)) rows.push_back(row.cells);
  return rows;
}

std::string error_of(const std::string& text, Encoding encoding = Encoding::utf8) {
  CsvReader file = reader(text, encoding);
  rows_of(file);
  return file.error();
}

}  // namespace

TEST_CASE("cells in quotation marks hold separators, quotation marks and line ends") {
  CsvReader file = reader("a,b\r\n\"x, y\",\"he said \"\"no\"\"\"\r\n\"two\nlines\",1");
  file.set_separator(',');
  CHECK(rows_of(file) == Rows{{"a", "b"}, {"x, y", "he said \"no\""}, {"two\nlines", "1"}});
  CHECK(file.error().empty());
}

TEST_CASE("a row is counted as a spreadsheet counts it, however many lines it takes") {
  CsvReader file = reader("a\n\"1\n2\n3\"\n4\n");
  CsvRow row;
  std::size_t last = 0;
  while (file.next(row)) last = row.number;
  CHECK(last == 3);
}

TEST_CASE("either kind of line end, and a last line without one") {
  for (const char* text : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2"}) {
    CsvReader file = reader(text);
    file.set_separator(',');
    CHECK(rows_of(file) == Rows{{"a", "b"}, {"1", "2"}});
  }
}

TEST_CASE("the byte order mark of UTF-8 is no part of the first cell") {
  CsvReader file = reader("\xEF\xBB\xBFPatNr\n1\n");
  CHECK(rows_of(file) == Rows{{"PatNr"}, {"1"}});
}

TEST_CASE("what is no text of its encoding is refused, and the row is named") {
  CHECK(error_of("a\nM\xFCller\n").find("row 2: it is not valid UTF-8") != std::string::npos);
  CHECK(error_of("a\nx\n\x81\n", Encoding::windows1252).find("row 3") != std::string::npos);
  CHECK(error_of("\xFF\xFE"
                 "a")
            .find("UTF-16") != std::string::npos);
  CHECK(error_of("PK\x03\x04zip").find("spreadsheet") != std::string::npos);
  CHECK(error_of(std::string("a\n\0\n", 4)).find("NUL") != std::string::npos);
  CHECK(error_of("a\n\"never closed\n1\n").find("row 2: a quotation mark is not closed") !=
        std::string::npos);
  CHECK(error_of("a\n" + std::string(2 * most_bytes, 'x')).find("more than 1000 bytes") != std::string::npos);
}

TEST_CASE("a stated encoding is read") {
  CsvReader windows = reader("M\xFCller,\x80,\xB5g\n", Encoding::windows1252);
  windows.set_separator(',');
  CHECK(rows_of(windows) == Rows{{"Müller", "€", "µg"}});
  CsvReader latin = reader("M\xFCller\n", Encoding::latin1);
  CHECK(rows_of(latin) == Rows{{"Müller"}});
}

TEST_CASE("the separator is the one that stands most often in the header") {
  for (const char separator : {',', ';', '\t', '|'}) {
    std::string text = "a;b;c\n1;2,5;3\n";
    std::replace(text.begin(), text.end(), ';', separator);
    CsvReader file = reader(text);
    CsvRow row;
    REQUIRE(file.next(row));
    CHECK(file.separator() == separator);
    CHECK(row.cells == std::vector<std::string>{"a", "b", "c"});
  }
}

}  // namespace eligo::tables
