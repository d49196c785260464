#include "tools/eligo/screen/fhir_options.h"

#include <CLI/CLI.hpp>

#include "tools/eligo/commands.h"

namespace eligo {

void add_fhir_options(CLI::App& command, FhirOptions& options) {
  command
      .add_option("--anchor", options.anchors,
                  "of patients in FHIR: the date of an anchor; may be given again")
      ->option_text("NAME=DATE")
      ->allow_extra_args(false);
  command
      .add_option(
          "--complete", options.complete,
          "of patients in FHIR: a list that holds all there is, of a period or of all time; may be given "
          "again")
      ->option_text("LIST[=FROM..TO]")
      ->allow_extra_args(false);
}

bool take_fhir_options(const FhirOptions& options, const Vocabulary& vocabulary, fhir::RunFacts& run) {
  for (const std::string& given : options.anchors) {
    const std::string why = fhir::add_anchor(run, given, vocabulary);
    if (!why.empty()) return cannot_run("--anchor " + given + ": " + why), false;
  }
  for (const std::string& given : options.complete) {
    const std::string why = fhir::add_complete(run, given);
    if (!why.empty()) return cannot_run("--complete " + given + ": " + why), false;
  }
  return true;
}

}  // namespace eligo
