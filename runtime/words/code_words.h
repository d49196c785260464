#pragma once

#include <string>

#include "runtime/model/vocabulary.h"

namespace eligo {

/// The expansion of a code of the fact; null if it has none.
const CodeExpansion* expansion_of(const Fact& fact, const Code& code);

/// `363346000`, `363346000 and below`
std::string code_words(const Fact& fact, const Code& code);

}  // namespace eligo
