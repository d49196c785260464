#include "compiler/lint/quotation.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "runtime/values/ascii.h"

namespace eligo::lint {
namespace {

bool begins_word(char c) { return is_letter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

struct QuotedSign {
  std::string_view written;
  std::string_view plain;
};
constexpr std::array<QuotedSign, 13> signs{{{"≥", ">="},
                                            {"≤", "<="},
                                            {">=", ">="},
                                            {"<=", "<="},
                                            {"–", "-"},
                                            {"—", "-"},
                                            {"−", "-"},
                                            {"“", "\""},
                                            {"”", "\""},
                                            {"„", "\""},
                                            {"’", "'"},
                                            {"‘", "'"},
                                            {"\u00A0", " "}}};

/// The sign that stands at a place, or the end of the table. Most characters are none.
const QuotedSign* sign_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if ((static_cast<unsigned char>(c) & 0x80U) == 0 && c != '<' && c != '>') return signs.end();
  return std::find_if(signs.begin(), signs.end(),
                      [&](const QuotedSign& s) { return text.substr(at).starts_with(s.written); });
}

std::uint32_t initial(char c) {
  return c >= 'a' && c <= 'z' ? 1U << static_cast<unsigned>(c - 'a') : 1U << 26U;
}

/// A decimal, perhaps with commas between thousands: `10,000`.
std::size_t number_end(std::string_view text, std::size_t at) {
  const auto digits = [&](std::size_t from) {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
  };
  std::size_t end = digits(at);
  while (end < text.size() && text[end] == ',' && digits(end + 1) == end + 4) end += 4;
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) end = digits(end + 1);
  return end;
}

}  // namespace

Quotation::Quotation(std::string_view quoted, std::uint32_t file, std::uint32_t begin) : file_(file) {
  for (std::size_t at = 0; at < quoted.size();) {
    const char c = quoted[at];
    const auto* sign = sign_at(quoted, at);
    std::size_t end = at + 1;
    std::string text;
    if (sign != signs.end()) {
      end = at + sign->written.size();
      if (sign->plain != "\"" && sign->plain != " ") text = sign->plain;
    } else if (is_digit(c)) {
      end = number_end(quoted, at);
      text = quoted.substr(at, end - at);
      std::erase(text, ',');
    } else if (begins_word(c)) {
      while (end < quoted.size() && (begins_word(quoted[end]) || is_digit(quoted[end])) &&
             sign_at(quoted, end) == signs.end())
        ++end;
      text = quoted.substr(at, end - at);
      text = lower(text);
    } else if (c != '"' && c != '\\' && std::isspace(static_cast<unsigned char>(c)) == 0) {
      text = c;
    }
    if (!text.empty()) {
      initials_ |= initial(text.front());
      tokens_.push_back(
          {std::move(text), begin + static_cast<std::uint32_t>(at), begin + static_cast<std::uint32_t>(end)});
    }
    at = end;
  }
}

std::size_t Quotation::match(std::string_view phrase, std::size_t at) const {
  while (!phrase.empty()) {
    if (at == tokens_.size()) return 0;
    const std::string_view word = phrase.substr(0, phrase.find(' '));
    const bool is_beginning = word.size() > 1 && word.back() == '*';
    const bool fits = is_beginning ? tokens_[at].text.starts_with(word.substr(0, word.size() - 1))
                                   : tokens_[at].text == word;
    if (!fits) return 0;
    ++at;
    phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
  }
  return at;
}

std::optional<std::size_t> Quotation::index(std::initializer_list<std::string_view> phrases,
                                            std::size_t from) const {
  std::optional<std::size_t> best;
  for (const std::string_view phrase : phrases) {
    if ((initials_ & initial(phrase.front())) == 0) continue;
    const std::size_t stop = best ? *best : tokens_.size();
    for (std::size_t at = from; at < stop; ++at) {
      if (tokens_[at].text.front() != phrase.front() || match(phrase, at) == 0) continue;
      best = at;
      break;
    }
  }
  return best;
}

std::optional<Span> Quotation::find(std::initializer_list<std::string_view> phrases) const {
  const auto at = index(phrases);
  if (!at) return std::nullopt;
  std::size_t end = 0;
  for (const std::string_view phrase : phrases) end = std::max(end, match(phrase, *at));
  return span(*at, end - 1);
}

std::optional<std::string> number_of(std::string_view token) {
  static constexpr std::array<std::string_view, 13> words = {"zero", "one",    "two",   "three", "four",
                                                             "five", "six",    "seven", "eight", "nine",
                                                             "ten",  "eleven", "twelve"};
  if (!token.empty() && is_digit(token.front())) return std::string(token);
  const auto* const found = std::find(words.begin(), words.end(), token);
  if (found == words.end()) return std::nullopt;
  return std::to_string(found - words.begin());
}

}  // namespace eligo::lint
