#include "runtime/ingest/byte_source.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "runtime/ingest/open_file.h"

#if __has_include(<zlib.h>)
#include <zlib.h>
#endif

namespace eligo::ingest {
namespace {

constexpr std::string_view gzip_mark = "\x1F\x8B";

}  // namespace

#if __has_include(<zlib.h>)

/// Unpacks gzip.
class ByteSource::Unpacker {
 public:
  Unpacker() {
    constexpr int gzip_alone = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, gzip_alone) != Z_OK) throw std::bad_alloc();
  }
  ~Unpacker() { inflateEnd(&stream_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  /// `more` gives packed bytes. Why nothing can be unpacked from here on stands in `error`.
  template <typename More>
  std::size_t read(char* buffer, std::size_t size, const More& more, std::string& error) {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size) {
      if (stream_.avail_in == 0) {
        packed_.resize(std::size_t{1} << 16U);
        packed_.resize(more(packed_.data(), packed_.size()));
        stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
        stream_.avail_in = static_cast<uInt>(packed_.size());
      }
      if (stream_.avail_in == 0) {
        if (!is_between_members_ && error.empty()) error = "the gzip data are cut off";
        return 0;
      }
      is_between_members_ = false;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      if (result == Z_STREAM_END) {
        is_between_members_ = true;
        inflateReset(&stream_);
      } else if (result == Z_MEM_ERROR) {
        throw std::bad_alloc();
      } else if (result != Z_OK) {
        error = "the gzip data are damaged";
        return size - stream_.avail_out;
      }
    }
    return size - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  std::string packed_;
  bool is_between_members_ = false;
};

#else

/// A build without zlib, for hosts that have no files.
class ByteSource::Unpacker {
 public:
  template <typename More>
  std::size_t read(char*, std::size_t, const More&, std::string& error) {
    error = "this program was built without zlib and reads no gzip";
    return 0;
  }
};

#endif

ByteSource::ByteSource(const std::string& path) {
  file_ = path == "-" ? stdin : open_file(path, error_);
  if (file_ == nullptr) return;
  struct stat status {};
  if (fstat(fileno(file_), &status) != 0) {
    error_ = std::strerror(errno);
    return;
  }
  if (S_ISDIR(status.st_mode)) error_ = std::strerror(EISDIR);
  if (S_ISREG(status.st_mode)) size_ = static_cast<std::size_t>(status.st_size);
}

ByteSource::ByteSource(Read read) : read_(std::move(read)) {}

ByteSource::~ByteSource() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

std::size_t ByteSource::read_packed(char* buffer, std::size_t size) {
  if (!head_.empty()) {
    const std::size_t count = std::min(size, head_.size());
    std::memcpy(buffer, head_.data(), count);
    head_.erase(0, count);
    return count == size ? count : count + read_packed(buffer + count, size - count);
  }
  const std::size_t count = read_ ? read_(buffer, size) : std::fread(buffer, 1, size, file_);
  if (count == 0 && file_ != nullptr && std::ferror(file_) != 0) error_ = std::strerror(errno);
  if (see_) see_(std::string_view(buffer, count));
  bytes_read_ += count;
  return count;
}

/// Looks at the first bytes. False if there are none.
bool ByteSource::begin() {
  has_begun_ = true;
  std::string head;
  char byte = 0;
  while (head.size() < gzip_mark.size() && read_packed(&byte, 1) == 1) head += byte;
  if (head == gzip_mark) unpacker_ = std::make_unique<Unpacker>();
  head_ = std::move(head);
  return !head_.empty();
}

std::size_t ByteSource::read(char* buffer, std::size_t size) {
  if ((file_ == nullptr && !read_) || !error_.empty()) return 0;
  if (!has_begun_ && !begin()) return 0;
  if (!unpacker_) return read_packed(buffer, size);
  const auto more = [this](char* to, std::size_t most) { return read_packed(to, most); };
  return unpacker_->read(buffer, size, more, error_);
}

}  // namespace eligo::ingest
