#pragma once

#include <cstdio>
#include <map>
#include <string>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// Tells on standard error what could not be read or was not understood in a file of patients: what concerns
/// one record at once, where it is met first; what is the same all over the file once, with a count, at the
/// end.
class NoticePrinter {
 public:
  /// `strict`: every notice is an error.
  explicit NoticePrinter(bool strict) : strict_(strict) {}

  void begin(const std::string& file);
  void add(const DataNotices& notices);
  void end();

  /// A patient was lost.
  [[nodiscard]] bool has_unreadable() const { return has_unreadable_; }
  /// With `strict`: something is amiss, and nothing more is to be screened.
  [[nodiscard]] bool is_fatal() const { return strict_ && has_any_; }

 private:
  static constexpr std::size_t max_unusable = 20;  ///< sorts of record shown of one file; the rest is counted

  struct Repeated {
    std::size_t line = 0;  ///< where it was met first
    std::size_t count = 0;
  };

  void print(const DataNotice& notice) const;
  void add_unusable(const DataNotice& notice);

  bool strict_;
  bool has_unreadable_ = false;
  bool has_any_ = false;
  std::string file_;
  std::map<std::string, std::size_t> unusable_;  ///< by text, the record's place left out: how many
  std::size_t not_shown_ = 0;                    ///< of sorts beyond `max_unusable`
  std::map<std::string, Repeated> repeated_;
};

}  // namespace eligo
