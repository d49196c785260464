#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/codes.h"
#include "compiler/diagnostics/findings.h"
#include "compiler/lint/check.h"
#include "compiler/lint/checked.h"

/// The lint rules. A rule is a function over the checked program that reports findings; `rules.def` is the
/// one table of them. A new rule is one function, one line there, and its page in docs/rules.
namespace eligo::lint {

enum class RuleGroup : std::uint8_t { allowances, ambiguity, meaning, missing, polarity, style, cases };

std::string_view name_of(RuleGroup group);

/// Takes the findings of one rule: its code and level are filled in.
class LintReporter {
 public:
  LintReporter(std::string_view code, Severity severity, std::vector<Diagnostic>& out)
      : code_(code), severity_(severity), out_(out) {}
  Finding add(Span span, std::string message) {
    out_.push_back({code_, severity_, std::move(message), span, {}, {}, {}});
    return Finding(out_.back());
  }

 private:
  std::string_view code_;
  Severity severity_;
  std::vector<Diagnostic>& out_;
};

struct LintRule {
  std::string_view code;
  std::string_view name;
  RuleGroup group;
  Level level;  ///< unless the settings say otherwise
  std::string_view title;
  void (*run)(const Checked&, LintReporter&);
};

/// All rules, by code.
std::span<const LintRule> all_rules();
const LintRule* find_rule(std::string_view code);

#define ELIGO_RULE(code, name, group, level, title) void name(const Checked&, LintReporter&);
#include "compiler/lint/rules.def"
#undef ELIGO_RULE

}  // namespace eligo::lint
