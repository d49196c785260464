#include "runtime/values/characters.h"

namespace eligo {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

char32_t take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  std::size_t length = 1;
  char32_t character = lead < 0x80U ? lead : broken_character;
  if (lead >= 0xF0U && lead < 0xF8U) {
    length = 4;
    character = lead & 0x07U;
  } else if (lead >= 0xE0U && lead < 0xF0U) {
    length = 3;
    character = lead & 0x0FU;
  } else if (lead >= 0xC0U && lead < 0xE0U) {
    length = 2;
    character = lead & 0x1FU;
  }
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
