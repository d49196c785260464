#include "tests/oracle/number.h"

#include <array>

namespace eligo::oracle {

std::string decimal(Number number) {
  std::string text = number < 0 ? "-" : "";
  const std::int64_t numerator = number < 0 ? -number.numerator() : number.numerator();
  const std::int64_t denominator = number.denominator();
  text += std::to_string(numerator / denominator);
  std::int64_t rest = numerator % denominator;
  if (rest != 0) text += '.';
  for (int digits = 0; rest != 0 && digits < 15; ++digits) {
    rest *= 10;
    text += static_cast<char>('0' + rest / denominator);
    rest %= denominator;
  }
  return text;
}

std::string sign(Comparison comparison) {
  static const std::array<const char*, 6> signs{"<", "<=", "=", "!=", ">=", ">"};
  return signs[static_cast<std::size_t>(comparison)];
}

bool holds(Number a, Comparison comparison, Number b) {
  switch (comparison) {
    case Comparison::less: return a < b;
    case Comparison::less_or_equal: return a <= b;
    case Comparison::equal: return a == b;
    case Comparison::not_equal: return a != b;
    case Comparison::greater_or_equal: return a >= b;
    case Comparison::greater: return a > b;
  }
  return false;
}

}  // namespace eligo::oracle
