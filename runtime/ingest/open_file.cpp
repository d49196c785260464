#include "runtime/ingest/open_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

namespace eligo {

namespace {

constexpr int most_looks = 100;
constexpr long pause_nanoseconds = 20'000'000;  // between two looks: two seconds in all

/// The first byte of a pipe, as soon as there is one; EOF, with the reason, if nobody writes. Where a writer
/// is there and has nothing to say yet, `has_writer` is set.
int first_byte(int file, bool& has_writer, std::string& why) {
  for (int look = 0; look < most_looks; ++look) {
    unsigned char byte = 0;
    const ssize_t got = ::read(file, &byte, 1);
    if (got == 1) return byte;
    has_writer = got < 0 && (errno == EAGAIN || errno == EINTR);
    if (has_writer) return EOF;
    if (got < 0) {
      why = std::strerror(errno);
      return EOF;
    }
    const timespec pause{0, pause_nanoseconds};
    ::nanosleep(&pause, nullptr);
  }
  why = "nobody writes to this pipe";
  return EOF;
}

}  // namespace

std::FILE* open_file(const std::string& path, std::string& why) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0) {
    const int reason = errno;
    if (file >= 0) ::close(file);
    why = std::strerror(reason);
    return nullptr;
  }
  int first = EOF;
  bool has_writer = false;
  if (S_ISDIR(status.st_mode)) why = "it is a folder";
  if (S_ISFIFO(status.st_mode)) first = first_byte(file, has_writer, why);
  std::FILE* stream = why.empty() && ::fcntl(file, F_SETFL, 0) == 0 ? ::fdopen(file, "rb") : nullptr;
  if (stream == nullptr) {
    const int reason = errno;
    ::close(file);
    if (why.empty()) why = std::strerror(reason);
    return nullptr;
  }
  if (first != EOF) std::ungetc(first, stream);
  return stream;
}

}  // namespace eligo
