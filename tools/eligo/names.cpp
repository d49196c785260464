// `eligo names`: names and codes of the data that nobody understood, and a dictionary to say what they are.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "runtime/words/describe.h"
#include "runtime/words/json_writer.h"
#include "runtime/words/reason_text.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/names/unknown_names.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/input_options.h"
#include "tools/eligo/screen/screener.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

struct NamesOptions {
  std::string protocol;
  InputOptions inputs;
  std::vector<std::string> library_folders;
  std::string dictionary;
  std::string skeleton;
  bool shows_values = false;
  unsigned jobs = 1;
  Format format = Format::human;
};

void print_human(const Plan& plan, const UnknownNames& names) {
  const std::vector<UnknownNameTally> all = names.sorted();
  if (all.empty()) {
    std::puts("no verdict depends on a name or code that is not understood");
    return;
  }
  std::printf("%8s  %s\n", "patients", "what is not understood");
  for (const UnknownNameTally& tally : all) {
    std::string line = unknown_text(plan.vocabulary, tally.name) + ", for " + names.criteria_text(tally);
    std::string nearest;
    for (const std::string& offer : names.offers(tally.name))
      nearest += (nearest.empty() ? "" : ", ") + offer;
    if (!nearest.empty()) line += "; perhaps " + nearest;
    std::printf("%8zu  %s\n", tally.patients, harmless(line).c_str());
  }
  std::puts(
      "\npatients: undetermined ones who wait for what it is; --write FILE writes a dictionary to fill in");
}

void print_json(const Plan& plan, const UnknownNames& names) {
  for (const UnknownNameTally& tally : names.sorted()) {
    JsonWriter line;
    line.open('{');
    line.member("list", list_name(tally.name.list));
    if (tally.name.field.exists()) line.member("field", plan.vocabulary[tally.name.field].name);
    if (!tally.name.name.empty()) line.member("name", tally.name.name);
    if (!tally.name.system.empty()) line.member("system", tally.name.system);
    if (!tally.name.code.empty()) line.member("code", tally.name.code);
    line.key("patients");
    line.literal(std::to_string(tally.patients));
    line.key("for");
    line.open('[');
    for (const std::uint32_t criterion : tally.criteria) line.text(plan.criteria[criterion].id);
    line.close(']');
    line.key("perhaps");
    line.open('[');
    for (const std::string& offer : names.offers(tally.name)) line.text(offer);
    line.close(']');
    line.close('}');
    std::puts(line.take().c_str());
  }
}

/// Never in place of a file that someone may have filled in.
bool can_write_skeleton(const std::string& path, RunFiles& files) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) {
    cannot_run(path + " is there already; name another file");
    return false;
  }
  return files.can_write(path);
}

int list_names(NamesOptions& options) {
  RunFiles files;
  const auto plan = load_protocol(options.protocol, options.library_folders, files);
  if (!plan) return exit_cannot_run;
  const auto dictionary = load_dictionary(options.dictionary, plan->vocabulary, files);
  if (!dictionary) return exit_cannot_run;
  ScreenRequest request;
  if (!take_inputs(options.inputs, plan->vocabulary, *dictionary, files, request.inputs))
    return exit_cannot_run;
  if (!files.is_output_safe()) return exit_cannot_run;
  if (!options.skeleton.empty() && !can_write_skeleton(options.skeleton, files)) return exit_cannot_run;
  request.dictionary = &*dictionary;
  request.jobs = options.jobs;
  request.shows_values = options.shows_values;
  UnknownNames names(*plan);
  const int status = screen_files(*plan, options.inputs.files, request,
                                  [&](const Screened& screened) { names.add(screened.screening); });
  if (options.format == Format::json)
    print_json(*plan, names);
  else
    print_human(*plan, names);
  if (options.skeleton.empty() || status == exit_cannot_run) return status;
  return files.write(options.skeleton, names.skeleton()) ? status : exit_cannot_run;
}

}  // namespace

void add_names(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("names", "names and codes of the data that nobody understood");
  auto options = std::make_shared<NamesOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit)")->required()->option_text(" ");
  add_inputs(*command, options->inputs);
  command->add_option("--write", options->skeleton, "write a dictionary to be filled in")
      ->option_text("FILE");
  add_dictionary(*command, options->dictionary);
  command->add_flag("--show-values", options->shows_values,
                    "let warnings tell the patients' ids and what their records hold");
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
      "Example:\n  eligo names trial.crit patients.ndjson --write local.dictionary\n"
      "  eligo screen trial.crit patients.ndjson --dictionary local.dictionary");
  command->callback([options, &status] { status = list_names(*options); });
}

}  // namespace eligo
