// Cells of tables: dates, numbers, white space.
#include "runtime/tables/cells.h"

#include <doctest/doctest.h>

#include <string>

namespace eligo::tables {
namespace {

CellForms forms(std::vector<std::string> dates, char decimal = '.') {
  return {std::move(dates), decimal, {}};
}

std::string date(const CellForms& of, const std::string& cell) {
  return date_of_cell(of, cell).value_or("none");
}

}  // namespace

TEST_CASE("a date that may be day-first or month-first is none until the mapping says which") {
  CHECK(date(forms({}), "04/09/2025") == "none");
  CHECK(date(forms({"DD/MM/YYYY"}), "04/09/2025") == "2025-09-04");
  CHECK(date(forms({"MM/DD/YYYY"}), "04/09/2025") == "2025-04-09");
  CHECK(date(forms({"MM/DD/YYYY"}), "13/09/2025") == "none");
  CHECK(date(forms({"DD/MM/YYYY"}), "4/9/2025") == "2025-09-04");
  CHECK(are_confusable("DD/MM/YYYY", "MM/DD/YYYY"));
  CHECK_FALSE(are_confusable("DD/MM/YYYY", "MM-DD-YYYY"));
}

TEST_CASE("dates in the forms of a mapping") {
  const CellForms german = forms({"DD.MM.YYYY"});
  CHECK(date(german, "04.09.2025") == "2025-09-04");
  CHECK(date(german, "09.2025") == "2025-09");
  CHECK(date(german, "2025") == "2025");
  CHECK(date(german, "2025-09-04") == "2025-09-04");
  CHECK(date(german, "04.09.25") == "none");
  CHECK(date(german, "31.02.2025") == "none");
  CHECK(date(german, "04.13.2025") == "none");
  CHECK(date(german, "UN.09.2025") == "2025-09");
  CHECK(date(german, "XX.XX.2025") == "2025");
  CHECK(date(german, "04.XX.2025") == "none");
  CHECK(date(german, "04.09.2025 vor Gabe") == "none");
  CHECK(date(german, "1.2.3.2025") == "none");
  CHECK(date(forms({"DD-MMM-YYYY"}), "04-SEP-2025") == "2025-09-04");
  CHECK(date(forms({"DD-MMM-YYYY"}), "UN-OCT-2025") == "2025-10");
  CHECK(date(forms({"YYYYMMDD"}), "20250904") == "2025-09-04");
  CHECK(date(forms({"YYYYMMDD"}), "2025094") == "none");
  CHECK(date(forms({}), "45904") == "none");  // a day as a spreadsheet counts them
  CHECK(date(forms({"DD.MM.YYYY", "DD-MMM-YYYY"}), "04-SEP-2025") == "2025-09-04");
}

TEST_CASE("times of day behind dates") {
  const CellForms german = forms({"DD.MM.YYYY"});
  CHECK(date(german, "04.09.2025 08:30") == "2025-09-04T08:30:00");
  CHECK(date(german, "04.09.2025 00:00:00") == "2025-09-04");
  CHECK(date(german, "2025-09-04 08:30") == "2025-09-04T08:30:00");
  CHECK(date(german, "2025-09-04T00:00:00") == "2025-09-04");
  CHECK(date(german, "2025-09-04T08:30:00Z") == "2025-09-04T08:30:00Z");
  CHECK(date(forms({"MM/DD/YYYY"}), "9/4/2025 1:05 PM") == "2025-09-04T13:05:00");
  CHECK(date(forms({"MM/DD/YYYY"}), "9/4/2025 12:05 AM") == "2025-09-04T00:05:00");
  CHECK(date(german, "04.09.2025 25:00") == "none");
}

TEST_CASE("a form of dates has each part once, and one sign between them") {
  for (const char* form : {"DD.MM.YYYY", "MM/DD/YYYY", "YYYY-MM-DD", "DD-MMM-YYYY", "YYYYMMDD"})
    CHECK_MESSAGE(fault_of_date_form(form).empty(), form);
  for (const char* form :
       {"", "DD.MM.YY", "DD.MM", "DD.MM/YYYY", "dd.mm.yyyy", "DD.MM.YYYY hh:mm", "DD.DD.YYYY"})
    CHECK_MESSAGE(!fault_of_date_form(form).empty(), form);
}

TEST_CASE("numbers with a decimal comma") {
  const CellForms german = forms({}, ',');
  CHECK(number_of_cell(german, "38,5") == "38.5");
  CHECK(number_of_cell(german, "<0,5") == "<0.5");
  CHECK(number_of_cell(german, "1,5-2,5") == "1.5-2.5");
  CHECK(number_of_cell(german, "38") == "38");
  CHECK_FALSE(number_of_cell(german, "1.234").has_value());
  CHECK_FALSE(number_of_cell(german, "1.234,5").has_value());
  CHECK(number_of_cell(forms({}), "38.5") == "38.5");
  CHECK(number_of_cell(forms({}), "1,234") == "1,234");  // read as no number later on
}

TEST_CASE("white space of every kind is blank, and none stands at the ends of a cell") {
  CHECK(clean_cell("\xC2\xA0 ALT \xC2\xA0") == "ALT");
  CHECK(clean_cell("12\xC2\xA0U/L") == "12 U/L");
  CHECK(clean_cell("\xEF\xBB\xBFPatNr") == "PatNr");
  CHECK(clean_cell("two\r\nlines") == "two  lines");
  CHECK(clean_cell(" \t ").empty());
}

}  // namespace eligo::tables
