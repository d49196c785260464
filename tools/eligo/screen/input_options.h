#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/fhir/convert.h"
#include "runtime/ingest/dictionary.h"
#include "runtime/tables/patient_inputs.h"
#include "tools/eligo/terminal/run_files.h"

namespace CLI {
class App;
}

namespace eligo {

/// The files of patients on a command line, and what it says of them.
struct InputOptions {
  std::vector<std::string> files;
  fhir::DataForm form = fhir::DataForm::by_content;
  std::string tables;                 ///< the mapping of tables
  std::vector<std::string> anchors;   ///< `enrolment=2025-09-18`
  std::vector<std::string> complete;  ///< `conditions=2020-01-01..`

  /// What the answers depend on beside the files.
  [[nodiscard]] std::vector<std::string> said() const;
};

/// Adds `PATIENTS…`, `--from`, `--tables FILE`, `--anchor NAME=DATE` and `--complete LIST=FROM..TO`.
void add_inputs(CLI::App& command, InputOptions& options);

/// Takes what was given into `settings`, and the files of folders into `options.files`. False, with the
/// reason on standard error, where it cannot be read. `vocabulary` and `dictionary` must outlive the
/// settings. All that is read is noted in `files`.
bool take_inputs(InputOptions& options, const Vocabulary& vocabulary, const ingest::Dictionary& dictionary,
                 RunFiles& files, InputSettings& settings);

/// Adds `--tables FILE`.
void add_tables_option(CLI::App& command, std::string& path);

/// A mapping of tables. Null if it cannot be read or has errors: standard error then names the lines.
std::shared_ptr<const tables::Tables> load_tables(const std::string& path, const Vocabulary& vocabulary,
                                                  const ingest::Dictionary& dictionary, RunFiles& files);

}  // namespace eligo
