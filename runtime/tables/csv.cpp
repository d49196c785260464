#include "runtime/tables/csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "runtime/values/utf8.h"

namespace eligo::tables {
namespace {

constexpr int end_of_file = -1;
constexpr std::size_t chunk_bytes = std::size_t{1} << 18U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The characters of windows-1252 from 0x80 to 0x9F; 0: there is none.
constexpr std::array<std::uint16_t, 32> windows_characters{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_utf8(std::string& out, std::uint32_t character) {
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0U | (character >> 6U));
    out += static_cast<char>(0x80U | (character & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (character >> 12U));
    out += static_cast<char>(0x80U | ((character >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (character & 0x3FU));
  }
}

}  // namespace

bool CsvRow::is_blank() const {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return cell.find_first_not_of(" \t") == std::string::npos;
  });
}

bool to_utf8(Encoding encoding, std::string& text) {
  if (encoding == Encoding::utf8) return is_valid_utf8(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    std::uint32_t character = byte;
    const bool is_windows = encoding == Encoding::windows1252 && byte >= 0x80 && byte < 0xA0;
    if (is_windows) character = windows_characters[byte - 0x80U];
    if (character == 0) return false;
    append_utf8(out, character);
  }
  text = std::move(out);
  return true;
}

CsvReader::CsvReader(const std::string& path, Encoding encoding, std::size_t most_bytes)
    : bytes_(path), encoding_(encoding), most_bytes_(most_bytes) {}

CsvReader::CsvReader(ingest::ByteSource::Read read, Encoding encoding, std::size_t most_bytes)
    : bytes_(std::move(read)), encoding_(encoding), most_bytes_(most_bytes) {}

bool CsvReader::fail(std::string why) {
  error_ = std::move(why);
  return false;
}

bool CsvReader::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + chunk_bytes);
  const std::size_t count = bytes_.read(buffer_.data() + kept, chunk_bytes);
  buffer_.resize(kept + count);
  return count > 0;
}

int CsvReader::peek() {
  if (at_ == buffer_.size() && !fill()) return end_of_file;
  return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::take() {
  const int c = peek();
  if (c != end_of_file) {
    ++at_;
    ++row_bytes_;
  }
  return c;
}

/// In the first line, outside quotation marks.
char CsvReader::most_frequent_separator() const {
  constexpr std::string_view separators = ",;\t|";
  std::array<std::size_t, separators.size()> counts{};
  bool is_in_quotes = false;
  for (const char c : buffer_) {
    if (c == '"') is_in_quotes = !is_in_quotes;
    if (is_in_quotes) continue;
    if (c == '\n' || c == '\r') break;
    const auto at = separators.find(c);
    if (at != std::string_view::npos) ++counts[at];
  }
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  return separators[static_cast<std::size_t>(most)];
}

bool CsvReader::begin() {
  has_begun_ = true;
  constexpr std::size_t enough = std::size_t{1} << 16U;  // for the first line
  while (buffer_.size() < enough && fill()) {
  }
  const std::string_view head = buffer_;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
    return fail("it is written in UTF-16 (“Unicode text”); save it as “CSV UTF-8”");
  if (head.starts_with("PK\x03\x04"))
    return fail("it is a spreadsheet, not a CSV file; save it as “CSV UTF-8”");
  if (head.starts_with(byte_order_mark)) {
    buffer_.erase(0, byte_order_mark.size());
    if (encoding_ != Encoding::utf8)
      return fail("it begins as UTF-8, and the mapping states another encoding");
  }
  if (separator_ == '\0') separator_ = most_frequent_separator();
  return true;
}

/// Behind the quotation mark that opens a cell, up to the one that closes it.
bool CsvReader::read_quoted(std::string& cell) {
  while (row_bytes_ <= most_bytes_) {
    const int c = take();
    if (c == end_of_file)
      return fail("row " + std::to_string(rows_) +
                  ": a quotation mark is not closed up to the end of the file");
    if (c != '"') {
      cell += static_cast<char>(c);
    } else if (peek() == '"') {
      cell += '"';
      take();
    } else {
      return true;
    }
  }
  return fail("row " + std::to_string(rows_) + ": it has more than " + std::to_string(most_bytes_) +
              " bytes; a quotation mark may not be closed (limit document-bytes)");
}

bool CsvReader::add(CsvRow& row, std::string& cell) {
  if (cell.find('\0') != std::string::npos)
    return fail("row " + std::to_string(rows_) + ": it holds a character of no text (NUL)");
  if (!to_utf8(encoding_, cell)) {
    return fail("row " + std::to_string(rows_) +
                (encoding_ == Encoding::utf8
                     ? ": it is not valid UTF-8; save the file as “CSV UTF-8”, or state `encoding = "
                       "\"windows-1252\"` in the mapping if it was written so"
                     : ": it holds bytes that are no characters of the encoding that the mapping states"));
  }
  row.cells.push_back(std::move(cell));
  cell.clear();
  return true;
}

bool CsvReader::next(CsvRow& row) {
  if (!error().empty() || (!has_begun_ && !begin())) return false;
  row.cells.clear();
  row_bytes_ = 0;
  if (peek() == end_of_file) return false;
  row.number = ++rows_;
  std::string cell;
  bool is_quoted = false;
  while (true) {
    const int c = take();
    const bool is_line_end = c == '\n' || c == '\r' || c == end_of_file;
    if (c == '\r' && peek() == '\n') take();
    if (is_line_end || c == separator_) {
      if (!add(row, cell)) return false;
      is_quoted = false;
      if (is_line_end) return bytes_.error().empty();
    } else if (c == '"' && cell.empty() && !is_quoted) {
      is_quoted = true;
      if (!read_quoted(cell)) return false;
    } else {
      cell += static_cast<char>(c);
    }
    if (row_bytes_ > most_bytes_)
      return fail("row " + std::to_string(rows_) + ": it has more than " + std::to_string(most_bytes_) +
                  " bytes (limit document-bytes)");
  }
}

}  // namespace eligo::tables
