#pragma once

#include <cstdint>

#include "grammar/tree.h"

/// How each kind of syntax is laid out.
namespace eligo::format {

enum class Shape : std::uint8_t {
  plain,      ///< its tokens follow one another
  token,      ///< it is one token
  list,       ///< `{ … }` of conditions, quantities or score items
  names,      ///< `{ … }` of names or words
  links,      ///< operands with a word before each but the first: `and`, `or`, `unless`, `otherwise`, `then`
  operators,  ///< operands with a sign between them
  reason,     ///< its last part is `because "…"`
  body,       ///< its last part may stand on a line of its own
  phrase,     ///< filters, windows and comparisons follow one another
  cases,      ///< its parts are the statements of a case
};

Shape shape_of(Syntax kind);

/// Whether it stands on a line of its own in a block or a reading.
bool is_clause(Syntax kind);
/// Whether it is a statement of a case.
bool is_statement(Syntax kind);
/// Whether it is a part of a phrase before which a line may break.
bool is_phrase_part(Syntax kind);

}  // namespace eligo::format
