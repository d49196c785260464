#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace eligo::ingest {

/// The bytes of a file, read from front to back. What is gzip by its content is handed out unpacked, several
/// members one after another included.
class ByteSource {
 public:
  /// Fills the front of a buffer and says how much; 0 at the end.
  using Read = std::function<std::size_t(char* buffer, std::size_t size)>;

  /// `-` is standard input. `error` says why it cannot be opened.
  explicit ByteSource(const std::string& path);
  explicit ByteSource(Read read);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// The next bytes; 0 at the end, and after an error.
  std::size_t read(char* buffer, std::size_t size);
  [[nodiscard]] const std::string& error() const { return error_; }
  /// Shows every stretch of the file to `see` as it is read and before it is unpacked.
  void show_to(std::function<void(std::string_view)> see) { see_ = std::move(see); }
  /// Of the file as it stands: bytes read so far, and its size (0 if unknown).
  [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  class Unpacker;

  std::size_t read_packed(char* buffer, std::size_t size);
  bool begin();

  std::FILE* file_ = nullptr;
  Read read_;
  std::function<void(std::string_view)> see_;
  std::string error_;
  std::string head_;  // read to tell what the file is, and not handed out yet
  bool has_begun_ = false;
  std::unique_ptr<Unpacker> unpacker_;
  std::size_t bytes_read_ = 0;
  std::size_t size_ = 0;
};

}  // namespace eligo::ingest
