#pragma once

#include <string>
#include <vector>

#include "compiler/lint/lint.h"

namespace eligo::lint {

/// The result of linting one text: its findings, and its plan even where a rule counts as an error.
struct Linted {
  Compilation compilation;
  Plan plan;
};

/// Lints the file at `path` without trying its repairs.
Linted lint_file(const std::string& path, const CompileOptions& options, const LintSettings& settings);

/// Tries the repairs that lint rules offer, and drops each that does not keep its promise: the repaired text
/// compiles to the same meaning, the finding is gone, and none is new.
void try_fixes(const std::string& path, const CompileOptions& options, const LintSettings& settings,
               Linted& found);

}  // namespace eligo::lint
