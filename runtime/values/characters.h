// Characters of UTF-8 text, and the ones among them that a reader does not see.
#pragma once

#include <string>
#include <string_view>

namespace eligo {

constexpr char32_t broken_character = 0xFFFD;  ///< `�`, for bytes that are no UTF-8

/// The character at the front of `text`, which is not empty, its bytes cut off `text`. Broken bytes count as
/// one character each.
char32_t take_character(std::string_view& text);

/// A control character, of ASCII or of Latin-1: tab and line ends, escape.
constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
/// A character that turns the order of what stands beside it on the screen.
constexpr bool is_bidirectional_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}
/// A character without a width: joiners, zero-width spaces, invisible operators, tags.
constexpr bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206A && c <= 0x206F) ||
         c == 0xFEFF || c == 0x180E || (c >= 0xE0000 && c <= 0xE007F);
}

/// Text from data, fit for a terminal: control characters (escape sequences among them), characters that turn
/// the order of others or are invisible, and broken bytes become `�`.
std::string harmless(std::string_view text);

}  // namespace eligo
