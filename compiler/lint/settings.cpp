#include <algorithm>
#include <filesystem>

#include "compiler/lint/lint.h"
#include "runtime/model/near_miss.h"

/// Levels: the words for them, and whom they are set for.
namespace eligo {

std::optional<Level> level_of(std::string_view word) {
  if (word == "off") return Level::off;
  if (word == "hint") return Level::hint;
  if (word == "warning") return Level::warning;
  if (word == "error") return Level::error;
  return std::nullopt;
}

bool set_level(std::string_view rule_or_group, Level level, LintSettings& settings, std::string& why) {
  const auto set = [&](std::string_view code) { settings.levels.try_emplace(std::string(code), level); };
  std::vector<std::string_view> known;
  bool is_group = false;
  for (const lint::LintRule& rule : lint::all_rules()) {
    known.push_back(rule.code);
    if (rule.code == rule_or_group) {
      set(rule.code);
      return true;
    }
    if (lint::name_of(rule.group) != rule_or_group) continue;
    is_group = true;
    set(rule.code);
  }
  if (is_group) return true;
  for (const DiagnosticKind& kind : codes::all) {
    if (kind.code != rule_or_group) continue;
    if (kind.severity == Severity::error) {
      why = std::string(kind.code) + " is an error of the language and has no other level";
      return false;
    }
    set(kind.code);
    return true;
  }
  why = "there is no rule or group of rules `" + std::string(rule_or_group) + "`";
  const auto near = near_misses(rule_or_group, known, 1);
  if (!near.empty()) why += "; did you mean " + near.front() + "?";
  return false;
}

std::string find_settings(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path folder = fs::weakly_canonical(fs::absolute(path, error), error).parent_path();
  for (;;) {
    const fs::path candidate = folder / "eligo.toml";
    if (fs::is_regular_file(candidate, error)) return candidate.string();
    if (!folder.has_relative_path()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace eligo
