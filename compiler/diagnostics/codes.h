#pragma once

#include <string_view>

#include "eligo/diagnostic.h"

namespace eligo {

/// A kind of diagnostic: its stable code, severity and title. All of them stand in `codes.def`.
struct DiagnosticKind {
  std::string_view code;
  Severity severity;
  std::string_view title;
};

namespace codes {
#define ELIGO_CODE(code, name, severity, title) \
  inline constexpr DiagnosticKind name{#code, Severity::severity, title};
#include "compiler/diagnostics/codes.def"
#undef ELIGO_CODE

inline constexpr DiagnosticKind all[] = {
// NOLINT(modernize-avoid-c-arrays)
#define ELIGO_CODE(code, name, severity, title) name,
#include "compiler/diagnostics/codes.def"
#undef ELIGO_CODE
};
}  // namespace codes

}  // namespace eligo
