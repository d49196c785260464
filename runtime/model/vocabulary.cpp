#include "runtime/model/vocabulary.h"

namespace eligo {

std::string fold_word(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool has_gap = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '_') {
      has_gap = !result.empty();
      continue;
    }
    if (has_gap) result += '-';
    has_gap = false;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

std::optional<Conversion> conversion_into(const ValueType& type, const Unit& from) {
  if (const auto own = convert(from, type.unit, type.molar_mass)) return own;
  for (const FurtherUnit& further : type.further_units) {
    if (!further.spelling.empty()) continue;
    if (const auto to_declared = convert(from, further.unit, type.molar_mass))
      return chained(*to_declared, further.conversion);
  }
  return std::nullopt;
}

}  // namespace eligo
