#pragma once

#include <string>
#include <vector>

#include "compiler/lint/lint.h"

namespace eligo::lint {

/// `# eligo: allow W1203 because "…"`: one rule is silent on the comment's line, or, where the comment stands
/// alone, on the next line that holds more than a comment.
struct Allowance {
  std::string code;
  std::string reason;
  Span comment;
  Span code_span;
  std::uint32_t line_begin = 0;  ///< bytes of the line it speaks of
  std::uint32_t line_end = 0;
};

/// The allowances among a file's comments. A comment that begins with `eligo:` and is none is reported.
std::vector<Allowance> read_allowances(const Module& module, std::vector<Diagnostic>& out,
                                       const LintSettings& settings);

/// Takes allowed findings out of `found`, and reports allowances without a reason or without a use.
void apply_allowances(const Module& module, const LintSettings& settings, std::vector<Diagnostic>& found);

}  // namespace eligo::lint
