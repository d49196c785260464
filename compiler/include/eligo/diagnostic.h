#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/export.h"

namespace eligo {
inline namespace v1 {

/// A stretch of one source file, by bytes: `begin` up to but not including `end`. Lines and columns are
/// computed when a diagnostic is rendered.
struct Span {
  std::uint32_t file = 0;  ///< into Compilation::files
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

enum class Severity : std::uint8_t { hint, warning, error };

/// A further place that explains the finding.
struct DiagnosticNote {
  std::string text;
  Span span;
  bool has_span = false;
};

/// A repair: replace the span by the text.
struct Fix {
  std::string label;  ///< "write `belimumab`"
  Span span;
  std::string text;
};

/// One finding, as data. Its code is stable and has a page in `docs/rules`.
struct Diagnostic {
  std::string_view code;  ///< `E0104`
  Severity severity = Severity::error;
  std::string message;  ///< in the author's words
  Span span;
  std::string label;  ///< said at the underline; may be empty
  std::vector<DiagnosticNote> notes;
  std::vector<Fix> fixes;
};

/// A source file as read: `text` is UTF-8 with the byte-order mark cut off.
struct SourceText {
  std::string path;
  std::string name;  ///< as messages and reports show it
  std::string text;
};

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< in characters, from 1
};

/// Where a byte lies. Linear in the distance from the start of the text.
ELIGO_API LineColumn locate(std::string_view text, std::uint32_t offset);

}  // namespace v1
}  // namespace eligo
