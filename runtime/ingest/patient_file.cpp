#include <algorithm>
#include <utility>

#include "runtime/ingest/patient_parser.h"
#include "runtime/values/ascii.h"

namespace eligo {
namespace {

constexpr std::size_t chunk_bytes = 1U << 20U;

/// What parts documents that cannot be told apart by their brackets: the next line that begins with an
/// object.
constexpr std::string_view next_object = "\n{";

/// Most documents hold none, and are passed over at the speed of `find`.
std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++count;
  return count;
}

/// Looks for the end of an object or list by its brackets and strings alone, as the text comes in.
class BracketScan {
 public:
  enum class Result : std::uint8_t { open, closed, broken };

  /// Goes on with `text`, which begins where the scan began and is longer than the last time. When closed,
  /// `length` is that of the object. Broken: no more text can make it JSON.
  Result run(std::string_view text) {
    while (at_ < text.size()) {
      const char c = text[at_++];
      if (is_in_string_) {
        if (!take_in_string(c)) return Result::broken;
      } else if (!take(c)) {
        return Result::broken;
      } else if (open_.empty()) {
        return Result::closed;
      }
    }
    return Result::open;
  }
  [[nodiscard]] std::size_t length() const { return at_; }

 private:
  static constexpr std::size_t max_depth = 1000;

  bool take_in_string(char c) {
    if (is_escaped_) {
      is_escaped_ = false;
    } else if (c == '\\') {
      is_escaped_ = true;
    } else if (c == '"') {
      is_in_string_ = false;
    }
    return c != '\n';  // a string ends in its line
  }

  bool take(char c) {
    if (is_space(c)) return true;
    const char before = std::exchange(last_, c);
    switch (c) {
      case '"': is_in_string_ = true; return true;
      case '{':
      case '[':
        // Only here can a value begin. So a line that was cut off does not swallow the one after it.
        if (before != '\0' && before != '[' && before != ',' && before != ':') return false;
        open_.push_back(c);
        return open_.size() <= max_depth;
      case '}':
      case ']':
        if (open_.back() != (c == '}' ? '{' : '[')) return false;
        open_.pop_back();
        return true;
      default: return true;
    }
  }

  std::string open_;  // the brackets that are open
  std::size_t at_ = 0;
  char last_ = '\0';  // before `at_`, white space apart
  bool is_in_string_ = false;
  bool is_escaped_ = false;
};

}  // namespace

/// Reads more. False at the end of the file.
bool PatientFile::fill() {
  if (!error().empty()) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + chunk_bytes);
  const std::size_t count = bytes_.read(buffer_.data() + kept, chunk_bytes);
  is_cut_off_ = !error().empty();
  buffer_.resize(kept + count);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (!std::exchange(has_read_, true) && buffer_.starts_with(byte_order_mark))
    begin_ = byte_order_mark.size();
  return count > 0;
}

/// False at the end of the file.
bool PatientFile::skip_space() {
  do {
    const std::string_view text = rest();
    const auto length =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_space) - text.begin());
    skip(length);
    if (length < text.size()) return true;
  } while (fill());
  return false;
}

void PatientFile::skip(std::size_t length) {
  line_ += count_newlines(rest().substr(0, length));
  begin_ += length;
}

/// Up to the mark, without keeping what is passed over.
void PatientFile::skip_beyond(std::string_view mark) {
  do {
    const std::string_view text = rest();
    const auto found = text.find(mark);
    if (found != std::string_view::npos) return skip(found);
    skip(text.size() - std::min(text.size(), mark.size() - 1));  // it may be cut in two
  } while (fill());
  skip(rest().size());
}

/// How much stands before the mark, or before the end of the file. Empty if it is more than a document may
/// have.
std::optional<std::size_t> PatientFile::length_before(std::string_view mark) {
  std::size_t searched = 0;
  while (true) {
    const std::size_t found = rest().find(mark, searched);
    const std::size_t length = std::min(found, rest().size());
    if (length > document_bytes_) return std::nullopt;
    if (found != std::string_view::npos) return length;
    searched = length - std::min(length, mark.size() - 1);
    if (!fill()) return length;
  }
}

/// The length of the object or list that begins here, by its brackets. Empty if it has no end.
std::optional<std::size_t> PatientFile::object_length() {
  BracketScan scan;
  while (true) {
    const BracketScan::Result result = scan.run(rest());
    if (result == BracketScan::Result::closed) return scan.length();
    if (result == BracketScan::Result::broken || rest().size() > document_bytes_ || !fill())
      return std::nullopt;
  }
}

/// The first document of its kind: what takes one line shows that the rest of the file is one object a line.
std::optional<std::size_t> PatientFile::document_length() {
  const auto length = rest().front() == '{' ? object_length() : std::nullopt;
  if (!length) return length_before(next_object);  // the parser tells what is wrong with it
  if (rest().substr(0, *length).find('\n') != std::string_view::npos) return length;
  layout_ = Layout::lines;
  return length_before("\n");
}

std::optional<std::size_t> PatientFile::item_length() {
  const char first = rest().front();
  if (first == '{' || first == '[') return object_length();
  const auto end = rest().find_first_of(",]\n");
  return std::min(end, rest().size());
}

/// Goes to the next item of a list. False behind its end.
bool PatientFile::has_list_item(DataNotices& notices) {
  do {
    if (!skip_space()) {
      notices.add({DataNotice::Kind::unreadable,
                   {},
                   line_,
                   0,
                   "the list is not closed; the file may have been cut off"});
      return false;
    }
    if (rest().front() == ']') {
      skip(1);
      return false;
    }
    if (rest().front() != ',') return true;
    skip(1);
  } while (true);
}

void PatientFile::give_up(DataNotices& notices) {
  if (layout_ == Layout::list) {
    notices.add({DataNotice::Kind::unreadable,
                 {},
                 line_,
                 0,
                 "this item of the list is not closed, nested too deeply or too long; nothing behind it can "
                 "be read"});
    do {
      skip(rest().size());
    } while (fill());
    layout_ = Layout::unknown;
    return;
  }
  notices.add({DataNotice::Kind::unreadable,
               {},
               line_,
               0,
               "this is longer than " + std::to_string(document_bytes_) +
                   " bytes, and no patient's document (limit document-bytes)"});
  skip_beyond(layout_ == Layout::lines ? "\n" : next_object);
}

bool PatientFile::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  while (true) {
    if (layout_ == Layout::list && !has_list_item(notices)) layout_ = Layout::unknown;
    if (!skip_space()) break;
    if (std::exchange(is_at_start_, false) && rest().front() == '[') {
      layout_ = Layout::list;
      skip(1);
      continue;
    }
    const auto length = layout_ == Layout::lines  ? length_before("\n")
                        : layout_ == Layout::list ? item_length()
                                                  : document_length();
    if (!length) {
      give_up(notices);
      continue;
    }
    json = rest().substr(0, *length);
    line = line_;
    skip(*length);
    while (!json.empty() && is_space(json.back())) json.remove_suffix(1);
    return true;
  }
  if (std::exchange(is_cut_off_, false)) {
    notices.add({DataNotice::Kind::unreadable, {}, line_, 0, "the file cannot be read further: " + error()});
  }
  return false;
}

}  // namespace eligo
