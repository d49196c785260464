// `eligo explain`: one patient, and everything that led to the answer.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "runtime/model/near_miss.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/report/explain_text.h"
#include "tools/eligo/screen/input_options.h"
#include "tools/eligo/screen/limit_options.h"
#include "tools/eligo/screen/screener.h"

namespace eligo {

namespace {

struct ExplainOptions {
  std::string protocol;
  std::string patient;
  std::vector<std::string> criteria;
  std::vector<std::string> readings;
  std::vector<std::string> library_folders;
  std::vector<std::string> limits;
  InputOptions inputs;
  std::string dictionary;
  bool wants_all = false;
  Format format = Format::human;
};

/// Whether every criterion asked for exists; standard error offers the nearest else.
bool are_criteria_known(const Plan& plan, const std::vector<std::string>& wanted) {
  std::vector<std::string_view> names;
  for (const Criterion& criterion : plan.criteria) names.push_back(criterion.id);
  for (const std::string& name : wanted) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const auto near = near_misses(name, names, 1);
    cannot_run("there is no criterion " + name +
               (near.empty() ? "" : "; did you mean " + near.front() + "?"));
    return false;
  }
  return true;
}

void print_human(const Plan& plan, const Screened& screened, const ExplainOptions& options) {
  const Style style = style_of(stdout);
  std::string text = patient_text(plan, screened, options.criteria, options.wants_all, style);
  text += '\n' +
          paint("criteria: ✓ passed  ✗ rules out  ? open  – not applicable;  conditions: ✓ holds  ✗ does not",
                Tone::dim, style);
  std::puts(text.c_str());
}

int explain_patient(ExplainOptions& options) {
  RunFiles files;
  const auto plan = load_protocol(options.protocol, options.library_folders, files);
  if (!plan) return exit_cannot_run;
  const auto readings = choose_readings(*plan, options.readings);
  if (!readings || !are_criteria_known(*plan, options.criteria)) return exit_cannot_run;

  const auto dictionary = load_dictionary(options.dictionary, plan->vocabulary, files);
  if (!dictionary) return exit_cannot_run;
  ScreenRequest request;
  if (!take_limits(options.limits, request.inputs.limits)) return exit_cannot_run;
  if (!take_inputs(options.inputs, plan->vocabulary, *dictionary, files, request.inputs))
    return exit_cannot_run;
  if (!files.is_output_safe()) return exit_cannot_run;
  request.dictionary = &*dictionary;
  request.readings = *readings;
  request.only_patient = options.patient;
  request.shows_values = true;  // of the patient who is asked for
  request.only_criteria = options.criteria;
  request.wants_effects = true;
  request.wants_json = request.explains_json = options.format == Format::json;
  request.wants_texts = request.marks_settling = options.format == Format::human;
  request.trees = options.format == Format::human ? std::numeric_limits<std::size_t>::max() : 0;

  bool is_found = false;
  const int status = screen_files(*plan, options.inputs.files, request, [&](const Screened& screened) {
    is_found = true;
    if (options.format == Format::json) {
      std::puts(screened.json.c_str());
    } else {
      print_human(*plan, screened, options);
    }
  });
  if (!is_found && status != exit_cannot_run) return cannot_run("there is no patient " + options.patient);
  return status;
}

}  // namespace

void add_explain(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("explain", "one patient: everything that led to the answer");
  auto options = std::make_shared<ExplainOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit), or a saved plan")
      ->required()
      ->option_text(" ");
  add_inputs(*command, options->inputs);
  command->add_option("--patient", options->patient, "whom to explain")->required()->option_text("ID");
  command->add_option("--criterion", options->criteria, "this criterion only; may be given again")
      ->option_text("ID")
      ->allow_extra_args(false);
  command->add_flag("--all", options->wants_all,
                    "every record left out, and every item of a score that adds nothing");
  command
      ->add_option("--reading", options->readings, "the reading to take of its criterion; may be given again")
      ->option_text("ID")
      ->allow_extra_args(false);
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_dictionary(*command, options->dictionary);
  add_limits(*command, options->limits);
  add_format(*command, options->format);
  command->footer("Example:\n  eligo explain trial.crit patients.ndjson --patient P-001 --criterion I7");
  command->callback([options, &status] { status = explain_patient(*options); });
}

}  // namespace eligo
