#include "tools/eligo/terminal/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace eligo {

namespace fs = std::filesystem;

namespace {

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

mode_t permissions_of_new_file() {
  const mode_t left_out = ::umask(0);  // it can be read in no other way than by setting it
  ::umask(left_out);
  return 0666 & ~left_out;
}

/// Where a file stands once links are followed, and what stands there.
struct Target {
  fs::path path;
  struct stat status {};
  bool is_there = false;

  [[nodiscard]] bool is_device() const {
    return is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
  }
};

/// False if nothing can be written there, with the reason.
bool find_target(const std::string& path, Target& target, std::string& why) {
  target.is_there = ::stat(path.c_str(), &target.status) == 0;
  if (target.is_device()) {
    target.path = path;  // `/dev/stdout` leads to no path of its own
    return true;
  }
  std::error_code error;
  const int problem = target.is_there ? 0 : errno;
  target.path = fs::weakly_canonical(fs::absolute(path, error), error);
  if (path.empty()) {
    why = "it has no name";
  } else if (error || (problem != 0 && problem != ENOENT)) {
    why = error ? error.message() : std::strerror(problem);
  } else if (target.is_there && S_ISDIR(target.status.st_mode)) {
    why = "it is a folder";
  } else if (target.is_there && ::access(target.path.c_str(), W_OK) != 0) {
    why = std::strerror(errno);  // a rename would pass over a file's write protection
  } else if (::access(target.path.parent_path().c_str(), W_OK | X_OK) != 0) {
    why = "its folder: " + std::string(std::strerror(errno));
  } else {
    return true;
  }
  return false;
}

bool write_device(const std::string& path, std::string_view text, std::string& why) {
  // Without waiting for a reader that may never come; once there is one, writing waits for it.
  const int file = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY);
  bool is_done = file >= 0 && ::fcntl(file, F_SETFL, 0) == 0 && write_all(file, text);
  if (!is_done) why = errno == ENXIO ? "nobody reads from this pipe" : std::strerror(errno);
  if (file >= 0 && ::close(file) != 0 && is_done) {
    why = std::strerror(errno);
    is_done = false;
  }
  return is_done;
}

}  // namespace

bool can_replace(const std::string& path, std::string& why) {
  Target target;
  return find_target(path, target, why);
}

bool replace_file(const std::string& path, std::string_view text, std::string& why) {
  Target target;
  if (!find_target(path, target, why)) return false;
  if (target.is_device()) return write_device(path, text, why);
  const mode_t permissions = target.is_there ? target.status.st_mode : permissions_of_new_file();
  // Beside the file, since only a rename within one file system is one step.
  std::string temporary =
      (target.path.parent_path() / ("." + target.path.filename().string() + ".XXXXXX")).string();
  const int file = ::mkstemp(temporary.data());
  if (file < 0) {
    why = std::strerror(errno);
    return false;
  }
  bool is_done = write_all(file, text) && ::fchmod(file, permissions & 07777) == 0 && ::fsync(file) == 0;
  if (!is_done) why = std::strerror(errno);
  if (::close(file) != 0 && is_done) {
    why = std::strerror(errno);
    is_done = false;
  }
  if (is_done && std::rename(temporary.c_str(), target.path.c_str()) != 0) {
    why = std::strerror(errno);
    is_done = false;
  }
  if (!is_done) ::unlink(temporary.c_str());
  return is_done;
}

}  // namespace eligo
