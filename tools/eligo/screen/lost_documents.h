#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// Takes what is said of a document that cannot be read, with the name of its file.
using TakeLost = std::function<void(const std::string& file, const DataNotice& notice)>;

/// The documents of a stretch of a file that could not be read, each with its place among the others.
class LostDocuments {
 public:
  void clear() { *this = {}; }
  /// Keeps those of the notices that tell of a lost document and were not looked at before; they stand at
  /// this index of the stretch's documents, or just before it.
  void note(const DataNotices& notices, std::size_t document);
  /// Hands those on, once, that stand up to this index.
  void hand_on(std::size_t document, const std::string& file, const TakeLost& lose);

 private:
  struct Lost {
    std::size_t document = 0;
    DataNotice notice;
  };

  std::vector<Lost> lost_;  // ascending
  std::size_t looked_at_ = 0;
  std::size_t handed_on_ = 0;
};

/// One line of JSON, without its end: `{"file": "p.ndjson", "line": 12, "column": 3, "error":
/// "document-unreadable", "text": "…"}`. The column is left out where the whole line is meant; `patient` is
/// there if the document names one.
std::string unreadable_json(const std::string& file, const DataNotice& notice);

}  // namespace eligo
