// `eligo check`: what is wrong in criteria and case files.

#include "compiler/include/eligo/check.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "compiler/codes.h"
#include "compiler/include/eligo/compiler.h"
#include "compiler/lines.h"
#include "compiler/lint/lint.h"
#include "runtime/near_miss.h"
#include "tools/commands.h"
#include "tools/embedded.h"
#include "tools/protocol.h"
#include "tools/rule_index.h"
#include "tools/terminal.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> library_folders;
  Severity fail_on = Severity::error;
  Format format = Format::human;
  std::string explained_code;
  bool lists_rules = false;
  Level level = Level::warning;
  std::vector<std::string> levels;  ///< `W1301=warning`
};

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::hint: return "hint";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

/// A span for programs: bytes, and lines and columns from 1.
ordered_json span_json(const Span& span, const std::vector<SourceText>& files, LineIndex& lines) {
  const SourceText& file = files[span.file];
  const LineColumn begin = lines.locate(span);
  const LineColumn end = lines.locate({span.file, span.end, span.end});
  return {{"file", file.name},
          {"begin", {{"byte", span.begin}, {"line", begin.line}, {"column", begin.column}}},
          {"end", {{"byte", span.end}, {"line", end.line}, {"column", end.column}}}};
}

ordered_json diagnostic_json(const Diagnostic& diagnostic, const std::vector<SourceText>& files,
                             LineIndex& lines) {
  ordered_json json = {{"code", diagnostic.code},
                       {"severity", severity_name(diagnostic.severity)},
                       {"message", diagnostic.message},
                       {"span", span_json(diagnostic.span, files, lines)}};
  if (!diagnostic.label.empty()) json["label"] = diagnostic.label;
  for (const DiagnosticNote& note : diagnostic.notes) {
    ordered_json entry = {{"text", note.text}};
    if (note.has_span) entry["span"] = span_json(note.span, files, lines);
    json["notes"].push_back(std::move(entry));
  }
  for (const Fix& fix : diagnostic.fixes) {
    json["fixes"].push_back(
        {{"label", fix.label}, {"span", span_json(fix.span, files, lines)}, {"text", fix.text}});
  }
  return json;
}

/// Everything found in all files. A library that several files use is reported once.
class Report {
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

  void print_human() const {
    for (const Compilation& compilation : compilations_)
      print_diagnostics(stdout, compilation, Severity::hint);
  }

  void print_json() const {
    ordered_json findings = ordered_json::array();
    for (const Compilation& compilation : compilations_) {
      LineIndex lines(compilation.files);
      for (const Diagnostic& diagnostic : compilation.diagnostics) {
        findings.push_back(diagnostic_json(diagnostic, compilation.files, lines));
      }
    }
    const ordered_json report = {{"files", compilations_.size()},
                                 {"errors", count(Severity::error)},
                                 {"warnings", count(Severity::warning)},
                                 {"findings", std::move(findings)}};
    std::puts(report.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
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
  for (const lint::Rule& rule : lint::all_rules()) known.push_back(rule.code);
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

  /// Null if the file's `eligo.toml` cannot be read.
  const LintSettings* of(const std::string& path) {
    const std::string file = find_settings(path);
    const auto [entry, is_new] = read_.try_emplace(file, given_);
    if (!is_new) return entry->second ? &*entry->second : nullptr;
    std::string why;
    if (!file.empty() && !read_settings(file, *entry->second, why)) {
      cannot_run(file + ": " + why);
      entry->second.reset();
      return nullptr;
    }
    return &*entry->second;
  }

 private:
  LintSettings given_;
  std::map<std::string, std::optional<LintSettings>> read_;
};

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
  if (!settings.take(options)) return exit_cannot_run;
  Report report;
  bool could_read_all = true;
  for (const std::string& path : *files) {
    const LintSettings* chosen = settings.of(path);
    if (chosen == nullptr) return exit_cannot_run;
    could_read_all &= report.add(path, check_file(path, {options.library_folders}, *chosen));
  }
  if (options.format == Format::json) {
    report.print_json();
  } else {
    report.print_human();
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
  add_format(*command, options->format);
  command->footer("Example:\n  eligo check criteria --fail-on warning");
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace eligo
