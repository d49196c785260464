#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eligo/diagnostic.h"
#include "eligo/export.h"
#include "eligo/result.h"

/// The one layout of criteria and case files. docs/formatting.md shows it.
namespace eligo {
inline namespace v1 {

struct Formatted {
  std::string text;                     ///< in the canonical layout, or as it was if that could not be made
  std::vector<Diagnostic> diagnostics;  ///< the syntax errors for which the file is left alone; `file` is 0
  bool is_refused = false;              ///< the result would have read differently: a fault of the formatter
};

/// Lays out a file. White space, line breaks, `;`, and the spelling of signs change; the syntax tree, the
/// words of texts and of comments do not. The result is parsed and compared with `source` before it is handed
/// out. Linear in the length of the source. Laying out a result once more changes nothing. Error:
/// `out-of-memory`.
ELIGO_API Result<Formatted> format_source(std::string_view source) noexcept;

}  // namespace v1
}  // namespace eligo
