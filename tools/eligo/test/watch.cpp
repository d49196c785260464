#include "tools/eligo/test/watch.h"

#include <csignal>
#include <cstdio>
#include <ctime>

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

constexpr long pause_nanoseconds = 200'000'000;  // between two looks at the files

volatile std::sig_atomic_t is_interrupted = 0;

void interrupt(int /*signal*/) { is_interrupted = 1; }

/// Lets Ctrl-C and `kill` end the watch while it lives; a second one ends the program at once.
class Interruptible {
 public:
  Interruptible() {
    struct sigaction action {};
    action.sa_handler = interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &old_interrupt_);
    sigaction(SIGTERM, &action, &old_end_);
  }
  ~Interruptible() {
    sigaction(SIGINT, &old_interrupt_, nullptr);
    sigaction(SIGTERM, &old_end_, nullptr);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_end_ {};
};

}  // namespace

WatchedFiles::Time WatchedFiles::time_of(const std::string& path) {
  std::error_code error;
  const Time time = std::filesystem::last_write_time(path, error);
  return error ? Time::min() : time;
}

void WatchedFiles::begin_run() { begun_ = Time::clock::now(); }

void WatchedFiles::set(const std::set<std::string>& paths) {
  times_.clear();
  const Time now = Time::clock::now();
  for (const std::string& path : paths) {
    const Time time = time_of(path);
    const bool has_changed_meanwhile = time > begun_ && time <= now;
    times_[path] = has_changed_meanwhile ? Time::max() : time;
  }
}

bool WatchedFiles::has_changed() const {
  for (const auto& [path, time] : times_) {
    if (time_of(path) != time) return true;
  }
  return false;
}

int watch(const std::function<int(std::set<std::string>& read)>& run) {
  const Interruptible interruptible;
  is_interrupted = 0;
  WatchedFiles files;
  int status = 0;
  while (is_interrupted == 0) {
    if (is_terminal(stdout)) std::fputs("\033[2J\033[3J\033[H", stdout);
    files.begin_run();
    std::set<std::string> read;
    status = run(read);
    files.set(read);
    std::fflush(stdout);
    std::fputs("waiting for changes; Ctrl-C ends\n", stderr);
    const timespec pause{0, pause_nanoseconds};
    while (is_interrupted == 0 && !files.has_changed()) nanosleep(&pause, nullptr);
  }
  return status;
}

}  // namespace eligo
