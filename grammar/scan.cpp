#include "grammar/scan.h"

#include <algorithm>
#include <cstring>

#include "grammar/parse.h"

namespace eligo::grammar {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool starts(const char* at, const char* end, std::string_view text) {
  // The first character tells most words apart.
  return static_cast<std::size_t>(end - at) >= text.size() && *at == text.front() &&
         std::memcmp(at, text.data(), text.size()) == 0;
}

/// Letters of names are ASCII letters and letters beyond ASCII, but not the typographic signs of the
/// language.
bool is_typographic(const char* at, const char* end) {
  static constexpr std::string_view signs[] = {"≥", "≤", "≠",      "×",      "–",      "—", "“",
                                               "”", "„", "\u00A0", "\u202F", "\u2009", "−"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view s) { return starts(at, end, s); });
}

bool begins_name(const char* at, const char* end) {
  if (at == end || !is_letter(*at)) return false;
  const bool is_ascii = (static_cast<unsigned char>(*at) & 0x80U) == 0;
  return is_ascii || !is_typographic(at, end);
}

/// Letters, digits, underscores, and hyphens with something of a name behind them.
const char* name_end(const char* at, const char* end) {
  while (at != end) {
    if (is_digit(*at) || *at == '_' || begins_name(at, end)) {
      ++at;
    } else if (*at == '-' && at + 1 != end && (is_digit(at[1]) || begins_name(at + 1, end))) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

const char* digits_end(const char* at, const char* end) {
  while (at != end && is_digit(*at)) ++at;
  return at;
}

std::size_t blank_length(const char* at, const char* end) {
  if (*at == ' ' || *at == '\t' || *at == '\r') return 1;
  for (const std::string_view s : {"\u00A0", "\u202F", "\u2009"}) {
    if (starts(at, end, s)) return s.size();
  }
  return 0;
}

bool is_reserved(std::string_view word) {
  const auto& words = reserved_words();
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace

const char* skip_blanks(const char* at, const char* end) {
  while (at != end) {
    const std::size_t length = blank_length(at, end);
    if (length == 0) break;
    at += length;
  }
  return at;
}

const char* skip_space(const char* at, const char* end) {
  for (;;) {
    at = skip_blanks(at, end);
    if (at == end) return at;
    if (*at == '\n') {
      ++at;
    } else if (*at == '#') {
      at = std::find(at, end, '\n');
    } else {
      return at;
    }
  }
}

bool has_line_break(const char* begin, const char* end) { return std::find(begin, end, '\n') != end; }

const char* scan_word(const char* at, const char* end, std::string_view word) {
  if (!starts(at, end, word)) return nullptr;
  return name_end(at, end) == at + word.size() ? at + word.size() : nullptr;
}

const char* scan_sign(const char* at, const char* end, std::string_view sign) {
  if (sign == "-" && starts(at, end, "–")) return at + 3;
  if (sign == "-" && starts(at, end, "−")) return at + 3;
  if (sign == "*" && starts(at, end, "×")) return at + 2;
  return starts(at, end, sign) ? at + sign.size() : nullptr;
}

const char* scan_any_word(const char* at, const char* end) {
  if (!begins_name(at, end)) return nullptr;
  return name_end(at, end);
}

const char* scan_name(const char* at, const char* end) {
  const char* stop = scan_any_word(at, end);
  if (stop == nullptr || is_reserved({at, static_cast<std::size_t>(stop - at)})) return nullptr;
  return stop;
}

const char* scan_value_word(const char* at, const char* end) {
  const char* stop = scan_any_word(at, end);
  const bool goes_on =
      stop != nullptr && (scan_word(at, end, "not") != nullptr || scan_word(at, end, "one") != nullptr);
  return goes_on ? nullptr : stop;
}

const char* scan_statement_word(const char* at, const char* end) {
  for (const std::string_view word :
       {"on", "since", "from", "to", "by", "with", "for", "response", "entered", "planned"}) {
    if (scan_word(at, end, word) != nullptr) return nullptr;
  }
  return scan_any_word(at, end);
}

const char* scan_reason(const char* at, const char* end) {
  const char* stop = at;
  while (stop != end && *stop != '\n' && *stop != ';' && *stop != '#') ++stop;
  while (stop != at && blank_length(stop - 1, end) != 0) --stop;
  return stop == at || *at == '"' ? nullptr : stop;
}

const char* scan_path(const char* at, const char* end) {
  const char* stop = scan_any_word(at, end);
  while (stop != nullptr && stop != end && *stop == '/') {
    const char* next = name_end(stop + 1, end);
    if (next == stop + 1) break;
    stop = next;
  }
  return stop;
}

bool opens_text(const char* at, const char* end) {
  return starts(at, end, "\"") || starts(at, end, "“") || starts(at, end, "„");
}

const char* scan_text(const char* at, const char* end) {
  if (!opens_text(at, end)) return nullptr;
  const bool typographic = *at != '"';
  at += typographic ? 3 : 1;
  while (at != end) {
    if (typographic) {
      if (starts(at, end, "”")) return at + 3;
      // „German“ quotes end with the sign that opens English ones.
      if (starts(at, end, "“")) return at + 3;
      ++at;
    } else if (*at == '"') {
      if (at + 1 == end || at[1] != '"') return at + 1;
      at += 2;
    } else {
      ++at;
    }
  }
  return nullptr;
}

const char* scan_number(const char* at, const char* end) {
  if (at != end && *at == '-' && at + 1 != end && is_digit(at[1])) ++at;
  const char* stop = digits_end(at, end);
  if (stop == at) return nullptr;
  if (stop != end && *stop == '.' && stop + 1 != end && is_digit(stop[1])) stop = digits_end(stop + 1, end);
  if (stop != end && (*stop == 'e' || *stop == 'E')) {
    const char* power = stop + 1;
    if (power != end && (*power == '+' || *power == '-')) ++power;
    const char* after = digits_end(power, end);
    if (after != power) stop = after;
  }
  const bool is_date = stop != end && *stop == '-' && stop + 1 != end && is_digit(stop[1]);
  return is_date ? nullptr : stop;
}

const char* scan_integer(const char* at, const char* end) {
  const char* stop = digits_end(at, end);
  if (stop == at || (stop != end && *stop == '.' && stop + 1 != end && is_digit(stop[1]))) return nullptr;
  return stop;
}

const char* scan_date(const char* at, const char* end) {
  const char* stop = digits_end(at, end);
  if (stop - at != 4) return nullptr;
  for (int part = 0; part < 2; ++part) {
    if (stop == end || *stop != '-') break;
    const char* next = digits_end(stop + 1, end);
    if (next - stop != 3) return nullptr;
    stop = next;
  }
  return stop;
}

const char* scan_moment(const char* at, const char* end) {
  static constexpr std::string_view signs = ":.+-Z";
  const char* stop = scan_date(at, end);
  static constexpr std::ptrdiff_t whole_date = 10;
  if (stop == nullptr || stop - at != whole_date || stop == end || *stop != 'T') return stop;
  const char* time = stop + 1;
  const auto is_of_time = [](char c) { return (c >= '0' && c <= '9') || signs.find(c) != signs.npos; };
  while (time != end && is_of_time(*time)) ++time;
  return time;
}

const char* scan_long_date(const char* at, const char* end) {
  const char* stop = scan_moment(at, end);
  return stop != nullptr && stop - at > 4 ? stop : nullptr;
}

const char* scan_titre(const char* at, const char* end) {
  if (at == end || *at != '1') return nullptr;
  const char* colon = skip_blanks(at + 1, end);
  if (colon == end || *colon != ':') return nullptr;
  const char* number = skip_blanks(colon + 1, end);
  const char* stop = digits_end(number, end);
  return stop == number ? nullptr : stop;
}

const char* scan_comparator(const char* at, const char* end) {
  for (const std::string_view sign : {"<=", ">=", "!=", "≤", "≥", "≠", "<", ">", "="}) {
    if (starts(at, end, sign)) {
      const char* stop = at + sign.size();
      return sign == "=" && stop != end && *stop == '=' ? nullptr : stop;
    }
  }
  return nullptr;
}

const char* scan_unit(const char* at, const char* end) {
  static constexpr std::string_view per_surface = "mL/min/1.73 m2";
  if (starts(at, end, per_surface)) return at + per_surface.size();
  if (at == end) return nullptr;
  const bool starts_unit = begins_name(at, end) || *at == '%' || *at == '[' ||
                           (*at == '/' && at + 1 != end && (begins_name(at + 1, end) || at[1] == '[')) ||
                           starts(at, end, "10*") || starts(at, end, "10^") || starts(at, end, "°");
  if (!starts_unit) return nullptr;
  const char* stop = at;
  int round = 0;
  int curly = 0;
  for (; stop != end; ++stop) {
    const char c = *stop;
    if (c == '\n' || c == '#' || c == ';' || c == ',' || c == '"' || blank_length(stop, end) != 0) break;
    if (c == '(') ++round;
    if (c == ')' && --round < 0) break;
    if (c == '{') ++curly;
    if (c == '}' && --curly < 0) break;
  }
  const std::string_view unit(at, static_cast<std::size_t>(stop - at));
  // In cases a number may stand alone before these words.
  if (is_reserved(unit) || unit == "since" || unit == "response" || unit == "entered") return nullptr;
  return stop == at ? nullptr : stop;
}

const char* scan_code(const char* at, const char* end) {
  const char* stop = at;
  while (stop != end && (is_digit(*stop) || *stop == '-' || *stop == '.' || (is_letter(*stop) && *stop > 0)))
    ++stop;
  return stop == at ? nullptr : stop;
}

bool is_code_of_system(const char* system, const char* at, const char* end) {
  if (scan_code(at, end) == nullptr || scan_word(at, end, "and") != nullptr) return false;
  return !has_line_break(system, at) || is_digit(*at);
}

std::string_view token_at(const char* at, const char* end) {
  if (at == end) return {};
  const auto until = [&](const char* stop) {
    return std::string_view(at, static_cast<std::size_t>(stop - at));
  };
  for (const auto scan : {scan_text, scan_titre, scan_date, scan_number, scan_any_word, scan_comparator}) {
    if (const char* stop = scan(at, end)) return until(stop);
  }
  const char* stop = at + 1;
  while (stop != end && (static_cast<unsigned char>(*stop) & 0xC0U) == 0x80U) ++stop;
  return until(stop);
}

bool bracket_is_quantity(const char* at, const char* end) {
  if (at == end || *at != '(') return false;
  int depth = 0;
  while (at != end) {
    at = skip_space(at, end);
    if (at == end) return false;
    const std::string_view token = token_at(at, end);
    if (token == "(" && ++depth > max_nesting) return false;  // which is refused, whatever it holds
    if (token == ")" && --depth == 0) {
      at = skip_space(at + 1, end);
      if (at == end) return false;
      if (scan_comparator(at, end) != nullptr) return true;
      for (const std::string_view sign : {"+", "-", "–", "−", "*", "×", "/", "^"}) {
        if (starts(at, end, sign)) return true;
      }
      return scan_word(at, end, "in") != nullptr || scan_word(at, end, "otherwise") != nullptr ||
             scan_word(at, end, "from") != nullptr;
    }
    at += token.size();
  }
  return false;
}

}  // namespace eligo::grammar
