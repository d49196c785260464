#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::tables {

/// How the cells of a table are written.
struct CellForms {
  std::vector<std::string> dates;    ///< `DD.MM.YYYY`; what ISO 8601 reads is read in any case
  char decimal = '.';                ///< or `,`
  std::vector<std::string> missing;  ///< cells that say nothing, beside empty ones
};

/// A cell without white space at its ends, of whatever kind (no-break spaces, marks of byte order); inside it
/// each becomes a blank.
std::string clean_cell(std::string_view cell);

/// Whether a cell, cleaned, says nothing.
bool is_missing(const CellForms& forms, std::string_view cell);

/// Why a form of dates cannot be used: it has to have a year of four digits, a month (digits, or three
/// letters as `MMM`) and a day, parted by one sign. Empty if it can.
std::string fault_of_date_form(std::string_view form);
/// Whether one date may be read by both forms and mean two days.
bool are_confusable(std::string_view form, std::string_view other);

/// A date in one of the forms, with a time of day perhaps, as the patient document writes it: of month or
/// year precision where the day is left out (`09.2025`) or not known (`UN`, `XX`). Empty if it is none.
/// Midnight is no time of day: spreadsheets write it beside dates that have none.
std::optional<std::string> date_of_cell(const CellForms& forms, std::string_view cell);

/// A number, a bound or a range as the patient document writes it. Empty if its decimal sign is not sure: a
/// point beside a decimal comma may part thousands.
std::optional<std::string> number_of_cell(const CellForms& forms, std::string_view cell);

}  // namespace eligo::tables
