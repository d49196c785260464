// `eligo test`: runs case files.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tools/case_runner.h"
#include "tools/commands.h"
#include "tools/explain_text.h"
#include "tools/protocol.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t max_tree_lines = 14;  // of an explanation, below one failure

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::vector<std::string> library_folders;
  Format format = Format::human;
};

/// The cases of one file that were run.
struct FileResult {
  std::string path;
  std::vector<CaseResult> cases;
  std::vector<std::uint32_t> lines;  ///< of each case
};

/// An explanation cut to what fits below a failure.
std::string short_tree(const Explanation& explanation, const Style& style) {
  const std::string whole = TreeText(style, false).write(explanation, 6, "");
  std::size_t end = 0;
  for (std::size_t line = 0; line < max_tree_lines && end < whole.size(); ++line)
    end = whole.find('\n', end) + 1;
  return end < whole.size() ? whole.substr(0, end) + "      …\n" : whole;
}

void print_failures(const FileResult& file) {
  const Style style = style_of(stdout);
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    const CaseResult& result = file.cases[i];
    if (result.has_passed()) continue;
    std::string text = paint("✗ " + result.name, Tone::bad, style) + '\n';
    text += paint("  " + file.path + ':' + std::to_string(file.lines[i]), Tone::dim, style) + '\n';
    for (const CaseFailure& failure : result.failures) {
      text += "    expected  " + paint(failure.expected, Tone::good, style) + '\n';
      text += "    got       " + paint(failure.got, Tone::bad, style) + '\n';
      for (const std::string& why : failure.why) text += "    because   " + harmless(why) + '\n';
      for (const Explanation& tree : failure.trees) text += short_tree(tree, style);
    }
    std::puts(text.c_str());
  }
}

ordered_json result_json(const FileResult& file, std::size_t index) {
  const CaseResult& result = file.cases[index];
  ordered_json failures = ordered_json::array();
  for (const CaseFailure& failure : result.failures) {
    failures.push_back({{"expected", failure.expected}, {"got", failure.got}, {"because", failure.why}});
  }
  return {{"file", file.path},
          {"line", file.lines[index]},
          {"name", result.name},
          {"passed", result.has_passed()},
          {"failures", std::move(failures)}};
}

/// Compiles and runs one file. Empty if it does not compile; standard error then says why.
std::optional<FileResult> run_file(const std::string& path, const TestOptions& options) {
  const CaseFile compiled = compile_cases(path, {options.library_folders});
  if (!compiled.compilation.unreadable.empty()) {
    cannot_run(path + ": " + compiled.compilation.unreadable);
    return std::nullopt;
  }
  print_diagnostics(stderr, compiled.compilation, Severity::error);
  if (!compiled.compilation.plan || compiled.compilation.has_errors()) {
    cannot_run(path + " does not compile, so none of its cases was run");
    return std::nullopt;
  }
  FileResult result{path, {}, {}};
  for (const Case& test : compiled.cases) {
    if (test.name.find(options.filter) == std::string::npos) continue;
    result.cases.push_back(run_case(*compiled.compilation.plan, test));
    result.lines.push_back(locate(compiled.compilation.files[test.span.file].text, test.span.begin).line);
  }
  if (compiled.cases.empty()) {
    cannot_run(path + " holds no cases");
    return std::nullopt;
  }
  return result;
}

int test(const TestOptions& options) {
  const auto files = find_sources(options.paths, {".cases"});
  if (!files) return exit_cannot_run;

  std::size_t passed = 0;
  std::size_t failed = 0;
  bool could_run_all = true;
  ordered_json cases = ordered_json::array();
  for (const std::string& path : *files) {
    const auto result = run_file(path, options);
    could_run_all &= result.has_value();
    if (!result) continue;
    for (std::size_t i = 0; i < result->cases.size(); ++i) {
      ++(result->cases[i].has_passed() ? passed : failed);
      if (options.format == Format::json) cases.push_back(result_json(*result, i));
    }
    if (options.format == Format::human) print_failures(*result);
  }
  const std::size_t total = passed + failed;
  if (options.format == Format::json) {
    const ordered_json report = {{"passed", passed}, {"failed", failed}, {"cases", std::move(cases)}};
    std::puts(report.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
  }
  if (total == 0 && could_run_all) return cannot_run("no case bears `" + options.filter + "` in its name");
  std::fprintf(stderr, "%s in %s: %s passed, %s failed\n", counted(total, "case", "cases").c_str(),
               counted(files->size(), "file", "files").c_str(), grouped(passed).c_str(),
               grouped(failed).c_str());
  if (!could_run_all) return exit_cannot_run;
  return failed == 0 ? exit_success : exit_findings;
}

}  // namespace

void add_test(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("test", "runs case files");
  auto options = std::make_shared<TestOptions>();
  command->add_option("PATH", options->paths, "case files (.cases), or folders of them")
      ->required()
      ->option_text("…");
  command->add_option("--filter", options->filter, "only cases with this text in their names")
      ->option_text("TEXT");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_format(*command, options->format);
  command->footer("Example:\n  eligo test criteria --filter pregnancy");
  command->callback([options, &status] { status = test(*options); });
}

}  // namespace eligo
