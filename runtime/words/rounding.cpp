#include "runtime/words/rounding.h"

#include <algorithm>

namespace eligo {
namespace {

constexpr int fewest_digits = 4;
constexpr int short_enough = 6;
constexpr int most_digits = 12;

/// Digits from the first that is not 0.
int significant_digits(const std::string& text) {
  const auto first = text.find_first_of("123456789");
  if (first == std::string::npos) return 0;
  return static_cast<int>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(),
                                        [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

std::string printed(const Number& value, const std::vector<Number>& limits) {
  if (value.is_whole() || Number::parse(value.rounded_text(short_enough)) == value) return value.text();
  std::string text;
  for (int digits = fewest_digits; digits <= most_digits; ++digits) {
    text = value.rounded_text(digits);
    const auto rounded = Number::parse(text);
    if (!rounded) return text;  // too large to be written out
    if (*rounded == value) return text;
    const bool is_on_its_side = std::all_of(limits.begin(), limits.end(), [&](const Number& limit) {
      return (*rounded <=> limit) == (value <=> limit);
    });
    if (is_on_its_side && text.back() != '0' && significant_digits(text) >= digits) return text;
  }
  return (Number::parse(text).value_or(value) < value ? "just above " : "just below ") + text;
}

}  // namespace eligo
