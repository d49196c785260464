#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace eligo {

/// Writes JSON front to back into one string, commas and escapes seen to.
class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    out_ += bracket;
  }
  void close(char bracket) { out_ += bracket; }
  void key(std::string_view name) {
    text(name);
    out_ += ':';
  }
  void text(std::string_view content) {
    separate();
    out_ += '"';
    for (std::size_t begin = 0; begin < content.size();) {
      std::size_t end = begin;
      while (end < content.size() && is_plain(content[end])) ++end;
      out_ += content.substr(begin, end - begin);
      begin = end < content.size() ? end + escape(content.substr(end)) : end;
    }
    out_ += '"';
  }
  /// A number, `true` or `false` as JSON writes it.
  void literal(std::string_view content) {
    separate();
    out_ += content;
  }
  void member(std::string_view name, std::string_view content) {
    key(name);
    text(content);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  /// A comma is due behind whatever is complete.
  void separate() {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
  }

  /// `\xC2` may begin a control character of Latin-1, which a terminal may obey as it obeys an escape.
  static bool is_plain(char c) {
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20 && c != '\x7F' && c != '\xC2';
  }

  /// Writes the character at the front of `rest`; how many bytes it has.
  std::size_t escape(std::string_view rest) {
    constexpr std::string_view digits = "0123456789abcdef";
    char c = rest.front();
    std::size_t length = 1;
    if (c == '\xC2') {
      const bool is_control = rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0;
      if (!is_control) {
        out_ += c;
        return length;
      }
      c = rest[1];
      length = 2;
    }
    const auto code = static_cast<unsigned char>(c);
    out_ += '\\';
    if (code >= 0x20 && code < 0x7F) {
      out_ += c;
    } else if (c == '\n') {
      out_ += 'n';
    } else {
      out_ += "u00";
      out_ += digits[code >> 4U];
      out_ += digits[code & 15U];
    }
    return length;
  }

  std::string out_;
};

}  // namespace eligo
