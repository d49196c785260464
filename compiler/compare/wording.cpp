#include "compiler/compare/wording.h"

#include <algorithm>
#include <cctype>

namespace eligo::amendment {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '.' || c == '_';
}

/// Words, and the separators between them: spaces, each sign for itself.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_word_byte(text[at])) {
      while (end < text.size() && is_word_byte(text[end])) ++end;
    }
    result.push_back(text.substr(at, end - at));
    at = end;
  }
  return result;
}

/// Lengths of the longest common subsequences of all ends of two lists.
std::vector<std::vector<std::uint32_t>> common(const std::vector<std::string_view>& a,
                                               const std::vector<std::string_view>& b) {
  std::vector<std::vector<std::uint32_t>> length(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t k = b.size(); k-- > 0;)
      length[i][k] = a[i] == b[k] ? length[i + 1][k + 1] + 1 : std::max(length[i + 1][k], length[i][k + 1]);
  }
  return length;
}

void append(std::vector<Stretch>& to, std::string_view text, bool is_changed) {
  if (to.empty() || to.back().is_changed != is_changed) to.push_back({{}, is_changed});
  to.back().text += text;
}

/// A space between two changed words is changed with them; one at the edge of a change is not.
void tidy(std::vector<Stretch>& stretches) {
  std::vector<Stretch> result;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    Stretch& piece = stretches[i];
    const bool is_gap = !piece.is_changed && piece.text == " " && i > 0 && i + 1 < stretches.size();
    append(result, piece.text, piece.is_changed || is_gap);
  }
  stretches = std::move(result);
}

}  // namespace

WordDifference compare_words(std::string_view old, std::string_view now) {
  const auto a = pieces(old);
  const auto b = pieces(now);
  WordDifference result;
  static constexpr std::size_t most_pieces = 4000;  // beyond, a comparison by words is of no use to a reader
  if (a.size() > most_pieces || b.size() > most_pieces)
    return {{{std::string(old), true}}, {{std::string(now), true}}};
  const auto length = common(a, b);
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() || k < b.size()) {
    if (i < a.size() && k < b.size() && a[i] == b[k]) {
      append(result.old, a[i++], false);
      append(result.now, b[k++], false);
    } else if (k == b.size() || (i < a.size() && length[i + 1][k] >= length[i][k + 1])) {
      append(result.old, a[i++], true);
    } else {
      append(result.now, b[k++], true);
    }
  }
  tidy(result.old);
  tidy(result.now);
  return result;
}

double likeness(std::string_view old, std::string_view now) {
  const auto words = [](const std::string& text) {
    std::vector<std::string_view> result;
    for (const std::string_view piece : pieces(text)) {
      if (is_word_byte(piece.front())) result.push_back(piece);
    }
    return result;
  };
  const auto folded = [](std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
  };
  const std::string x = folded(old);
  const std::string y = folded(now);
  const auto a = words(x);
  const auto b = words(y);
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  return 2.0 * common(a, b)[0][0] / static_cast<double>(a.size() + b.size());
}

}  // namespace eligo::amendment
