#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/source/digest.h"
#include "tools/eligo/terminal/run_files.h"

namespace eligo {

/// What an earlier run, which was ended before its end, has answered already.
struct Answered {
  std::size_t lines = 0;                  ///< documents answered, each by one line
  std::size_t unreadable = 0;             ///< of them: could not be read
  std::array<std::size_t, 3> verdicts{};  ///< of the others, by Verdict
};

/// Where the answers of a run go, one line after another: to standard output, or to a file.
///
/// A file is put in its place when the run has succeeded. Until then the answers stand beside it in
/// `FILE.partial`, and `FILE.run` says of which run they are. A run that was ended can be gone on with; a
/// line that was cut in two is written anew.
class Answers {
 public:
  Answers() = default;
  ~Answers();
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  /// Opens `path`. `run` is a JSON object that says what the answers depend on; to go on with an earlier run
  /// it must be the same. `see` is shown every line that is there already. False if it cannot be done:
  /// standard error says why.
  bool open(const std::string& path, RunFiles& files, const std::string& run, bool resumes,
            const std::function<void(std::string_view)>& see);
  [[nodiscard]] const Answered& answered() const { return answered_; }

  void add(std::string_view line);
  /// Sends on what was added, in whole lines. False if it cannot be written: standard error says why.
  bool flush();
  /// Puts a file in its place. False if it cannot be done: standard error says why.
  bool finish();
  /// Where the answers stand that were given so far; empty if they are in no file of their own.
  [[nodiscard]] std::string unfinished() const { return length_ > 0 && !is_finished_ ? partial_ : ""; }
  /// The digest of all lines, those of the earlier run among them.
  [[nodiscard]] std::string digest() const { return digester_.value(); }

 private:
  bool check_earlier(const std::string& run, bool resumes);
  bool take_earlier(const std::function<void(std::string_view)>& see);
  void count(std::string_view line);
  bool fail(const std::string& why);

  std::string path_;  ///< empty: standard output
  std::string partial_;
  std::string run_;
  int file_ = -1;
  bool is_begun_ = false;  ///< what stands in the file is of this run
  bool is_finished_ = false;
  std::size_t length_ = 0;  ///< of the whole lines in the file
  std::string waiting_;     ///< whole lines that are not written yet
  Answered answered_;
  Digester digester_;
};

}  // namespace eligo
