#pragma once

#include <cstdio>
#include <map>
#include <string>

#include "runtime/ingest/patient_parser.h"
#include "runtime/model/vocabulary.h"

namespace eligo {

/// Tells on standard error what could not be read or was not understood in a file of patients: what concerns
/// one record at once, where it is met first; what is the same all over the file once, with a count, at the
/// end.
///
/// Unless they are asked for, neither patients' ids nor what their records hold is told: only where something
/// is wrong, and of which sort. Names and codes that are not understood are told; they say which fact is
/// meant, and without them nobody could say what they are.
class NoticePrinter {
 public:
  /// `strict`: every notice is an error. `shows_values`: ids and values are asked for. The vocabulary must
  /// outlive it.
  NoticePrinter(bool strict, bool shows_values, const Vocabulary& vocabulary)
      : strict_(strict), shows_values_(shows_values), vocabulary_(vocabulary) {}

  void begin(const std::string& file);
  void add(const DataNotices& notices);
  /// A warning about a patient's id, which leaves all data understood; or about the file.
  void warn(std::size_t line, const std::string& text);
  void warn(const std::string& text);
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

  [[nodiscard]] std::string without_values(std::string_view text) const;

  bool strict_;
  bool shows_values_;
  const Vocabulary& vocabulary_;
  bool has_unreadable_ = false;
  bool has_any_ = false;
  std::string file_;
  std::map<std::string, std::size_t> unusable_;  ///< by text, the record's place left out: how many
  std::size_t not_shown_ = 0;                    ///< of sorts beyond `max_unusable`
  std::size_t warnings_ = 0;                     ///< about lines
  std::map<std::string, Repeated> repeated_;
};

}  // namespace eligo
