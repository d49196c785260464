#include "runtime/units/quantity_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "runtime/units/grammar.h"
#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

/// Annotations that name what is counted, or that the number is one: without them the unit says the same.
constexpr std::string_view neutral[] = {"#",     "beat",  "beats", "breath", "breaths", "cell",
                                        "cells", "count", "inr",   "number", "ratio",   "score"};

/// Creatinine has many short forms, which mean one thing.
constexpr std::string_view creatinine[] = {"cr", "cre", "crea", "creat", "creatinine"};

template <std::size_t Size>
bool is_among(const std::string_view (&words)[Size],
              std::string_view text) {  // NOLINT(modernize-avoid-c-arrays)
  return std::ranges::find(words, text) != std::end(words);
}

/// Whether a factor is an equivalent, with or without a prefix: of an ion with two charges one millimole is
/// two milliequivalents, so that `meq` is a substance of a kind of its own.
bool counts_charges(std::string_view code) {
  for (auto at = code.find("eq"); at != std::string_view::npos; at = code.find("eq", at + 1)) {
    const bool is_last = at + 2 == code.size() || !is_letter(code[at + 2]);
    std::size_t begin = at;
    while (begin > 0 && is_letter(code[begin - 1])) --begin;
    const std::size_t prefix = at - begin;
    const bool is_name =
        begin > 0 && (code[begin - 1] == '{' || code[begin - 1] == '[' || code[begin - 1] == '_');
    if (is_last && prefix <= 2 && !is_name) return true;
  }
  return false;
}

/// The annotations of a code, in order of the alphabet, each in braces.
std::string annotations(std::string_view code) {
  std::vector<std::string> found;
  for (auto open = code.find('{'); open != std::string_view::npos; open = code.find('{', open + 1)) {
    const auto close = code.find('}', open);
    if (close == std::string_view::npos) break;
    std::string text = lower(code.substr(open + 1, close - open - 1));
    // `{1.73_m2}` is an area, and has a dimension.
    if (text.find("1.73") != std::string::npos || is_among(neutral, text)) continue;
    if (is_among(creatinine, text)) text = "creat";
    found.push_back("{" + text + "}");
  }
  if (counts_charges(code)) found.emplace_back("{eq}");
  std::ranges::sort(found);
  std::string result;
  for (const std::string& text : found) result += text;
  return result;
}

/// What stands above and below the line, for the base quantities that proportions are made of.
struct Sides {
  std::array<int, Dimension::base_count> above{};
  std::array<int, Dimension::base_count> below{};
  bool has_percent = false;

  void add(const Dimension& dimension, int sign) {
    std::size_t bases = 0;
    std::size_t only = 0;
    for (std::size_t i = 0; i < dimension.exponent.size(); ++i) {
      if (dimension.exponent[i] == 0) continue;
      ++bases;
      only = i;
    }
    // A pressure has a mass in it, too, but mm[Hg] per kilogram is no proportion of masses.
    if (bases != 1 || dimension.arbitrary != 0) return;
    const int exponent = dimension.exponent[only] * sign;
    (exponent > 0 ? above : below)[only] += std::abs(exponent);
  }
};

bool is_part_per(std::string_view component) {
  constexpr std::string_view codes[] = {"%", "[ppth]", "[ppm]", "[ppb]", "[pptr]"};
  return is_among(codes, component.substr(0, component.find('{')));
}

/// Adds what `code`, a product of components, has above and below the line.
void add_components(std::string_view code, int sign, Sides& sides) {
  int direction = sign;
  while (!code.empty()) {
    if (code.front() == '.' || code.front() == '/') {
      direction = code.front() == '/' ? -sign : sign;
      code.remove_prefix(1);
      continue;
    }
    int depth = 0;
    std::size_t end = 0;
    for (; end < code.size(); ++end) {
      const char c = code[end];
      if (c == '[' || c == '{') {  // a name, whatever signs it holds
        end = std::min(code.find(c == '[' ? ']' : '}', end), code.size() - 1);
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (depth == 0 && (c == '.' || c == '/')) break;
    }
    const std::string_view component = code.substr(0, end);
    code.remove_prefix(end);
    if (component.front() == '(' && component.back() == ')') {
      add_components(component.substr(1, component.size() - 2), direction, sides);
    } else if (is_part_per(component)) {
      sides.has_percent = true;
    } else {
      GrammarError ignored;
      if (const auto unit = parse_ucum(component, ignored)) sides.add(unit->dimension, direction);
    }
  }
}

std::string base_name(std::size_t base, int exponent) {
  Dimension dimension;
  dimension.exponent[base] = static_cast<std::int8_t>(std::min(exponent, 100));
  return dimension_name(dimension);
}

std::string proportion(std::string_view code) {
  Sides sides;
  add_components(code, 1, sides);
  std::string result = sides.has_percent ? "percent" : "";
  for (std::size_t base = 0; base < sides.above.size(); ++base) {
    if (sides.above[base] == 0 || sides.below[base] == 0) continue;
    if (!result.empty()) result += ", ";
    result += base_name(base, sides.above[base]) + " over " + base_name(base, sides.below[base]);
  }
  return result;
}

}  // namespace

QuantityKind quantity_kind(std::string_view code) { return {proportion(code), annotations(code), false}; }

}  // namespace eligo::units
