#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

/// Damerau–Levenshtein distance (insert, delete, replace, swap neighbours) in bytes, or `limit` + 1 if it is
/// larger.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How many slips a word of this length may have and still be taken for another: 1 up to 4 letters, 2 up to
/// 8, else 3.
std::size_t slips_allowed(std::size_t length);

/// Those candidates that `word` may be a slip of, best first, at most `count`. Case, underscores and spaces
/// cost nothing.
std::vector<std::string> near_misses(std::string_view word, const std::vector<std::string_view>& candidates,
                                     std::size_t count = 3);

}  // namespace eligo
