#include "runtime/words/code_words.h"

#include <algorithm>

#include "runtime/ingest/systems.h"

namespace eligo {

const CodeExpansion* expansion_of(const Fact& fact, const Code& code) {
  const std::string root = ingest::comparable_code(ingest::code_system(code.system), code.code);
  const auto found =
      std::find_if(fact.expansions.begin(), fact.expansions.end(),
                   [&](const CodeExpansion& own) { return own.system == code.system && own.root == root; });
  return found == fact.expansions.end() ? nullptr : &*found;
}

std::string code_words(const Fact& fact, const Code& code) {
  return expansion_of(fact, code) == nullptr ? code.code : code.code + " and below";
}

}  // namespace eligo
