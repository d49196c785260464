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

}  // namespace eligo
