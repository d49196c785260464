#include <algorithm>

#include "grammar/parse.h"

namespace eligo {

const std::vector<std::string_view>& block_words() {
  static const std::vector<std::string_view> words = {
      "anchor",    "attribute", "case",  "cases",     "condition", "define",      "definition", "derive",
      "exclusion", "field",     "group", "inclusion", "library",   "observation", "patient",    "procedure",
      "protocol",  "question",  "score", "treatment", "use",       "waive",
  };
  return words;
}

const std::vector<std::string_view>& reserved_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> all = {
        "LLN",        "ULN",       "active",  "after",   "age",       "all",      "and",     "any",
        "apart",      "as",        "assume",  "at",      "because",   "before",   "by",      "complete",
        "course",     "domain",    "domains", "dose",    "drugs",     "each",     "else",    "entry",
        "ever",       "every",     "exactly", "expect",  "first",     "for",      "from",    "gaps",
        "half-lives", "highest",   "if",      "in",      "is",        "largest",  "lasting", "least",
        "let",        "like",      "listed",  "longer",  "lowest",    "max",      "most",    "no",
        "none",       "not",       "note",    "number",  "of",        "on",       "one",     "only",
        "or",         "otherwise", "out",     "planned", "points",    "previous", "reading", "receiving",
        "recent",     "results",   "review",  "shorter", "smallest",  "source",   "sum",     "than",
        "the",        "then",      "to",      "total",   "unchanged", "unless",   "up",      "value",
        "when",       "where",     "with",    "within",  "without",   "x",
    };
    const auto& blocks = block_words();
    all.insert(all.end(), blocks.begin(), blocks.end());
    std::sort(all.begin(), all.end());
    return all;
  }();
  return words;
}

}  // namespace eligo
