#include "runtime/units/suggest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <tuple>

#include "runtime/units/customary.h"
#include "runtime/units/grammar.h"
#include "runtime/units/readings.h"
#include "runtime/units/table.h"
#include "runtime/units/unit.h"
#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

constexpr std::size_t most_suggestions = 3;
constexpr std::size_t longest_name = 24;  // of an unknown name for which a near one is looked for

// Units that criteria and laboratories use, the most frequent first. They come before all other units that
// are as near.
constexpr std::string_view common[] = {
    "mg",   "g",    "dL",  "mL",   "L",   "uL",  "mmol", "umol", "nmol", "ug",  "ng",     "pg",  "kg",
    "IU",   "mIU",  "U",   "mmHg", "d",   "wk",  "mo",   "a",    "h",    "min", "s",      "%",   "cm",
    "m",    "mm",   "m2",  "mm3",  "um3", "mol", "pmol", "meq",  "eq",   "fL",  "mcg",    "uIU", "kIU",
    "mosm", "osm",  "mU",  "kU",   "km",  "um",  "nm",   "kPa",  "Pa",   "Cel", "[degF]", "kat", "Hz",
    "cal",  "kcal", "mSv", "Gy",   "MBq", "mCi", "J",    "kJ",   "W",    "ms",
};

/// Lower case and without square brackets, as a hasty writer may put it.
std::string fold(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (c == '[' || c == ']') continue;
    folded += lower(c);
  }
  return folded;
}

/// Letters to insert, drop, change or swap with a neighbour to turn `a` into `b` (Damerau's distance, no part
/// twice).
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest_name + 1>, longest_name + 1> table{};
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

/// How many letters may be wrong in a name of this length.
std::size_t tolerance(std::size_t length) { return length < 2 ? 0 : (length < 5 ? 1 : 2); }

struct SuggestedUnit {
  std::size_t distance;
  std::size_t rank;  // among names as near
  std::string_view name;

  friend bool operator<(const SuggestedUnit& a, const SuggestedUnit& b) {
    return std::tie(a.distance, a.rank, a.name) < std::tie(b.distance, b.rank, b.name);
  }
};

/// Names near `unknown`, best first.
std::vector<SuggestedUnit> near_names(std::string_view unknown) {
  std::vector<SuggestedUnit> found;
  const std::string folded = fold(unknown);
  const auto consider = [&](std::string_view name, std::size_t rank) {
    const std::string other = fold(name);
    if (other.size() > longest_name || folded.size() > longest_name) return;
    // `oz` may be any of [oz_av], [oz_tr], …
    const std::size_t apart = other.starts_with(folded + "_") ? 0 : distance(folded, other);
    if (apart <= tolerance(folded.size())) found.push_back({apart, rank, name});
  };
  for (std::size_t i = 0; i < std::size(common); ++i) consider(common[i], i);
  for (const Spelling& spelling : factor_spellings()) consider(spelling.text, std::size(common));
  for (const UnitRow& row : rows()) consider(row.code, std::size(common) + 1);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::span<const std::string_view> common_names() { return common; }

std::vector<std::string> suggest(std::string_view code, std::string_view unknown) {
  std::vector<std::string> suggestions;
  const auto offer = [&](const std::string& text) {
    if (suggestions.size() == most_suggestions || std::ranges::find(suggestions, text) != suggestions.end())
      return;
    if (parse_unit(text)) suggestions.push_back(text);
  };
  if (unknown.empty()) return suggestions;
  offer(in_usual_capitals(code));
  const auto start = static_cast<std::size_t>(unknown.data() - code.data());
  // Once something is as near as this, nothing that is further off.
  std::optional<std::size_t> nearest;
  if (!suggestions.empty()) nearest = 0;
  for (const SuggestedUnit& candidate : near_names(unknown)) {
    if (nearest && candidate.distance > *nearest) break;
    offer(std::string(code).replace(start, unknown.size(), candidate.name));
    if (!suggestions.empty()) nearest = nearest.value_or(candidate.distance);
  }
  return suggestions;
}

}  // namespace eligo::units
