// `eligo check`: what is wrong in criteria and case files.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "compiler/codes.h"
#include "compiler/include/eligo/compiler.h"
#include "runtime/near_miss.h"
#include "tools/commands.h"
#include "tools/embedded.h"
#include "tools/protocol.h"
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
};

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

/// A span for programs: bytes, and lines and columns from 1.
ordered_json span_json(const Span& span, const std::vector<SourceText>& files) {
  const SourceText& file = files[span.file];
  const LineColumn begin = locate(file.text, span.begin);
  const LineColumn end = locate(file.text, span.end);
  return {{"file", file.name},
          {"begin", {{"byte", span.begin}, {"line", begin.line}, {"column", begin.column}}},
          {"end", {{"byte", span.end}, {"line", end.line}, {"column", end.column}}}};
}

ordered_json diagnostic_json(const Diagnostic& diagnostic, const std::vector<SourceText>& files) {
  ordered_json json = {{"code", diagnostic.code},
                       {"severity", severity_name(diagnostic.severity)},
                       {"message", diagnostic.message},
                       {"span", span_json(diagnostic.span, files)}};
  if (!diagnostic.label.empty()) json["label"] = diagnostic.label;
  for (const DiagnosticNote& note : diagnostic.notes) {
    ordered_json entry = {{"text", note.text}};
    if (note.has_span) entry["span"] = span_json(note.span, files);
    json["notes"].push_back(std::move(entry));
  }
  for (const Fix& fix : diagnostic.fixes) {
    json["fixes"].push_back({{"label", fix.label}, {"span", span_json(fix.span, files)}, {"text", fix.text}});
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
      print_diagnostics(stdout, compilation, Severity::note);
  }

  void print_json() const {
    ordered_json findings = ordered_json::array();
    for (const Compilation& compilation : compilations_) {
      for (const Diagnostic& diagnostic : compilation.diagnostics) {
        findings.push_back(diagnostic_json(diagnostic, compilation.files));
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
  for (const DiagnosticKind& kind : codes::all) {
    if (kind.code == code) {
      std::printf("%.*s: %.*s\n", static_cast<int>(kind.code.size()), kind.code.data(),
                  static_cast<int>(kind.title.size()), kind.title.data());
      return exit_success;
    }
    known.push_back(kind.code);
  }
  const auto near = near_misses(code, known, 1);
  return cannot_run("there is no code " + code +
                    (near.empty() ? "" : "; did you mean " + near.front() + "?"));
}

int check(const CheckOptions& options) {
  if (!options.explained_code.empty()) return explain_code(options.explained_code);
  if (options.paths.empty()) return cannot_run("check: name files or folders (`eligo check --help`)");
  const auto files = find_sources(options.paths, {".crit", ".cases"});
  if (!files) return exit_cannot_run;

  Report report;
  bool could_read_all = true;
  for (const std::string& path : *files) {
    const CompileOptions compile{options.library_folders};
    const bool is_cases = path.ends_with(".cases");
    could_read_all &=
        report.add(path, is_cases ? compile_cases(path, compile).compilation : compile_file(path, compile));
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
  static const std::map<std::string, Severity> severities{{"error", Severity::error},
                                                          {"warning", Severity::warning}};
  command->add_option("PATH", options->paths, "criteria and case files, or folders of them")
      ->option_text("…");
  command
      ->add_option("--fail-on", options->fail_on, "exit with 1 at this severity: error (as it is) or warning")
      ->transform(CLI::CheckedTransformer(severities).description(""))
      ->option_text("WORD");
  command->add_option("--explain", options->explained_code, "print what a code means, with its repair")
      ->option_text("CODE");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR");
  add_format(*command, options->format);
  command->footer("Example:\n  eligo check criteria --fail-on warning");
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace eligo
