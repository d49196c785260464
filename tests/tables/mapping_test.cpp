// Mappings: what is wrong with one is said before the first patient.
#include "runtime/tables/mapping.h"

#include <doctest/doctest.h>

#include <string>

#include "compiler/source/compilation.h"
#include "runtime/tables/rows.h"

namespace eligo::tables {
namespace {

const Vocabulary& vocabulary() {
  static const Compilation compilation = compile_file("tests/tables/twists/twists.crit");
  REQUIRE(compilation.plan.has_value());
  return compilation.plan->vocabulary;
}

/// The first fault of a mapping, with its line.
std::string fault(const std::string& text) {
  std::vector<Tables::Error> errors;
  Tables::read(text, vocabulary(), nullptr, errors);
  return errors.empty() ? "" : std::to_string(errors.front().line) + ": " + errors.front().text;
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

const std::string head = "[[table]]\nfile = \"a.csv\"\npatient = \"id\"\n";

/// Why a header does not fit to a mapping.
std::string fault_of_header(const std::string& mapping, std::vector<std::string> header) {
  std::vector<Tables::Error> errors;
  const Tables tables = Tables::read(mapping, vocabulary(), nullptr, errors);
  REQUIRE_MESSAGE(errors.empty(), errors.front().text);
  RowReader rows(tables, "/somewhere/a.csv");
  return rows.begin({std::move(header), 1});
}

}  // namespace

TEST_CASE("a mapping without a fault") {
  CHECK(fault(head + "columns.x = \"ALT\"\n").empty());
  CHECK(fault(head + "fact = \"Test\"\nvalue = \"Result\"\n").empty());
  CHECK(fault("dates = [\"DD.MM.YYYY\", \"DD-MMM-YYYY\"]\n" + head +
              "columns.x = [{ fact = \"ALT\", unit = \"U/L\" }, { fact = \"diabetes\", values = { \"1\" = "
              "\"yes\" } }]\n")
            .empty());
}

TEST_CASE("a misspelt key is a fault, with the nearest") {
  CHECK(has(fault(head + "columns.x = \"ALT\"\nignroe = [\"y\"]\n"),
            "5: there is no key `ignroe` here; the nearest one is `ignore`"));
  CHECK(has(fault(head + "columns.x = { fact = \"ALT\", unti = \"U/L\" }\n"), "the nearest one is `unit`"));
  CHECK(has(fault("date = \"DD.MM.YYYY\"\n" + head + "columns.x = \"ALT\"\n"), "1: there is no key `date`"));
}

TEST_CASE("a fact, an anchor or a unit that the protocol does not have is a fault") {
  CHECK(has(fault(head + "columns.x = \"ATL\"\n"),
            "`ATL` is no fact of this protocol; the nearest one is `ALT`"));
  CHECK(fault(head + "columns.x = { fact = \"hemoglobin\", list = \"observations\" }\n").empty());
  CHECK(has(fault(head + "columns.x = { anchor = \"enrolment\" }\n"), "`enrolment` is no anchor"));
  CHECK(has(fault(head + "columns.x = { fact = \"ALT\", unit = \"mg/dL\" }\n"), "does not convert into U/L"));
  CHECK(has(fault(head + "columns.x = { fact = \"ALT\", unit = \"furlongs\" }\n"), "furlongs"));
  CHECK(has(fault(head + "fact = \"Test\"\nfacts.x = { fact = \"ALT\", unit = \"mg/dL\" }\n"),
            "does not convert"));
  CHECK(has(fault(head + "columns.\"ALT (ukat/L)\" = { fact = \"ALT\", unit = \"U/L\" }\n"),
            "the header says `ukat/L`, and `unit` says `U/L`"));
  CHECK(fault(head + "columns.\"ALT (IU/L)\" = { fact = \"ALT\", unit = \"U/L\" }\n").empty());
}

TEST_CASE("forms of dates, signs and encodings are held to what can be read") {
  const std::string rest = head + "columns.x = \"ALT\"\n";
  CHECK(has(fault("dates = \"DD.MM.YY\"\n" + rest), "1: `DD.MM.YY`"));
  CHECK(has(fault("dates = [\"DD/MM/YYYY\", \"MM/DD/YYYY\"]\n" + rest), "a date may be read as"));
  CHECK(has(fault("decimal = \"'\"\n" + rest), "`decimal` is"));
  CHECK(has(fault("separator = \", \"\n" + rest), "`separator` is one sign"));
  CHECK(has(fault("encoding = \"ebcdic\"\n" + rest), "`encoding` is"));
}

TEST_CASE("what a table has to say") {
  CHECK(has(fault(""), "there is no [[table]]"));
  CHECK(has(fault("[table]\nfile = \"a.csv\"\n"), "there is no [[table]]"));
  CHECK(has(fault("[[table]]\npatient = \"id\"\ncolumns.x = \"ALT\"\n"), "a table has a `file`"));
  CHECK(has(fault("[[table]]\nfile = \"a.csv\"\ncolumns.x = \"ALT\"\n"), "a table has a `patient`"));
  CHECK(has(fault(head), "a table has `columns`"));
  CHECK(has(fault(head + "columns.x = {}\n"), "a column has a `fact` or an `anchor`"));
  CHECK(has(fault(head + "columns.x = 7\n"), "a column is a fact"));
  CHECK(has(fault(head + "facts.x = \"ALT\"\ncolumns.x = \"ALT\"\n"),
            "`facts` belongs to a table with a column `fact`"));
  CHECK(fault("[[table]]\nfile = \"a.csv\"\nskip = true\n").empty());
}

TEST_CASE("a key that would be passed over is a fault") {
  CHECK(has(fault(head + "columns.x = { anchor = \"screening\", unit = \"U/L\" }\n"), "says nothing else"));
  CHECK(has(fault(head + "columns.x = { anchor = \"screening\", empty = \"2025\" }\n"), "says nothing else"));
  CHECK(has(fault(head + "columns.x = { fact = \"sex\", date = \"day\" }\n"), "an attribute, as `sex` is"));
  CHECK(has(fault(head + "columns.x = { fact = \"sex\", as = \"status\" }\n"), "an attribute, as `sex` is"));
}

TEST_CASE("what is no TOML is told with its line, and breaks nothing") {
  for (const char* text :
       {"[", "[ = x]", "a = ", "a = \"", "\xFF", "[[table]]\n[[table", "a.b.c.d = {", "= 1"})
    CHECK_MESSAGE(!fault(text).empty(), text);
  CHECK(has(fault("[[table]]\nfile = \n"), "2: "));
}

TEST_CASE("a column that the mapping does not speak of ends the run") {
  const std::string mapping = head + "columns.x = \"ALT\"\nignore = [\"note*\"]\n";
  CHECK(fault_of_header(mapping, {"id", "x"}).empty());
  CHECK(fault_of_header(mapping, {"id", "x", "notes"}).empty());
  CHECK(fault_of_header(mapping, {"id", "x", "", ""}).empty());
  CHECK(has(fault_of_header(mapping, {"id", "x", "y"}), "does not say what these columns are: `y`"));
  CHECK(has(fault_of_header(mapping, {"id", "y", "notes"}), "does not have `x`; it has `id`, `y`, `notes`"));
  CHECK(has(fault_of_header(mapping, {"id", "x", "x"}), "the column `x` stands twice"));
  CHECK(has(fault_of_header(mapping, {"id", "", "x"}), "a column has no name"));
  CHECK(has(fault_of_header(head + "columns.x = \"ALT\"\nundecided = [\"y\"]\n", {"id", "x", "y"}),
            "nobody has decided yet"));
}

TEST_CASE("patterns of names") {
  CHECK(is_like("*", ""));
  CHECK(is_like("labs*.csv", "labs_2025.csv"));
  CHECK(is_like("*_DATA_*.csv", "Trial_DATA_2025.csv"));
  CHECK_FALSE(is_like("labs*.csv", "labs.tsv"));
  CHECK_FALSE(is_like("labs.csv", "labs.csv2"));
  CHECK(table_name("/a/b/labs.csv.gz") == "labs.csv");
}

}  // namespace eligo::tables
