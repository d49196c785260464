#pragma once

#include <string>
#include <vector>

#include "runtime/fhir/convert.h"

namespace CLI {
class App;
}

namespace eligo {

/// What the command line says of patients whose data are FHIR, which cannot say it.
struct FhirOptions {
  std::vector<std::string> anchors;   ///< `enrolment=2025-09-18`
  std::vector<std::string> complete;  ///< `conditions=2020-01-01..`
};

/// Adds `--anchor NAME=DATE` and `--complete LIST=FROM..TO`.
void add_fhir_options(CLI::App& command, FhirOptions& options);

/// Takes what was given into `run`; false, with the reason on standard error, where it cannot be read.
bool take_fhir_options(const FhirOptions& options, const Vocabulary& vocabulary, fhir::RunFacts& run);

}  // namespace eligo
