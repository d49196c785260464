#pragma once

#include "compiler/lint/lint.h"

namespace eligo::lint {

/// The level at which a code counts; nothing for errors of the language.
std::optional<Level> level_of_code(std::string_view code, const LintSettings& settings);
Severity severity_of(Level level);
/// Whether findings of that code are wanted.
bool is_run(std::string_view code, const LintSettings& settings);

}  // namespace eligo::lint
