#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "compiler/source/compilation.h"

/// Mistakes and doubts together: compiling, then the lint rules (docs/rules/README.md lists them).
namespace eligo {

/// How much a finding of a rule counts.
enum class Level : std::uint8_t { off, hint, warning, error };

/// `off`, `hint`, `warning` or `error`; nothing for any other word.
std::optional<Level> level_of(std::string_view word);

struct LintSettings {
  /// Levels that differ from the rules' own. Errors of the language (E…) have no level.
  std::map<std::string, Level, std::less<>> levels;
  /// Rules below this level are not run.
  Level least = Level::warning;
};

/// Takes up the levels that the `eligo.toml` at `path` sets. False if it cannot be read, with the reason:
/// `line 3: there is no rule W9999`.
bool read_settings(const std::string& path, LintSettings& settings, std::string& why);

/// Sets the level of a rule (`W1301`) or a group of rules (`style`). False if there is none of that name,
/// with the reason.
bool set_level(std::string_view rule_or_group, Level level, LintSettings& settings, std::string& why);

/// The `eligo.toml` in the folder of the file or the nearest one above it; empty if there is none.
std::string find_settings(const std::string& path);

/// Compiles a protocol, a library or a case file and runs the lint rules over it. Rules look at the file
/// itself, not at its libraries, and only where it has no error.
/// A repair that a rule offers has been tried: with it the file compiles to the same meaning, the finding is
/// gone and none is new.
Compilation check_file(const std::string& path, const CompileOptions& options, const LintSettings& settings);

/// A file before and after its repairs.
struct Repair {
  std::string before;
  std::string after;
  std::size_t count = 0;  ///< repairs made
};

/// Makes every repair that lint rules offer, on the text alone; no file is written. Nothing is repaired where
/// the file has errors.
Repair repair_file(const std::string& path, const CompileOptions& options, const LintSettings& settings);

}  // namespace eligo
