#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::amendment {

/// A stretch of text that two versions share, or that one of them has.
struct Stretch {
  std::string text;
  bool is_changed = false;
};

/// Two wordings, word by word.
struct WordDifference {
  std::vector<Stretch> old;
  std::vector<Stretch> now;
};

/// The longest common run of words is shared; the rest of either side is changed.
WordDifference compare_words(std::string_view old, std::string_view now);

/// How much of two texts is the same words in the same order: 0 nothing, 1 all. Capitals and punctuation do
/// not count.
double likeness(std::string_view old, std::string_view now);

}  // namespace eligo::amendment
