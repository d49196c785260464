#include "compiler/source/lines.h"

#include <algorithm>
#include <string_view>

namespace eligo {
namespace {

/// Characters before `end`: UTF-8 continuation bytes do not count.
std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

inline namespace v1 {

LineColumn locate(std::string_view text, std::uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          characters(before.substr(line_start)) + 1};
}

}  // namespace v1

LineColumn LineIndex::locate(const Span& span) {
  if (starts_.size() <= span.file) starts_.resize(span.file + 1);
  auto& starts = starts_[span.file];
  const std::string_view text = files_[span.file].text;
  if (starts.empty()) {
    starts.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  const auto line = std::upper_bound(starts.begin(), starts.end(), span.begin) - 1;
  const auto number = static_cast<std::uint32_t>(line - starts.begin()) + 1;
  const bool goes_on = file_ == span.file && line_ == number && offset_ <= span.begin;
  const std::uint32_t from = goes_on ? offset_ : *line;
  column_ = (goes_on ? column_ : 1) + characters(text.substr(from, span.begin - from));
  file_ = span.file;
  line_ = number;
  offset_ = span.begin;
  return {number, column_};
}

}  // namespace eligo
