// `eligo screen`: patients in, verdicts out.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/cohort.h"
#include "tools/eligo/screen/cohort_text.h"
#include "tools/eligo/screen/report_html.h"
#include "tools/eligo/screen/screener.h"

namespace eligo {

namespace {

struct ScreenOptions {
  std::string protocol;
  std::vector<std::string> files;
  std::vector<std::string> readings;
  std::vector<std::string> library_folders;
  std::string report;
  bool wants_readings = false;
  bool wants_trees = false;
  bool is_strict = false;
  unsigned jobs = 1;
  Format format = Format::human;
};

/// Whether the report can be written there, found out before the work is done rather than after it.
bool is_writable(const std::string& path) {
  if (std::ofstream(path, std::ios::app)) return true;
  cannot_run(path + ": the report cannot be written there");
  return false;
}

int screen_cohort(const ScreenOptions& options) {
  if (options.wants_trees && options.format == Format::human) {
    return cannot_run("--explain belongs to --format json; `eligo explain` shows one patient to people");
  }
  const auto plan = load_protocol(options.protocol, options.library_folders);
  if (!plan) return exit_cannot_run;
  const auto readings = choose_readings(*plan, options.readings);
  if (!readings || (!options.report.empty() && !is_writable(options.report))) return exit_cannot_run;

  ScreenRequest request;
  request.readings = *readings;
  request.wants_json = options.format == Format::json;
  request.explains_json = options.wants_trees;
  request.wants_readings = options.wants_readings;
  request.wants_effects = options.wants_readings || !options.report.empty();
  request.marks_settling = options.format == Format::human || !options.report.empty();
  request.evidence = options.wants_trees ? EvidenceOf::criteria : EvidenceOf::verdict;
  request.is_strict = options.is_strict;
  request.jobs = options.jobs;
  Cohort cohort(*plan);
  std::optional<ReportPage> page;
  if (!options.report.empty()) {
    page.emplace(*plan, *readings);
    request.wants_texts = true;
    request.trees = ReportPage::max_trees;
  }

  const int status = screen_files(*plan, options.files, request, [&](const Screened& screened) {
    cohort.add(screened.screening, screened.effects);
    if (page) page->add(screened);
    if (request.wants_json) std::puts(screened.json.c_str());
  });

  if (options.format == Format::human && (cohort.patients > 0 || status == exit_success)) {
    const Style style = style_of(stdout);
    std::fputs(cohort_text(cohort, style).c_str(), stdout);
    if (options.wants_readings) std::fputs(readings_text(cohort, style).c_str(), stdout);
  }
  if (page && !page->write(options.report, cohort)) {
    return cannot_run(options.report + ": the report cannot be written");
  }
  return status;
}

}  // namespace

void add_screen(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("screen", "patients in, verdicts out");
  auto options = std::make_shared<ScreenOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit), or a saved plan")
      ->required()
      ->option_text(" ");
  command->add_option("PATIENTS", options->files, "patient facts, NDJSON; - is standard input")
      ->required()
      ->option_text("…");
  command->add_option("--report", options->report, "write a page for the browser that holds the whole cohort")
      ->option_text("FILE");
  command
      ->add_option("--reading", options->readings, "the reading to take of its criterion; may be given again")
      ->option_text("ID")
      ->allow_extra_args(false);
  command->add_flag("--readings", options->wants_readings,
                    "tell for whom each other reading changes the verdict");
  command->add_flag("--explain", options->wants_trees,
                    "with --format json: the tree of sub-conditions of each criterion");
  command->add_flag("--strict", options->is_strict, "stop at data that is not understood or cannot be used");
  command->add_option("--jobs", options->jobs, "threads; the answers are the same for any number")
      ->check(CLI::Range(1, 256).description(""))
      ->option_text("N");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_format(*command, options->format);
  command->footer(
      "Exit status: 0 all screened, 1 some patients could not be read, 2 nothing could be done.\n\n"
      "Example:\n  eligo screen trial.crit patients.ndjson --report cohort.html\n"
      "  eligo screen trial.crit - --format json < patients.ndjson");
  command->callback([options, &status] { status = screen_cohort(*options); });
}

}  // namespace eligo
