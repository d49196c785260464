#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ingest/byte_source.h"

namespace eligo::tables {

/// How the characters of a file are written.
enum class Encoding : std::uint8_t { utf8, windows1252, latin1 };

/// A row of a table as its file has it.
struct CsvRow {
  std::vector<std::string> cells;  ///< in UTF-8
  std::size_t number = 0;          ///< as a spreadsheet counts them: the header is row 1

  /// Whether nothing stands in it.
  [[nodiscard]] bool is_blank() const;
};

/// Reads the rows of a CSV file (RFC 4180), one after another in bounded memory: plain or gzip, with either
/// kind of line end. A cell in quotation marks may hold separators and line ends.
class CsvReader {
 public:
  CsvReader(const std::string& path, Encoding encoding, std::size_t most_bytes);
  CsvReader(ingest::ByteSource::Read read, Encoding encoding, std::size_t most_bytes);

  /// What parts cells. Until it is set, the one of comma, semicolon, tab and `|` that stands most often in
  /// the first line.
  void set_separator(char separator) { separator_ = separator; }
  [[nodiscard]] char separator() const { return separator_; }
  /// The next row; false at the end, and after an error.
  bool next(CsvRow& row);
  /// Why nothing more can be read: a sentence that names the row; empty if nothing is wrong.
  [[nodiscard]] const std::string& error() const { return error_.empty() ? bytes_.error() : error_; }
  [[nodiscard]] ingest::ByteSource& bytes() { return bytes_; }

 private:
  int take();
  int peek();
  bool fill();
  bool begin();
  bool read_quoted(std::string& cell);
  bool add(CsvRow& row, std::string& cell);
  bool fail(std::string why);
  [[nodiscard]] char most_frequent_separator() const;

  ingest::ByteSource bytes_;
  Encoding encoding_;
  std::size_t most_bytes_;
  char separator_ = '\0';
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t rows_ = 0;
  std::size_t row_bytes_ = 0;
  bool has_begun_ = false;
  std::string error_;
};

/// Bytes of an encoding as UTF-8. False if they are none of it.
bool to_utf8(Encoding encoding, std::string& text);

}  // namespace eligo::tables
