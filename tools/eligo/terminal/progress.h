#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace eligo {

/// A line on standard error that tells how far a long run has come. Silent for short runs, and where nobody
/// watches. (A clock is read for this line only; no answer depends on it.)
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `size` is 0 where it is not known how much there is to read.
  void show(const std::string& file, std::size_t bytes_read, std::size_t size, std::size_t patients);
  /// Wipes the line, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool is_watched_;
  bool is_shown_ = false;
  Clock::time_point next_;
};

}  // namespace eligo
