#pragma once

#include <string>
#include <string_view>

#include "grammar/tree.h"

/// The canonical spelling of tokens, in place of the spellings of a word processor.
namespace eligo::format {

/// The spelling of a token. `kind` is that of its node: `text`, `number`, …; for words and signs between the
/// leaves, of the node that holds them. The result is the token itself where it is canonical.
std::string spelling(std::string_view token, Syntax kind);

}  // namespace eligo::format
