#pragma once

#include <cstdio>
#include <map>
#include <string>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// Tells on standard error what could not be read or was not understood in a file of patients: what concerns
/// one patient at once, what is the same all over the file once, with a count, at the end.
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
  static constexpr std::size_t max_unusable = 20;  ///< shown of one file; the rest is counted

  struct Repeated {
    std::size_t line = 0;  ///< where it was met first
    std::size_t count = 0;
  };

  void print(const DataNotice& notice) const;

  bool strict_;
  bool has_unreadable_ = false;
  bool has_any_ = false;
  std::string file_;
  std::size_t unusable_ = 0;
  std::map<std::string, Repeated> repeated_;
};

}  // namespace eligo
