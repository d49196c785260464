#include <exception>

#include "compiler/lint/lint.h"
#include "compiler/source/search_path.h"
#include "runtime/tables/toml.h"
#include "runtime/values/ascii.h"

/// `eligo.toml`: the table `levels`, whose keys are rules or groups of rules.
namespace eligo {
namespace {

std::string line_of(const toml::source_region& at) { return "line " + std::to_string(at.begin.line) + ": "; }

bool take_levels(const toml::table& levels, bool rules, LintSettings& settings, std::string& why) {
  for (const auto& [key, value] : levels) {
    const bool is_rule = !key.str().empty() && is_digit(key.str().back());
    if (is_rule != rules) continue;
    const auto level = level_of(value.value_or(std::string_view()));
    why = "a level is \"off\", \"hint\", \"warning\" or \"error\"";
    if (!level || !set_level(key.str(), *level, settings, why)) {
      why.insert(0, line_of(key.source()));
      return false;
    }
  }
  return true;
}

std::optional<toml::table> parsed(const std::string& text, const std::string& path, std::string& why) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    why = line_of(error.source()) + std::string(error.description());
  } catch (const std::exception& error) {
    why = error.what();
  }
  return std::nullopt;
}

}  // namespace

bool read_settings(const std::string& path, LintSettings& settings, std::string& why) {
  std::string text;
  if (!read_file(path, text, why)) return false;
  const auto table = parsed(text, path, why);
  if (!table) return false;
  for (const auto& [key, value] : *table) {
    if (key.str() != "levels" || !value.is_table()) {
      why = line_of(key.source()) + "only the table [levels] is known here";
      return false;
    }
    // Rules before groups: the first setting stays.
    if (!take_levels(*value.as_table(), true, settings, why)) return false;
    if (!take_levels(*value.as_table(), false, settings, why)) return false;
  }
  return true;
}

}  // namespace eligo
