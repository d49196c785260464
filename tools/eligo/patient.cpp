// `eligo patient`: what patients' data in FHIR and tables come to, as patient documents.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/input_options.h"

namespace eligo {

namespace {

struct PatientOptions {
  std::string protocol;
  std::vector<std::string> library_folders;
  std::string dictionary;
  InputOptions inputs;
};

int show_patients(PatientOptions& options) {
  RunFiles files;
  const auto plan = load_protocol(options.protocol, options.library_folders, files);
  if (!plan) return exit_cannot_run;
  const auto dictionary = load_dictionary(options.dictionary, plan->vocabulary, files);
  InputSettings settings;
  if (!dictionary || !take_inputs(options.inputs, plan->vocabulary, *dictionary, files, settings))
    return exit_cannot_run;
  fhir::Converter converter(plan->vocabulary, &*dictionary);
  int status = exit_success;
  for (const InputGroup& group : grouped_inputs(options.inputs.files, settings)) {
    const std::string& name = group.paths.front();
    const std::unique_ptr<InputSource> source = open_inputs(group, settings);
    InputSource& file = *source;
    if (!file.error().empty()) {
      status = cannot_run(name + ": " + file.error());
      continue;
    }
    std::string_view json;
    std::size_t line = 0;
    DataNotices notices;
    while (file.next(json, line, notices)) {
      std::string document(json);
      if (fhir::is_fhir(json, settings.form) && !converter.convert(json, settings.run_facts, document)) {
        cannot_run(name + ":" + std::to_string(line) + ": " + converter.error());
        status = exit_findings;
        continue;
      }
      std::puts(document.c_str());
    }
    if (!file.error().empty()) status = cannot_run(name + ": " + file.error());
    for (const DataNotice& notice : notices.all()) {
      cannot_run(name + ":" + std::to_string(notice.line) + ": " + notice.text);
      status = exit_findings;
    }
  }
  return status;
}

}  // namespace

void add_patient(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand(
      "patient", "what data in FHIR and tables come to, as the patient documents that are screened");
  auto options = std::make_shared<PatientOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit), or a saved plan")
      ->required()
      ->option_text(" ");
  add_inputs(*command, options->inputs);
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_dictionary(*command, options->dictionary);
  command->footer("Example:\n  eligo patient trial.crit bundle.json");
  command->callback([options, &status] { status = show_patients(*options); });
}

}  // namespace eligo
