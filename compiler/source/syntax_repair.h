#pragma once

#include <string_view>
#include <vector>

#include "compiler/diagnostics/findings.h"
#include "grammar/parse.h"

namespace eligo {

/// Changes of one word or sign after which the block can be read, the likeliest first, at most three: a
/// misspelt word written right, a doubled one left out, a missing one put in, two that changed places put
/// back. Each has been tried. Empty where no single change helps.
std::vector<Fix> syntax_repairs(const SyntaxError& error, std::uint32_t file, std::string_view source);

/// The same for a text without its closing quote.
std::vector<Fix> quote_repairs(const SyntaxError& error, std::uint32_t file, std::string_view source);

}  // namespace eligo
