#include "tools/eligo/tables/column_draft.h"

#include <algorithm>

#include "runtime/tables/cells.h"
#include "runtime/units/unit.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

using tables::clean_cell;
using tables::CsvReader;
using tables::CsvRow;

constexpr std::size_t most_samples = 200;

/// The columns of a data dictionary that are read.
struct DictionaryColumns {
  std::optional<std::size_t> name, type, label, choices, note, validation;

  explicit DictionaryColumns(const CsvRow& header) {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string cell = lower(clean_cell(header.cells[i]));
      if (cell.starts_with("variable / field name") || cell == "field_name") name = i;
      if (cell == "field type" || cell == "field_type") type = i;
      if (cell == "field label" || cell == "field_label") label = i;
      if (cell.starts_with("choices, calculations") || cell == "select_choices_or_calculations") choices = i;
      if (cell == "field note" || cell == "field_note") note = i;
      if (cell.starts_with("text validation type") || cell.starts_with("text_validation_type"))
        validation = i;
    }
  }
  [[nodiscard]] bool is_whole() const { return name && type && label && choices; }
};

/// `1, Yes | 2, No`
std::vector<std::pair<std::string, std::string>> choices_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> choices;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    const std::string_view one = text.substr(0, bar);
    const std::size_t comma = one.find(',');
    if (comma != std::string_view::npos)
      choices.emplace_back(clean_cell(one.substr(0, comma)), clean_cell(one.substr(comma + 1)));
    text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
  }
  return choices;
}

/// The first word, or the whole, of a note that is a unit: `U/L`, `in mg/dL`.
std::string unit_of_note(const std::string& note) {
  if (note.empty()) return {};
  if (parse_unit(note) && !std::all_of(note.begin(), note.end(), is_digit)) return note;
  if (std::string unit = unit_behind(note); !unit.empty()) return unit;
  std::string rest = note;
  for (const std::string_view lead : {"in ", "unit: ", "units: ", "unit ", "units "}) {
    if (lower(rest).starts_with(lead)) rest.erase(0, lead.size());
  }
  return rest != note && parse_unit(rest) ? rest : std::string();
}

/// A label without the marks of its form: `<b>ALT</b>`.
std::string plain_label(std::string_view text) {
  std::string plain;
  bool is_mark = false;
  for (const char c : text) {
    if (c == '<') is_mark = true;
    if (!is_mark) plain += c;
    if (c == '>') is_mark = false;
  }
  return clean_cell(plain);
}

}  // namespace

std::string unit_behind(std::string_view text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return {};
  const std::size_t open = text.rfind(text.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos) return {};
  std::string unit = clean_cell(text.substr(open + 1, text.size() - open - 2));
  return parse_unit(unit) ? unit : std::string();
}

TableDraft draft_of_header(const std::string& file, CsvReader& rows) {
  TableDraft draft;
  draft.file = file;
  CsvRow row;
  if (!rows.next(row)) return draft;
  draft.separator = rows.separator();
  for (const std::string& cell : row.cells) {
    ColumnDraft& column = draft.columns.emplace_back();
    column.name = clean_cell(cell);
    column.unit = unit_behind(column.name);
    column.label =
        column.unit.empty() ? column.name : clean_cell(column.name.substr(0, column.name.find_last_of("([")));
  }
  while (!draft.columns.empty() && draft.columns.back().name.empty()) draft.columns.pop_back();
  for (std::size_t count = 0; count < most_samples && rows.next(row); ++count) {
    for (std::size_t i = 0; i < std::min(row.cells.size(), draft.columns.size()); ++i)
      draft.columns[i].samples.push_back(clean_cell(row.cells[i]));
  }
  return draft;
}

bool is_data_dictionary(const CsvRow& header) { return DictionaryColumns(header).is_whole(); }

std::optional<TableDraft> draft_of_dictionary(const std::string& file, const CsvRow& header, CsvReader& rows,
                                              std::string& why) {
  const DictionaryColumns at(header);
  TableDraft draft;
  draft.file = file;
  draft.is_of_redcap = true;
  CsvRow row;
  while (rows.next(row)) {
    const auto cell = [&](const std::optional<std::size_t>& place) {
      return place && *place < row.cells.size() ? clean_cell(row.cells[*place]) : std::string();
    };
    const std::string name = cell(at.name);
    const std::string type = cell(at.type);
    if (name.empty() || is_among(type, {"descriptive", "file", "signature"})) continue;
    if (draft.patient.empty()) draft.patient = name;  // the first field of a project names the record
    ColumnDraft column;
    column.name = name;
    column.label = plain_label(cell(at.label));
    column.unit = unit_behind(column.label);
    if (column.unit.empty()) column.unit = unit_of_note(cell(at.note));
    if (!unit_behind(column.label).empty())
      column.label = clean_cell(column.label.substr(0, column.label.find_last_of("([")));
    if (type == "yesno") column.choices = {{"1", "yes"}, {"0", "no"}};
    if (type == "truefalse") column.choices = {{"1", "true"}, {"0", "false"}};
    if (is_among(type, {"radio", "dropdown"})) column.choices = choices_of(cell(at.choices));
    if (type != "checkbox") {
      draft.columns.push_back(std::move(column));
      continue;
    }
    // Each box is a column of its own, `race___1`.
    for (const auto& [code, label] : choices_of(cell(at.choices))) {
      ColumnDraft box;
      box.name = name + "___" + lower(code);
      box.label = label;
      box.choices = {{"1", "yes"}, {"0", ""}};
      box.is_empty_unsaid = true;
      draft.columns.push_back(std::move(box));
    }
  }
  if (!rows.error().empty()) {
    why = rows.error();
    return std::nullopt;
  }
  return draft;
}

}  // namespace eligo
