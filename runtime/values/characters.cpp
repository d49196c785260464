#include "runtime/values/characters.h"

#include <bit>

namespace eligo {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

char32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  // The first byte begins with as many ones as there are bytes; a single byte begins with none.
  const int ones = std::countl_one(lead);
  const bool is_first_of_many = ones >= 2 && ones <= 4;
  const std::size_t length = is_first_of_many ? static_cast<std::size_t>(ones) : 1;
  char32_t character = ones == 0 ? lead : is_first_of_many ? lead & (0x7FU >> ones) : broken_character;
  std::size_t used = 1;
  while (used < length && used < text.size() && is_continuation(text[used])) {
    character = (character << 6U) | (static_cast<unsigned char>(text[used]) & 0x3FU);
    ++used;
  }
  if (used < length) {
    used = 1;
    character = broken_character;
  }
  text.remove_prefix(used);
  return character;
}

std::string harmless(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_character(text);
    const bool is_harmful =
        is_control(c) || is_bidirectional_control(c) || is_invisible(c) || c == broken_character;
    clean.append(is_harmful ? "�" : before.substr(0, before.size() - text.size()));
  }
  return clean;
}

}  // namespace eligo
