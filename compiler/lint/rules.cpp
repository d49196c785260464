#include <algorithm>
#include <array>

#include "compiler/lint/lint.h"

namespace eligo::lint {
namespace {

constexpr std::array rules{
#define ELIGO_RULE(code, name, group, level, title) \
  LintRule{#code, #name, RuleGroup::group, Level::level, title, &name},
#include "compiler/lint/rules.def"
#undef ELIGO_RULE
};

constexpr std::array<std::string_view, 7> group_names{"allowances", "ambiguity", "meaning", "missing",
                                                      "polarity",   "style",     "cases"};

}  // namespace

std::string_view name_of(RuleGroup group) { return group_names.at(static_cast<std::size_t>(group)); }

std::span<const LintRule> all_rules() { return rules; }

const LintRule* find_rule(std::string_view code) {
  const auto* const found = std::lower_bound(
      rules.begin(), rules.end(), code, [](const LintRule& r, std::string_view c) { return r.code < c; });
  return found == rules.end() || found->code != code ? nullptr : found;
}

}  // namespace eligo::lint
