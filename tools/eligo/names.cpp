// `eligo names`: names and codes of the data that nobody understood, and a dictionary to say what they are.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "runtime/words/describe.h"
#include "runtime/words/json_writer.h"
#include "runtime/words/reason_text.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/names/unknown_names.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/screener.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

struct NamesOptions {
  std::string protocol;
  std::vector<std::string> files;
  std::vector<std::string> library_folders;
  std::string dictionary;
  std::string skeleton;
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
int write_skeleton(const UnknownNames& names, const std::string& path) {
  if (std::filesystem::exists(path)) return cannot_run(path + " is there already; name another file");
  std::ofstream file(path, std::ios::binary);
  file << names.skeleton();
  return file.flush() ? exit_success : cannot_run(path + ": the dictionary cannot be written there");
}

int list_names(const NamesOptions& options) {
  const auto plan = load_protocol(options.protocol, options.library_folders);
  if (!plan) return exit_cannot_run;
  const auto dictionary = load_dictionary(options.dictionary, plan->vocabulary);
  if (!dictionary) return exit_cannot_run;
  ScreenRequest request;
  request.dictionary = &*dictionary;
  request.jobs = options.jobs;
  UnknownNames names(*plan);
  const int status = screen_files(*plan, options.files, request,
                                  [&](const Screened& screened) { names.add(screened.screening); });
  if (options.format == Format::json)
    print_json(*plan, names);
  else
    print_human(*plan, names);
  if (options.skeleton.empty()) return status;
  const int written = write_skeleton(names, options.skeleton);
  return written == exit_success ? status : written;
}

}  // namespace

void add_names(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("names", "names and codes of the data that nobody understood");
  auto options = std::make_shared<NamesOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit)")->required()->option_text(" ");
  command->add_option("PATIENTS", options->files, "patient facts, NDJSON; - is standard input")
      ->required()
      ->option_text("…");
  command->add_option("--write", options->skeleton, "write a dictionary to be filled in")
      ->option_text("FILE");
  add_dictionary(*command, options->dictionary);
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
