// `eligo check`: what is wrong in criteria and case files.

#include "compiler/lint/check.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

#include "compiler/diagnostics/codes.h"
#include "compiler/lint/lint.h"
#include "compiler/source/compilation.h"
#include "runtime/model/near_miss.h"
#include "tools/eligo/check/findings.h"
#include "tools/eligo/check/rule_index.h"
#include "tools/eligo/check/source_limit_options.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/report/embedded.h"
#include "tools/eligo/terminal/replace_file.h"
#include "tools/eligo/terminal/terminal.h"
#include "tools/eligo/terminal/unified_diff.h"

namespace eligo {

namespace {

enum class FindingsFormat : std::uint8_t { human, json, sarif, github };

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> library_folders;
  Severity fail_on = Severity::error;
  FindingsFormat format = FindingsFormat::human;
  bool fix = false;
  bool diff = false;
  std::string explained_code;
  bool lists_rules = false;
  Level level = Level::warning;
  std::vector<std::string> levels;  ///< `W1301=warning`
  std::vector<std::string> limits;  ///< `source-files=100`
};

/// Everything found in all files. A library that several files use is reported once.
class CheckReport {
 public:
  /// False if the file itself cannot be read.
  bool add(const std::string& path, Compilation compilation) {
    if (!compilation.unreadable.empty()) {
      cannot_run(path + ": " + compilation.unreadable);
      return false;
    }
    std::erase_if(compilation.diagnostics, [&](const Diagnostic& d) {
      return !seen_.emplace(compilation.files[d.span.file].path, d.span.begin, d.span.end, d.code, d.message)
                  .second;
    });
    for (const Diagnostic& diagnostic : compilation.diagnostics) ++counts_[diagnostic.severity];
    compilation.plan.reset();
    compilations_.push_back(std::move(compilation));
    return true;
  }

  [[nodiscard]] const std::vector<Compilation>& checked() const { return compilations_; }

  void print_human() const {
    for (const Compilation& compilation : compilations_)
      print_diagnostics(stdout, compilation, Severity::hint);
  }

  void print_summary() const {
    std::fprintf(stderr, "%s checked: %s, %s\n", counted(compilations_.size(), "file", "files").c_str(),
                 counted(count(Severity::error), "error", "errors").c_str(),
                 counted(count(Severity::warning), "warning", "warnings").c_str());
    if (const std::size_t hints = count(Severity::hint); hints > 0)
      std::fprintf(stderr, "and %s\n", counted(hints, "hint", "hints").c_str());
  }

  [[nodiscard]] bool has(Severity least) const {
    return std::any_of(counts_.begin(), counts_.end(),
                       [&](const auto& entry) { return entry.first >= least; });
  }

 private:
  [[nodiscard]] std::size_t count(Severity severity) const {
    const auto found = counts_.find(severity);
    return found == counts_.end() ? 0 : found->second;
  }

  std::vector<Compilation> compilations_;
  std::map<Severity, std::size_t> counts_;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string_view, std::string>> seen_;
};

int explain_code(const std::string& code) {
  const std::string_view page = embedded_text(code + ".md");
  if (!page.empty()) {
    std::printf("%.*s", static_cast<int>(page.size()), page.data());
    return exit_success;
  }
  std::vector<std::string_view> known;
  for (const DiagnosticKind& kind : codes::all) known.push_back(kind.code);
  for (const lint::LintRule& rule : lint::all_rules()) known.push_back(rule.code);
  const auto near = near_misses(code, known, 1);
  return cannot_run("there is no code " + code +
                    (near.empty() ? "" : "; did you mean " + near.front() + "?"));
}

/// The settings of each file: the command line's, then those of the nearest `eligo.toml`, each read once.
class Settings {
 public:
  /// False if the command line names what there is not.
  bool take(const CheckOptions& options) {
    given_.least = options.level;
    auto levels = options.levels;
    // A rule goes before its group.
    std::stable_partition(levels.begin(), levels.end(),
                          [](const std::string& l) { return l.find_first_of("0123456789") < l.find('='); });
    for (const std::string& text : levels) {
      const std::size_t sign = std::min(text.find('='), text.size());
      const auto level = level_of(std::string_view(text).substr(std::min(sign + 1, text.size())));
      std::string why = "a level is off, hint, warning or error";
      if (!level || !set_level(text.substr(0, sign), *level, given_, why)) {
        cannot_run("--set " + text + ": " + why);
        return false;
      }
    }
    return true;
  }

  struct Chosen {
    LintSettings levels;
    bool is_damaged = false;  ///< its `eligo.toml` cannot be read, so these are the command line's alone
  };

  const Chosen& of(const std::string& path) {
    const std::string file = find_settings(path);
    const auto [entry, is_new] = read_.try_emplace(file, Chosen{given_, false});
    std::string why;
    if (is_new && !file.empty() && !read_settings(file, entry->second.levels, why)) {
      cannot_run(file + ": " + why);
      entry->second = {given_, true};
    }
    return entry->second;
  }

 private:
  LintSettings given_;
  std::map<std::string, Chosen> read_;
};

/// Repairs one file, or shows how. False if it cannot be written.
bool repair(const std::string& path, const CheckOptions& options, const LintSettings& settings) {
  const Repair made = repair_file(path, {options.library_folders}, settings);
  if (made.count == 0) return true;
  if (options.diff) {
    print(painted_diff(unified_diff(path, made.before, made.after), style_of(stdout)));
    return true;
  }
  std::string why;
  if (!replace_file(path, made.after, why)) {
    cannot_run(path + ": " + why);
    return false;
  }
  std::fprintf(stderr, "%s: %s\n", path.c_str(), counted(made.count, "repair", "repairs").c_str());
  return true;
}

int check(const CheckOptions& options) {
  if (!options.explained_code.empty()) return explain_code(options.explained_code);
  if (options.lists_rules) {
    std::fputs(rule_index().c_str(), stdout);
    return exit_success;
  }
  if (options.paths.empty()) return cannot_run("check: name files or folders (`eligo check --help`)");
  const auto files = find_sources(options.paths, {".crit", ".cases"});
  if (!files) return exit_cannot_run;

  Settings settings;
  CompileOptions compiling{options.library_folders};
  if (!settings.take(options) || !take_source_limits(options.limits, compiling.limits))
    return exit_cannot_run;
  CheckReport report;
  bool could_read_all = true;
  for (const std::string& path : *files) {
    const Settings::Chosen& chosen = settings.of(path);
    could_read_all &= !chosen.is_damaged;
    // What is to be repaired depends on the levels.
    const bool is_repaired = (options.fix || options.diff) && !chosen.is_damaged;
    if (is_repaired && !repair(path, options, chosen.levels)) return exit_cannot_run;
    if (options.diff) continue;
    could_read_all &= report.add(path, check_file(path, compiling, chosen.levels));
  }
  if (options.diff) return could_read_all ? exit_success : exit_cannot_run;
  switch (options.format) {
    case FindingsFormat::human: report.print_human(); break;
    case FindingsFormat::json: print(findings_json(report.checked())); break;
    case FindingsFormat::sarif: print(findings_sarif(report.checked())); break;
    case FindingsFormat::github: print(findings_github(report.checked())); break;
  }
  report.print_summary();
  if (!could_read_all) return exit_cannot_run;
  return report.has(options.fail_on) ? exit_findings : exit_success;
}

}  // namespace

void add_check(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("check", "finds mistakes in criteria and case files");
  auto options = std::make_shared<CheckOptions>();
  static const std::map<std::string, Severity> severities{
      {"error", Severity::error}, {"warning", Severity::warning}, {"hint", Severity::hint}};
  static const std::map<std::string, Level> levels{
      {"error", Level::error}, {"warning", Level::warning}, {"hint", Level::hint}};
  command->add_option("PATH", options->paths, "criteria and case files, or folders of them")
      ->option_text("…");
  command
      ->add_option("--fail-on", options->fail_on,
                   "exit with 1 at this level: error (as it is), warning or hint")
      ->transform(CLI::CheckedTransformer(severities).description(""))
      ->option_text("WORD");
  command
      ->add_option("--level", options->level,
                   "the least that is looked for: error, warning (as it is) or hint")
      ->transform(CLI::CheckedTransformer(levels).description(""))
      ->option_text("WORD");
  command
      ->add_option("--set", options->levels,
                   "the level of a rule or a group of rules, as W1301=warning or style=off")
      ->allow_extra_args(false)
      ->option_text("RULE=LEVEL");
  command->add_option("--explain", options->explained_code, "print what a code means, with its repair")
      ->option_text("CODE");
  command->add_flag("--list-rules", options->lists_rules,
                    "print all codes with their levels, as docs/rules has them");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR");
  static const std::map<std::string, FindingsFormat> formats{{"human", FindingsFormat::human},
                                                             {"json", FindingsFormat::json},
                                                             {"sarif", FindingsFormat::sarif},
                                                             {"github", FindingsFormat::github}};
  command->add_option("--format", options->format, "human, json, sarif or github")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->option_text("WORD");
  add_source_limits(*command, options->limits);
  command->add_flag("--fix", options->fix, "make every repair that keeps the meaning, then check");
  command->add_flag("--diff", options->diff, "show these repairs as a unified diff and change nothing");
  command->footer(
      "Example:\n  eligo check criteria --fail-on warning\n  eligo check criteria --level hint --diff");
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace eligo
