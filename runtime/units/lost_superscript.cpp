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

}  // namespace

std::string lost_superscript(std::string_view text) {
  for (std::size_t at = text.find("10"); at != std::string_view::npos; at = text.find("10", at + 1)) {
    // The multiplication sign ends in a byte of its own.
    const bool is_first =
        at == 0 || begins_factor(text[at - 1]) || static_cast<unsigned char>(text[at - 1]) == 0x97U;
    std::size_t power = at + 2;
    while (power < text.size() && is_blank(text[power])) ++power;
    std::size_t end = power;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (!is_first || end == power || end - power > 2 || text[power] == '0') continue;
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

}  // namespace eligo::units
