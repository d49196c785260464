#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace eligo {

/// Files whose changes are waited for, by their times of modification.
class WatchedFiles {
 public:
  /// What is changed from here on counts, also while the files are being read.
  void begin_run();
  /// The files that the run has read.
  void set(const std::set<std::string>& paths);
  /// Whether one was changed, made or removed since.
  [[nodiscard]] bool has_changed() const;

 private:
  using Time = std::filesystem::file_time_type;
  static Time time_of(const std::string& path);

  Time begun_;
  std::map<std::string, Time> times_;
};

/// Runs again and again: at once, and whenever a file changes that the run before has read. Ends when the
/// user interrupts it (Ctrl-C), with what the last run came to. `run` puts into its set every file it reads;
/// a folder stands for the list of its entries.
int watch(const std::function<int(std::set<std::string>& read)>& run);

}  // namespace eligo
