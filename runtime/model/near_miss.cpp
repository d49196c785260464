#include "runtime/model/near_miss.h"

#include <algorithm>
#include <cctype>

#include "runtime/values/ascii.h"

namespace eligo {
namespace {

std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c == '_' || c == ' ') c = '-';
    c = lower(c);
  }
  return result;
}

/// Whether the word counts: digits, or Roman numerals. One number is no slip of another: `iii` is not `ii`.
bool is_numeral(std::string_view folded) {
  return folded.find_first_not_of("0123456789") == std::string_view::npos ||
         folded.find_first_not_of("ivx") == std::string_view::npos;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::size_t slips_allowed(std::size_t length) { return length <= 4 ? 1 : length <= 8 ? 2 : 3; }

std::vector<std::string> near_misses(std::string_view word, const std::vector<std::string_view>& candidates,
                                     std::size_t count) {
  const std::string wanted = folded(word);
  const std::size_t limit = slips_allowed(wanted.size());
  std::vector<std::pair<std::size_t, std::string_view>> found;
  const bool counts = is_numeral(wanted);
  for (const std::string_view candidate : candidates) {
    const std::string other = folded(candidate);
    if (counts && other != wanted && is_numeral(other)) continue;
    const std::size_t distance = edit_distance(wanted, other, limit);
    // Two words of one letter are never near each other.
    if (distance <= limit && distance < std::max(wanted.size(), candidate.size()))
      found.emplace_back(distance, candidate);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (std::size_t i = 0; i < found.size() && i < count; ++i) result.emplace_back(found[i].second);
  return result;
}

}  // namespace eligo
