#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/tree.h"

namespace eligo {

/// A place where the text is not of the language. Data for a diagnostic; the compiler words it.
struct SyntaxError {
  enum class Kind : std::uint8_t {
    expected,        ///< something else was expected: see `expected`
    unclosed_text,   ///< a quotation without its end
    unclosed_brace,  ///< a list without its `}`
    too_deep,        ///< nested deeper than `max_depth`
    too_large,       ///< longer than `max_bytes`
    bad_utf8,
    stray,  ///< text before the first block word
    empty,  ///< nothing but white space and comments
  };
  Kind kind = Kind::expected;
  std::uint32_t begin = 0;  ///< of the offending token
  std::uint32_t end = 0;
  std::vector<std::string> expected;  ///< "`within`", "a name", "a unit"
  std::string_view block;             ///< the block word it lies in: `inclusion`
  std::uint32_t opened = 0;           ///< unclosed: where it was opened
  std::string_view declared;          ///< the name behind the block word, so that its users are not blamed
  std::uint32_t block_begin = 0;      ///< of the block that cannot be read
  std::uint32_t block_end = 0;
};

struct Parse {
  SyntaxTree tree;
  std::vector<SyntaxError> errors;  ///< at most one a block, in source order
};

inline constexpr std::size_t max_source_bytes = 32U << 20U;
inline constexpr int max_nesting = 100;

/// Parses one file. `source` must outlive the tree. A block with a mistake is left out of the tree; reading
/// goes on at the next block word at the head of a line. A file of more than `max_bytes` is not read at all.
Parse parse(std::string_view source, std::size_t max_bytes = max_source_bytes);

/// The words of the language that cannot be names, sorted.
const std::vector<std::string_view>& reserved_words();
/// The words that begin a block, sorted.
const std::vector<std::string_view>& block_words();

}  // namespace eligo
