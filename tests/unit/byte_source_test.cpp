#include "runtime/ingest/byte_source.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <string>

/// The bytes of a file, plain and packed.
namespace eligo::ingest {
namespace {

std::string packed(std::string text) {
  z_stream stream{};
  constexpr int gzip = 16 + MAX_WBITS;
  constexpr int memory = 8;
  REQUIRE(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip, memory, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

struct Content {
  std::string text, error;
};

/// Reads `file` in pieces of `piece` bytes, into a buffer of as many.
Content content_of(const std::string& file, std::size_t piece) {
  ByteSource source([&file, piece, at = std::size_t{0}](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, file.size() - at});
    std::memcpy(buffer, file.data() + at, count);
    at += count;
    return count;
  });
  Content content;
  std::string buffer(piece, '\0');
  while (const std::size_t count = source.read(buffer.data(), buffer.size()))
    content.text.append(buffer, 0, count);
  content.error = source.error();
  return content;
}

const std::string long_text = [] {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}();

}  // namespace

TEST_CASE("gzip is unpacked by its content, in pieces of any size") {
  for (const std::size_t piece : {1U, 7U, 4096U, 1U << 20U}) {
    CAPTURE(piece);
    CHECK(content_of(packed(long_text), piece).text == long_text);
    CHECK(content_of(long_text, piece).text == long_text);
    CHECK(content_of(packed("a\n") + packed("") + packed("b\n"), piece).text == "a\nb\n");
  }
}

TEST_CASE("what is no gzip, or too short to tell, is handed on as it stands") {
  for (const std::string text : {"", "\x1F", "\x1F{", "{}", "\x8B\x1F"}) {
    const Content content = content_of(text, 1);
    CHECK(content.text == text);
    CHECK(content.error.empty());
  }
}

TEST_CASE("gzip that is cut off or damaged gives what stands before, and says so") {
  const std::string file = packed(long_text);
  for (std::size_t length = 2; length < file.size(); length += 997) {
    const Content content = content_of(file.substr(0, length), 100);
    CHECK(content.error == "the gzip data are cut off");
    CHECK(long_text.starts_with(content.text));
  }
  std::string damaged = file;
  for (std::size_t i = file.size() / 2; i < file.size() / 2 + 50; ++i) damaged[i] = '\x55';
  CHECK_FALSE(content_of(damaged, 100).error.empty());
  CHECK_FALSE(content_of(file + "tail", 100).error.empty());
}

}  // namespace eligo::ingest
