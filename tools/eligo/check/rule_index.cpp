#include "tools/eligo/check/rule_index.h"

#include <fmt/format.h>

#include <array>

#include "compiler/diagnostics/codes.h"
#include "compiler/lint/lint.h"

namespace eligo {
namespace {

struct Heading {
  lint::RuleGroup group;
  std::string_view text;
};

constexpr std::array<Heading, 7> headings{{
    {lint::RuleGroup::allowances, "Allowances: comments that silence a rule"},
    {lint::RuleGroup::ambiguity,
     "Ambiguity: sentences that two readers read in two ways, where no note, review or reading "
     "of the criterion deals with it"},
    {lint::RuleGroup::meaning, "Meaning: rules that do not say what they seem to"},
    {lint::RuleGroup::missing, "Missing: what a rule or a vocabulary leaves out"},
    {lint::RuleGroup::polarity, "Polarity: what lets in and what keeps out"},
    {lint::RuleGroup::style, "Style and hygiene"},
    {lint::RuleGroup::cases, "Cases"},
}};

std::string_view level_name(lint::LintRule rule) {
  switch (rule.level) {
    case Level::off: return "off";
    case Level::hint: return "hint";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

std::string row(std::string_view code, std::string_view level, std::string_view title) {
  return fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", code, level, title);
}

constexpr std::string_view table_head = "| code | level | |\n| --- | --- | --- |\n";

constexpr std::string_view opening =
    R"(# What `eligo check` finds

Each code has a page: why it matters to a patient, an example, the repair. `eligo check --explain CODE` prints it.

A rule's level is `error`, `warning`, `hint` or `off`. `eligo check` shows errors and warnings, with `--level hint` hints as
well. The file `eligo.toml`, looked for from the checked file's folder upwards, changes levels by code or by group, and so does
`--set CODE=LEVEL` for one run:

```toml
[levels]
W1301 = "warning"
style = "off"
```

A comment, on the line of the finding or alone above it, allows one finding and says why:

```
# eligo: allow W1202 because "…"
```

Where the repair is certain, the finding shows it as `help`. `eligo check --diff` shows what all of them change, and `eligo check
--fix` makes them. Each has been tried before it is offered: with it the file means the same, the finding is gone, and none is
new.

)";

}  // namespace

std::string rule_index() {
  std::string page(opening);
  for (const Heading& heading : headings) {
    fmt::format_to(std::back_inserter(page), "## {} (`{}`)\n\n{}", heading.text, lint::name_of(heading.group),
                   table_head);
    for (const lint::LintRule& rule : lint::all_rules()) {
      if (rule.group == heading.group) page += row(rule.code, level_name(rule), rule.title);
    }
    page += "\n";
  }
  page += "## The language itself\n\nErrors cannot be allowed, and their level does not change.\n\n";
  page += table_head;
  for (const DiagnosticKind& kind : codes::all)
    page += row(kind.code, kind.severity == Severity::error ? "error" : "warning", kind.title);
  return page;
}

}  // namespace eligo
