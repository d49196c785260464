#include "runtime/units/lost_superscript.h"

#include <cstddef>

#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Whether a factor of a unit, or a number before one, may begin after this character.
bool begins_factor(char before) {
  return is_blank(before) || std::string_view("xX*./(").find(before) != std::string_view::npos;
}

/// The multiplication sign ends in a byte of its own.
bool may_begin_power(std::string_view text, std::size_t at) {
  return at == 0 || begins_factor(text[at - 1]) || static_cast<unsigned char>(text[at - 1]) == 0x97U;
}

}  // namespace

std::string lost_superscript(std::string_view text) {
  for (std::size_t at = text.find("10"); at != std::string_view::npos; at = text.find("10", at + 1)) {
    std::size_t power = at + 2;
    while (power < text.size() && is_blank(text[power])) ++power;
    std::size_t end = power;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (!may_begin_power(text, at) || end == power || end - power > 2 || text[power] == '0') continue;
    // `10 24h` would be ten days; a power of ten is followed by what it counts, or by nothing.
    const bool ends_factor =
        end == text.size() || is_blank(text[end]) || text[end] == '/' || text[end] == '.' || text[end] == '{';
    if (!ends_factor) continue;
    std::string result = "10*" + std::string(text.substr(power, end - power));
    while (end < text.size() && is_blank(text[end])) ++end;
    return result + std::string(text.substr(end));
  }
  return {};
}

bool has_lost_power(std::string_view text) {
  for (std::size_t at = text.find("10"); at != std::string_view::npos; at = text.find("10", at + 1)) {
    if (!may_begin_power(text, at)) continue;
    std::size_t end = at + 2;
    const bool has_mark = end < text.size() && (text[end] == '*' || text[end] == '^');
    if (has_mark) ++end;
    while (has_mark && end < text.size() && is_blank(text[end])) ++end;
    const std::string_view rest = text.substr(end);
    // A bare ten counts something: `10/L` at the beginning, never in `mg/10 mL`.
    if (!has_mark && rest.starts_with('/') && text.find('/') == end) return true;
    if (has_mark && (rest.empty() || is_letter(rest[0]) ||
                     std::string_view("/.{[)").find(rest[0]) != std::string_view::npos))
      return true;
  }
  return false;
}

}  // namespace eligo::units
