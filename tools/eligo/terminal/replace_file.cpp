#include "tools/eligo/terminal/replace_file.h"

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

/// Everything onto the disk, with the permissions of the file that it replaces.
bool write_all(int file, std::string_view text, mode_t permissions) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fchmod(file, permissions) == 0 && ::fsync(file) == 0;
}

mode_t permissions_of_new_file() {
  const mode_t left_out = ::umask(0);  // it can be read in no other way than by setting it
  ::umask(left_out);
  return 0666 & ~left_out;
}

}  // namespace

bool replace_file(const std::string& path, std::string_view text, std::string& why) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
  struct stat status {};
  const bool is_there = !error && ::stat(target.c_str(), &status) == 0;
  if (error || (!is_there && errno != ENOENT)) {
    why = error ? error.message() : std::strerror(errno);
    return false;
  }
  if (!is_there) status.st_mode = permissions_of_new_file();
  if (is_there &&
      ::access(target.c_str(), W_OK) != 0) {  // a rename would pass over a file's write protection
    why = std::strerror(errno);
    return false;
  }
  // Beside the file, since only a rename within one file system is one step.
  std::string temporary = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  const int file = ::mkstemp(temporary.data());
  if (file < 0) {
    why = std::strerror(errno);
    return false;
  }
  bool is_done = write_all(file, text, status.st_mode);
  is_done = ::close(file) == 0 && is_done;
  is_done = is_done && std::rename(temporary.c_str(), target.c_str()) == 0;
  if (!is_done) {
    why = std::strerror(errno);
    ::unlink(temporary.c_str());
  }
  return is_done;
}

}  // namespace eligo
