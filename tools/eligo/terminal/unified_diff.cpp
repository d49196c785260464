#include "tools/eligo/terminal/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <dtl/dtl.hpp>
#include <iterator>
#include <vector>

namespace eligo {

namespace {

/// A line of either text, with its line break.
struct DiffLine {
  char mark;  ///< ' ' in both, '-' in the old one, '+' in the new one
  std::string_view text;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// The shortest way from one text to the other; of lines that change together the old ones stand first.
std::vector<DiffLine> edits(std::string_view before, std::string_view after) {
  dtl::Diff<std::string_view, std::vector<std::string_view>> diff(lines_of(before), lines_of(after));
  diff.compose();
  std::vector<DiffLine> result;
  for (const auto& [text, info] : diff.getSes().getSequence()) {
    const char mark = info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ';
    result.push_back({mark, text});
  }
  const auto is_change = [](const DiffLine& line) { return line.mark != ' '; };
  for (auto at = result.begin(); at != result.end();) {
    const auto begin = std::find_if(at, result.end(), is_change);
    at = std::find_if_not(begin, result.end(), is_change);
    std::stable_partition(begin, at, [](const DiffLine& line) { return line.mark == '-'; });
  }
  return result;
}

constexpr std::size_t context = 3;

/// Where a hunk begins: by convention the line before it, if it holds none of that text.
std::size_t hunk_start(std::size_t lines_before, std::size_t length) {
  return length == 0 ? lines_before : lines_before + 1;
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<DiffLine> lines = edits(before, after);
  std::string result = fmt::format("--- {}\n+++ {}\n", name, name);
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  for (std::size_t at = 0; at < lines.size();) {
    // A hunk ends where more lines are equal than two contexts hold.
    std::size_t first = at;
    while (first < lines.size() && lines[first].mark == ' ') ++first;
    if (first == lines.size()) break;
    std::size_t last = first;
    for (std::size_t i = first; i < lines.size() && i <= last + 2 * context + 1; ++i) {
      if (lines[i].mark != ' ') last = i;
    }
    const std::size_t begin = first - std::min(context, first - at);
    const std::size_t end = std::min(last + 1 + context, lines.size());
    old_line += begin - at;
    new_line += begin - at;
    std::string body;
    std::size_t old_length = 0;
    std::size_t new_length = 0;
    for (at = begin; at < end; ++at) {
      const DiffLine& line = lines[at];
      if (line.mark != '+') ++old_length;
      if (line.mark != '-') ++new_length;
      body.append(1, line.mark).append(line.text);
      if (!line.text.ends_with('\n')) body += "\n\\ No newline at end of file\n";
    }
    result += fmt::format("@@ -{},{} +{},{} @@\n", hunk_start(old_line, old_length), old_length,
                          hunk_start(new_line, new_length), new_length);
    result += body;
    old_line += old_length;
    new_line += new_length;
  }
  return result;
}

std::string painted_diff(std::string_view diff, const Style& style) {
  std::string result;
  for (const std::string_view line : lines_of(diff)) {
    const bool is_head = line.starts_with("--- ") || line.starts_with("+++ ");
    const Tone tone = is_head                 ? Tone::strong
                      : line.starts_with('@') ? Tone::dim
                      : line.starts_with('-') ? Tone::bad
                      : line.starts_with('+') ? Tone::good
                                              : Tone::plain;
    result += paint(line.substr(0, line.size() - 1), tone, style) + '\n';
  }
  return result;
}

}  // namespace eligo
