#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// How a query chooses among records. `selectors.def` lists the selectors and explains each trait.
namespace eligo {

enum class Selector : std::uint8_t {
#define ELIGO_SELECTOR(name, words, picks, records, gives, window, asks_several, reads_dose) name,
#include "runtime/model/selectors.def"
#undef ELIGO_SELECTOR
};

struct SelectorTraits {
  enum class Picks : std::uint8_t { many, latest, first, extreme };
  enum class Gives : std::uint8_t { value, count, dose };
  enum class Window : std::uint8_t { up_to, on, open };

  Selector selector;
  std::string_view words;
  Picks picks;
  std::uint8_t records;
  Gives gives;
  Window window;
  bool asks_several;
  bool reads_dose;

  [[nodiscard]] constexpr bool picks_one() const { return picks != Picks::many; }
  [[nodiscard]] constexpr bool counts() const { return gives == Gives::count; }
};

inline constexpr std::array selector_traits{
#define ELIGO_SELECTOR(name, words, picks, records, gives, window, asks_several, reads_dose) \
  SelectorTraits{Selector::name,                                                             \
                 words,                                                                      \
                 SelectorTraits::Picks::picks,                                               \
                 records,                                                                    \
                 SelectorTraits::Gives::gives,                                               \
                 SelectorTraits::Window::window,                                             \
                 asks_several,                                                               \
                 reads_dose},
#include "runtime/model/selectors.def"
#undef ELIGO_SELECTOR
};

constexpr const SelectorTraits& traits(Selector selector) {
  return selector_traits[static_cast<std::size_t>(selector)];
}

/// The selector that these words of the language name; none for words that name no selector.
constexpr std::optional<Selector> selector_named(std::string_view words) {
  if (words.empty()) return std::nullopt;
  for (const SelectorTraits& one : selector_traits) {
    if (one.words == words) return one.selector;
  }
  return std::nullopt;
}

}  // namespace eligo
