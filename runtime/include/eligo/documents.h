#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eligo/export.h"
#include "eligo/limits.h"
#include "eligo/protocol.h"
#include "eligo/result.h"

namespace eligo {
inline namespace v1 {

/// The text of one patient, and the line of the file on which it begins.
struct DocumentText {
  std::string_view text;
  std::size_t line = 1;
};

/// A patient without an answer: a stretch of a file that is no document, or a document that cannot be read.
struct LostDocument {
  std::size_t line = 0;    ///< of the file, from 1
  std::size_t column = 0;  ///< from 1; 0: the whole line
  std::string patient;     ///< as far as it was read
  std::string text;        ///< why, in a sentence
};

/// The line that `eligo screen --format json` prints in the place of an answer, without its end.
ELIGO_API Result<std::string> lost_json(std::string_view file, const LostDocument& lost) noexcept;

/// What a host says of files of patients.
struct DocumentOptions {
  /// The text of a mapping (docs/tables.md): what the columns of CSV files are. Empty: there are no tables.
  std::string tables;
  Limits limits;
};

/// The patients of files or of a text in memory, one after another, in bounded memory: one JSON object a
/// line, objects over several lines, or an array of objects (docs/patients.md), each plain or as gzip; or
/// resources of FHIR, whose bundles of several persons are taken apart (docs/fhir.md).
class ELIGO_API Documents {
 public:
  /// A file of a bulk export is read as a whole by itself. Error: `file-unreadable`, `out-of-memory`.
  static Result<Documents> open(const std::string& path, const Limits& limits = {}) noexcept;
  /// The files that a run of `eligo screen` takes, as it takes them: folders, the files of a bulk export of
  /// FHIR together, tables by a mapping, which is held against the protocol. Documents of files that are read
  /// together have no line of their own, 0. Errors: `tables-invalid`, `file-unreadable`, `out-of-memory`.
  static Result<Documents> open(const std::vector<std::string>& paths, const Protocol& protocol,
                                const DocumentOptions& options = {}) noexcept;
  /// `text` must outlive what is made. Error: `out-of-memory`.
  static Result<Documents> of_text(std::string_view text, const Limits& limits = {}) noexcept;
  Documents(Documents&&) noexcept;
  Documents& operator=(Documents&&) noexcept;
  ~Documents();

  using Entry = std::variant<DocumentText, LostDocument>;
  /// The next document, or what stands in the place of one; nothing at the end. The text lasts until the next
  /// call. Errors, behind which there is nothing more: `out-of-memory`; `file-unreadable` at the end of a
  /// file that could not be read further.
  Result<std::optional<Entry>> next() noexcept;

 private:
  struct Reading;
  explicit Documents(std::unique_ptr<Reading> reading);
  std::unique_ptr<Reading> reading_;
};

}  // namespace v1
}  // namespace eligo
