// `eligo test`: runs case files.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "tools/eligo/commands.h"
#include "tools/eligo/coverage/coverage_html.h"
#include "tools/eligo/coverage/coverage_text.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/suggest/suggest.h"
#include "tools/eligo/test/case_runner.h"
#include "tools/eligo/test/test_report.h"
#include "tools/eligo/test/watch.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::vector<std::string> library_folders;
  std::string junit;
  bool wants_coverage = false;
  std::string coverage_html;
  std::optional<double> fail_under;
  std::string suggest;
  bool wants_watch = false;
  Format format = Format::human;

  [[nodiscard]] bool counts_coverage() const {
    return wants_coverage || !coverage_html.empty() || fail_under.has_value() || !suggest.empty();
  }
};

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// One run over all files.
class TestRun {
 public:
  explicit TestRun(const TestOptions& options) : options_(options), wanted_(in_lower_case(options.filter)) {}

  int run() {
    const auto files = find_sources(options_.paths, {".cases"});
    if (!files) return exit_cannot_run;
    for (const std::string& path : *files) files_.reads(path);
    if (!can_write_files()) return exit_cannot_run;
    for (const std::string& path : *files) {
      record_.files.push_back(run_file(path));
      if (!record_.files.back().problem.empty()) cannot_run(record_.files.back().problem);
      if (options_.format == Format::human)
        std::fputs(failures_text(record_.files.back(), style_of(stdout)).c_str(), stdout);
    }
    return report();
  }

  /// Every file and folder that the run looked at.
  std::set<std::string> read;

 private:
  CaseFileRecord run_file(const std::string& path) {
    CaseFileRecord made{path, "", {}, 0};
    read.insert(path);
    if (path.ends_with(".crit") && !options_.suggest.empty()) {
      take_untested(path, made);
      return made;
    }
    const CaseFile compiled = compile_cases(path, {options_.library_folders});
    const Compilation& compilation = compiled.compilation;
    for (const SourceText& file : compilation.files) read.insert(file.path);
    files_.reads(compilation);
    if (!compilation.unreadable.empty()) {
      made.problem = path + ": " + compilation.unreadable;
      return made;
    }
    print_diagnostics(stderr, compilation, Severity::error);
    if (!compilation.plan || compilation.has_errors()) {
      made.problem = path + " does not compile, so none of its cases was run";
    } else if (compiled.cases.empty()) {
      made.problem = path + " holds no cases";
    } else {
      run_cases(compiled, made);
    }
    return made;
  }

  /// A protocol for which there are no cases yet.
  void take_untested(const std::string& path, CaseFileRecord& made) {
    const Compilation compiled = compile_file(path, {options_.library_folders});
    files_.reads(compiled);
    print_diagnostics(stderr, compiled, Severity::error);
    if (!compiled.plan) {
      made.problem = path + " does not compile";
      return;
    }
    tested_ = compiled.plan->protocol;
    coverages_.push_back(std::make_unique<Coverage>(path, compiled.files[0].text, *compiled.plan, 0));
  }

  void run_cases(const CaseFile& compiled, CaseFileRecord& made) {
    const Plan& plan = *compiled.compilation.plan;
    tested_ = compiled.tests;
    if (first_patient_.empty()) first_patient_ = first_patient(compiled.compilation.files[0].text);
    const auto line_of = [&](const Span& span) {
      return locate(compiled.compilation.files[span.file].text, span.begin).line;
    };
    Coverage* coverage = options_.counts_coverage() ? coverage_of(compiled) : nullptr;
    CaseObserver observer;
    if (coverage != nullptr) {
      observer = [&](const PatientFacts& patient, Workspace& workspace) {
        coverage->add(plan, patient, workspace);
      };
    }
    for (const Case& test : compiled.cases) {
      if (in_lower_case(test.name).find(wanted_) == std::string::npos) {
        ++made.left_out;
        continue;
      }
      const auto start = std::chrono::steady_clock::now();
      CaseRecord record{run_case(plan, test, observer), line_of(test.span), {}, 0};
      record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      for (const CaseFailure& failure : record.result.failures)
        record.failure_lines.push_back(line_of(failure.span));
      made.cases.push_back(std::move(record));
    }
  }

  /// What is counted of the criteria file that the cases test: the first that they use. Several case files
  /// may test one.
  Coverage* coverage_of(const CaseFile& compiled) {
    constexpr std::uint32_t tested = 1;  // in Compilation::files, behind the case file itself
    if (compiled.compilation.files.size() <= tested) return nullptr;
    const SourceText& file = compiled.compilation.files[tested];
    const std::string path = std::filesystem::path(file.path).lexically_normal().string();
    for (const auto& known : coverages_) {
      if (known->path == path) return known.get();
    }
    coverages_.push_back(std::make_unique<Coverage>(path, file.text, *compiled.compilation.plan, tested));
    return coverages_.back().get();
  }

  int report() {
    // A vocabulary has no rules of its own.
    std::erase_if(coverages_, [](const auto& coverage) { return coverage->all().wanted == 0; });
    const std::size_t passed = record_.passed();
    const std::size_t failed = record_.failed();
    const std::size_t total = passed + failed;
    if (total == 0 && record_.could_run_all() && coverages_.empty())
      return cannot_run("no case bears `" + options_.filter + "` in its name (" +
                        counted(record_.left_out(), "case", "cases") + " left out)");
    if (options_.format == Format::json) print_json();
    if (options_.format == Format::human && options_.wants_coverage) {
      for (const auto& coverage : coverages_)
        std::printf("%s\n", coverage_text(*coverage, style_of(stdout)).c_str());
    }
    const std::string left_out =
        record_.left_out() == 0 ? "" : "; " + grouped(record_.left_out()) + " left out by the filter";
    std::fprintf(stderr, "%s in %s: %s passed, %s failed%s\n", counted(total, "case", "cases").c_str(),
                 counted(record_.files.size(), "file", "files").c_str(), grouped(passed).c_str(),
                 grouped(failed).c_str(), left_out.c_str());
    if (!write_files() || !record_.could_run_all()) return exit_cannot_run;
    if (!options_.suggest.empty() && !suggest()) return exit_cannot_run;
    const bool is_enough = reaches_enough();
    return failed == 0 && is_enough ? exit_success : exit_findings;
  }

  void print_json() {
    ordered_json report = test_json(record_);
    if (options_.counts_coverage()) {
      report["coverage"] = ordered_json::array();
      for (const auto& coverage : coverages_) report["coverage"].push_back(coverage_json(*coverage));
    }
    std::puts(report.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
  }

  [[nodiscard]] bool can_write_files() {
    bool can = files_.is_output_safe();
    for (const std::string& path : {options_.junit, options_.coverage_html, options_.suggest})
      can = can && (path.empty() || files_.can_write(path));
    return can;
  }

  /// The JUnit report tells of files that do not compile, too; the others need all that was asked for.
  [[nodiscard]] bool write_files() {
    if (!options_.junit.empty() && !files_.write(options_.junit, junit_xml(record_))) return false;
    if (options_.coverage_html.empty() || !record_.could_run_all()) return true;
    std::vector<const Coverage*> all;
    for (const auto& coverage : coverages_) all.push_back(coverage.get());
    return files_.write(options_.coverage_html, coverage_html(all));
  }

  /// Writes cases for what the others do not reach.
  [[nodiscard]] bool suggest() {
    if (coverages_.size() != 1) {
      cannot_run("cases are suggested for one protocol at a time; these files test " +
                 grouped(coverages_.size()));
      return false;
    }
    const Suggestions made = suggest_cases(options_.suggest, tested_, {options_.library_folders},
                                           *coverages_.front(), first_patient_);
    if (!made.problem.empty() || made.cases == 0) {
      cannot_run("no case can be suggested: " +
                 (made.problem.empty() ? "no change that was tried reaches more" : made.problem));
      return false;
    }
    if (!files_.write(options_.suggest, made.text)) return false;
    for (const std::string& one : made.left)
      std::printf("%s: no change of one fact or two that was tried reaches it\n", one.c_str());
    std::fprintf(stderr, "%s written to %s: %.1f %% reached before, %.1f %% with them\n",
                 counted(made.cases, "case", "cases").c_str(), harmless(options_.suggest).c_str(),
                 made.before.percent(), made.after.percent());
    return true;
  }

  [[nodiscard]] bool reaches_enough() const {
    if (!options_.fail_under) return true;
    Share all;
    for (const auto& coverage : coverages_) all += coverage->all();
    if (all.percent() >= *options_.fail_under) return true;
    std::fprintf(stderr, "the cases reach %.1f %% of what can be reached (%s of %s); %g %% are asked for\n",
                 all.percent(), grouped(all.reached).c_str(), grouped(all.wanted).c_str(),
                 *options_.fail_under);
    return false;
  }

  const TestOptions& options_;
  RunFiles files_;
  std::string wanted_;
  TestRecord record_;
  std::string tested_;         ///< the name after `cases for`
  std::string first_patient_;  ///< its block: the base of suggestions
  std::vector<std::unique_ptr<Coverage>> coverages_;
};

int test(const TestOptions& options) {
  if (!options.wants_watch) return TestRun(options).run();
  return watch([&](std::set<std::string>& read) {
    TestRun run(options);
    const int status = run.run();
    read = std::move(run.read);
    read.insert(options.paths.begin(), options.paths.end());  // a folder changes when a file comes or goes
    return status;
  });
}

}  // namespace

void add_test(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("test", "runs case files");
  auto options = std::make_shared<TestOptions>();
  command->add_option("PATH", options->paths, "case files (.cases), or folders of them")
      ->required()
      ->option_text("…");
  command->add_option("--filter", options->filter, "only cases with these words in their names, in any case")
      ->option_text("WORDS");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  command->add_flag("--watch", options->wants_watch,
                    "run again whenever a file changes that was read; Ctrl-C ends");
  command->add_option("--junit", options->junit, "write a JUnit report as well")->option_text("FILE");
  command->add_flag("--coverage", options->wants_coverage,
                    "show which outcomes of each rule, and which sides of each limit, the cases reach");
  command->add_option("--coverage-html", options->coverage_html, "write that as one HTML page")
      ->option_text("FILE");
  command
      ->add_option("--fail-under", options->fail_under,
                   "exit with 1 where the cases reach less of all outcomes and sides of limits")
      ->check(CLI::Range(0.0, 100.0).description(""))
      ->option_text("PERCENT");
  command
      ->add_option(
          "--suggest", options->suggest,
          "write cases for what is not reached, beside the protocol; PATH may be the protocol itself")
      ->option_text("FILE");
  add_format(*command, options->format);
  command->footer(
      "Example:\n  eligo test criteria --filter pregnancy\n  eligo test criteria --coverage\n\n"
      "Coverage counts what the cases of one criteria file reach in it; docs/testing.md tells how.");
  command->callback([options, &status] { status = test(*options); });
}

}  // namespace eligo
