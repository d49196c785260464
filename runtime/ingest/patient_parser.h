#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "eligo/limits.h"
#include "runtime/ingest/byte_source.h"
#include "runtime/model/patient.h"
#include "runtime/model/vocabulary.h"

namespace eligo {

struct Plan;

namespace ingest {
class Dictionary;
}

/// Something in the data that could not be used, or was not understood.
struct DataNotice {
  enum class Kind : std::uint8_t {
    unreadable,  ///< a line that is no JSON object: the patient is lost, the rest goes on (exit status 1)
    unusable_record,  ///< a bad date, unit or value
    unknown_key,
    unknown_fact,
    unknown_anchor,
    unknown_code,
  };
  Kind kind = Kind::unreadable;
  std::string patient;
  std::size_t line = 0;    ///< in the file, from 1
  std::size_t column = 0;  ///< from 1; 0 if it concerns the whole line
  std::string text;        ///< one sentence; near misses offered
};

/// Collects notices: unknown keys and names once a file (with a count), everything else as often as it
/// occurs.
class DataNotices {
 public:
  void add(DataNotice notice);
  /// The same `text` is kept once and counted.
  void add_once(DataNotice notice);
  /// Counts a `text` that was added once before, so that the caller need not make a notice. False if it was
  /// not.
  bool repeat(std::string_view text);
  [[nodiscard]] const std::vector<DataNotice>& all() const { return notices_; }
  [[nodiscard]] std::size_t count(std::size_t index) const { return counts_[index]; }
  [[nodiscard]] bool has(DataNotice::Kind kind) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::vector<DataNotice> notices_;
  std::vector<std::size_t> counts_;
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> once_;
};

/// Reads one patient document (a JSON object), resolving names, codes and units against the vocabulary. What
/// cannot be read of a record makes that record, or that field of it, unusable, never absent. False only
/// where the text is no JSON object with a patient's shape; `notices` then says where.
class PatientParser {
 public:
  explicit PatientParser(const Vocabulary& vocabulary);
  /// For the questions of a plan: an entry that is not understood may be of the facts that they look at.
  /// `dictionary`: says what local names mean; may be null. Both must outlive the parser.
  explicit PatientParser(const Plan& plan, const ingest::Dictionary* dictionary = nullptr);
  ~PatientParser();
  PatientParser(const PatientParser&) = delete;
  PatientParser& operator=(const PatientParser&) = delete;

  /// Of one document: nesting, records, facts of what is not understood, pairs.
  void set_limits(const Limits& limits);

  /// `line` is the document's line in its file. `patient` is overwritten; its storage is used again.
  bool parse(std::string_view json, std::size_t line, PatientFacts& patient, DataNotices& notices);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A file of patients, read one at a time in bounded memory: one JSON object a line, JSON objects over
/// several lines, or a JSON array of objects, each plain or as gzip. A byte order mark and either kind of
/// line end are accepted.
class PatientFile {
 public:
  /// `-` is standard input. Not open (see `error`) if it cannot be read.
  explicit PatientFile(const std::string& path) : bytes_(path) {}
  /// Reads what `read` gives.
  explicit PatientFile(ingest::ByteSource::Read read) : bytes_(std::move(read)) {}

  [[nodiscard]] const std::string& error() const { return bytes_.error(); }
  void set_document_bytes(std::size_t most) { document_bytes_ = most; }
  /// Shows every stretch of the file to `see` as it stands there, a byte order mark included.
  void show_to(std::function<void(std::string_view)> see) { bytes_.show_to(std::move(see)); }
  /// The next document's text and line, blank lines passed over; false at the end. The view lasts until the
  /// next call.
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices);
  /// Bytes read so far, and the file's size (0 if unknown), for a progress bar.
  [[nodiscard]] std::size_t bytes_read() const { return bytes_.bytes_read(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }

 private:
  /// How the documents that follow are laid out.
  enum class Layout : std::uint8_t {
    unknown,  ///< an object, over several lines perhaps; with it one that takes a single line, all the rest
              ///< are `lines`
    lines,
    list,
  };

  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  bool fill();
  bool skip_space();
  void skip(std::size_t length);
  void skip_beyond(std::string_view mark);
  bool has_list_item(DataNotices& notices);
  std::optional<std::size_t> length_before(std::string_view mark);
  std::optional<std::size_t> object_length();
  std::optional<std::size_t> document_length();
  std::optional<std::size_t> item_length();
  void give_up(DataNotices& notices);

  std::size_t document_bytes_ = Limits{}.document_bytes;

  ingest::ByteSource bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is not handed out yet, in buffer_
  std::size_t line_ = 1;   // of the byte at begin_
  Layout layout_ = Layout::unknown;
  bool is_at_start_ = true;
  bool has_read_ = false;
  bool is_cut_off_ = false;  // by an error that was not told yet
};

}  // namespace eligo
