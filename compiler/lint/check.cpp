// Linting: `eligo check` of one file.
//
//     exclusion E3 "Platelets below 100 or haemoglobin below 8"
//       most recent platelets < 100 10*9/L and most recent haemoglobin < 8 g/dL
//
// compiles and has a rule that differs from its sentence: `or` became `and`. A rule of the linter sees
// both (checked.h) and reports the difference.
//
// 1. The file is compiled as always. With an error in it the findings end here: rules read a whole program
//    only.
// 2. Each rule of rules.def whose level is not `off` runs over the program and adds its findings.
// 3. Comments such as `# eligo: allow W1203 because "…"` take findings out again (allowances.h).
// 4. Each repair that a rule offers is tried (repair.cpp): it stays if the repaired text compiles to the
//    same meaning, the finding is gone and no other is new.
//
// The author sets levels in a settings file (settings_file.cpp) or on the command line; the compiler's own
// warnings follow them, too, its errors never.
#include <algorithm>

#include "compiler/lint/allowances.h"
#include "compiler/lint/repair.h"
#include "compiler/lint/run.h"
#include "compiler/program.h"

/// Compiling and linting one file.
namespace eligo {
namespace lint {

Severity severity_of(Level level) {
  return level == Level::error     ? Severity::error
         : level == Level::warning ? Severity::warning
                                   : Severity::hint;
}

std::optional<Level> level_of_code(std::string_view code, const LintSettings& settings) {
  const auto set = settings.levels.find(code);
  if (set != settings.levels.end()) return set->second;
  if (const LintRule* rule = find_rule(code)) return rule->level;
  return code.starts_with('W') ? std::optional(Level::warning) : std::nullopt;
}

bool is_run(std::string_view code, const LintSettings& settings) {
  const auto level = level_of_code(code, settings);
  return level && *level != Level::off && *level >= settings.least;
}

namespace {

/// Warnings of the compiler itself, at the level that the settings give them.
void relevel(std::vector<Diagnostic>& found, const LintSettings& settings) {
  std::erase_if(
      found, [&](const Diagnostic& d) { return d.severity != Severity::error && !is_run(d.code, settings); });
  for (Diagnostic& d : found) {
    if (d.severity == Severity::error) continue;
    d.severity = severity_of(*level_of_code(d.code, settings));
  }
}

void run_rules(const Checked& checked, const LintSettings& settings, std::vector<Diagnostic>& found) {
  for (const LintRule& rule : all_rules()) {
    if (!is_run(rule.code, settings)) continue;
    LintReporter reporter(rule.code, severity_of(*level_of_code(rule.code, settings)), found);
    rule.run(checked, reporter);
  }
}

}  // namespace

Linted lint_file(const std::string& path, const CompileOptions& options, const LintSettings& settings) {
  CaseFile read;
  Compilation& out = read.compilation;
  Program program(path, options, out);
  if (path.ends_with(".cases")) {
    program.read_cases(read);
  } else {
    program.refuse_cases();
  }
  const bool is_sound = !out.has_errors() && program.main() != nullptr;
  if (is_sound) {
    relevel(out.diagnostics, settings);
    run_rules(Checked(program, out.files), settings, out.diagnostics);
    apply_allowances(*program.main(), settings, out.diagnostics);
  }
  program.finish();
  Linted result;
  result.plan = out.plan ? std::move(*out.plan) : std::move(program.plan());
  out.plan.reset();
  result.compilation = std::move(out);
  return result;
}

}  // namespace lint

Compilation check_file(const std::string& path, const CompileOptions& options, const LintSettings& settings) {
  lint::Linted found = lint::lint_file(path, options, settings);
  lint::try_fixes(path, options, settings, found);
  if (!found.compilation.has_errors()) found.compilation.plan = std::move(found.plan);
  return std::move(found.compilation);
}

}  // namespace eligo
