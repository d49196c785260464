#include "compiler/format/spelling.h"

#include <algorithm>
#include <iterator>

namespace eligo::format {
namespace {

struct SpelledSign {
  std::string_view pasted;
  std::string_view canonical;
};

constexpr SpelledSign signs[] = {
    // NOLINT(modernize-avoid-c-arrays)
    {"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"×", "*"}, {"–", "-"}, {"−", "-"},
};

std::string_view trimmed(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// A text between straight quotes. White space at the ends of its lines goes; all white space in a text means
/// one space.
std::string text_spelling(std::string_view text) {
  const bool is_typographic = text.front() != '"';
  const std::size_t quote = is_typographic ? std::string_view("“").size() : 1;
  std::string_view rest = text.substr(quote, text.size() - 2 * quote);
  std::string result = "\"";
  while (true) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    const bool is_last = length == rest.size();
    const std::string_view line = is_last ? rest : trimmed(rest.substr(0, length));
    for (std::size_t i = 0; i < line.size(); ++i) {
      result += line[i];
      if (line[i] != '"') continue;
      result += '"';
      if (i + 1 < line.size() && line[i + 1] == '"') ++i;
    }
    if (is_last) break;
    result += '\n';
    rest.remove_prefix(length + 1);
  }
  return result += '"';
}

}  // namespace

std::string spelling(std::string_view token, Syntax kind) {
  if (kind == Syntax::text) return text_spelling(token);
  if (kind == Syntax::normal_limit && (token == "*" || token == "×")) return "x";
  if (kind == Syntax::titre) {
    std::string titre;
    std::copy_if(token.begin(), token.end(), std::back_inserter(titre),
                 [](char c) { return c == ':' || (c >= '0' && c <= '9'); });
    if (!titre.empty()) return titre;
  }
  const auto* const sign = std::find_if(std::begin(signs), std::end(signs),
                                        [&](const SpelledSign& s) { return s.pasted == token; });
  return std::string(sign == std::end(signs) ? token : sign->canonical);
}

}  // namespace eligo::format
