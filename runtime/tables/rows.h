#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ingest/names.h"
#include "runtime/tables/mapping.h"

namespace eligo::tables {

/// What a piece of a patient document belongs to; the letter stands before the piece's text.
enum class PieceKind : char {
  attribute = 'a',    ///< `"sex":{…}`
  anchor = 'b',       ///< `"screening":"2025-06-01"`
  observation = 'c',  ///< a record
  condition = 'd',
  treatment = 'e',
  procedure = 'f',
  answer = 'g',
  gap = 'h',    ///< a text: why there may be more records
  person = 'i'  ///< nothing but that there is such a patient
};

/// Takes a piece of the document of a patient. An empty patient: it may be of anybody.
using TakePiece = std::function<void(const std::string& patient, PieceKind kind, std::string_view piece)>;

/// Turns the rows of one file into pieces of patient documents, by what a mapping says of its columns. No
/// cell is dropped that may tell something: what cannot be read becomes a value or a date that is none, which
/// leaves its record open, and a row that cannot be taken apart a gap.
class RowReader {
 public:
  RowReader(const Tables& tables, const std::string& path);

  /// How the file is written, which all of its tables agree about.
  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// Takes in the header. Why the mapping does not fit to it: a sentence; empty if it does.
  std::string begin(const CsvRow& header);
  /// Why a row is not understood, a phrase, where it is not.
  std::string read(const CsvRow& row, const TakePiece& take);

 private:
  [[nodiscard]] std::string fault_of_header() const;
  [[nodiscard]] std::string fault_of_columns(const TableMeaning& table) const;
  [[nodiscard]] bool is_named(const std::string& column) const;
  [[nodiscard]] std::size_t place(std::string_view column) const;
  [[nodiscard]] const std::string& cell(std::string_view column) const;
  [[nodiscard]] const std::string& content(const RecordPart& part) const;
  [[nodiscard]] bool holds(const TableMeaning& table) const;
  [[nodiscard]] std::string source(std::string_view column) const;

  void read_long(const TableMeaning& table, const std::string& patient, const TakePiece& take);
  void read_long_attribute(const TableMeaning& table, FactId fact, const NameMeaning* meaning,
                           const std::string& patient, const TakePiece& take);
  void take_attribute(const TableMeaning& table, FactId fact, const std::string& given,
                      const CellWords& values, const std::string& unit, const std::string& from,
                      const std::string& patient, const TakePiece& take);
  void read_column(const TableMeaning& table, const ColumnMeaning& column, const std::string& patient,
                   const TakePiece& take);
  void read_anchor(const TableMeaning& table, const ColumnMeaning& column, const std::string& patient,
                   const TakePiece& take) const;

  const Tables& tables_;
  std::string name_;
  std::vector<const TableMeaning*> own_;  // the tables that are of the file
  char separator_ = '\0';
  Encoding encoding_ = Encoding::utf8;
  std::vector<std::string> header_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<std::string> cells_;  // of the row, cleaned
  std::size_t row_ = 0;
  ingest::NameIndex names_;
};

}  // namespace eligo::tables
