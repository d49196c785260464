#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/tables/csv.h"

namespace eligo {

/// What is known of a column before anybody has said what it is.
struct ColumnDraft {
  std::string name;   ///< as in the header
  std::string label;  ///< in words; may be empty
  std::string unit;   ///< as it stands in the header or in a note; may be empty
  std::vector<std::pair<std::string, std::string>> choices;  ///< codes of the cells, and what they stand for
  bool is_empty_unsaid = false;                              ///< a box that is not ticked: it says nothing
  std::vector<std::string> samples;
};

/// A table before anybody has said what its columns are.
struct TableDraft {
  std::string file;
  std::vector<ColumnDraft> columns;
  std::string patient;  ///< the column of the patient, where it is known
  char separator = ',';
  bool is_of_redcap = false;
};

/// A table by its header and first rows.
TableDraft draft_of_header(const std::string& file, tables::CsvReader& rows);

/// Whether a header is that of a data dictionary of REDCap.
bool is_data_dictionary(const tables::CsvRow& header);

/// The table that a data dictionary of REDCap describes, `file` being that of the data. Empty, with the
/// reason, if it cannot be read.
std::optional<TableDraft> draft_of_dictionary(const std::string& file, const tables::CsvRow& header,
                                              tables::CsvReader& rows, std::string& why);

/// The unit at the end of a header or a label: `U/L` of `ALT (U/L)`; empty if there is none.
std::string unit_behind(std::string_view text);

}  // namespace eligo
