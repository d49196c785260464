#include "tools/eligo/screen/input_options.h"

#include <CLI/CLI.hpp>
#include <map>

#include "runtime/ingest/whole_file.h"
#include "tools/eligo/commands.h"

namespace eligo {

std::vector<std::string> InputOptions::said() const {
  std::vector<std::string> all = anchors;
  all.insert(all.end(), complete.begin(), complete.end());
  if (form != fhir::DataForm::by_content)
    all.emplace_back(form == fhir::DataForm::fhir ? "from=fhir" : "from=eligo");
  return all;
}

void add_inputs(CLI::App& command, InputOptions& options) {
  command
      .add_option("PATIENTS", options.files,
                  "patient documents, resources of FHIR, or tables, plain or gzip; files, folders, or - for "
                  "standard input")
      ->required()
      ->option_text("…");
  static const std::map<std::string, fhir::DataForm> forms{{"fhir", fhir::DataForm::fhir},
                                                           {"eligo", fhir::DataForm::eligo}};
  command
      .add_option("--from", options.form,
                  "fhir or eligo: what the patients' data are, where it is not found out")
      ->transform(CLI::CheckedTransformer(forms).description(""))
      ->option_text("WORD");
  add_tables_option(command, options.tables);
  command
      .add_option("--anchor", options.anchors,
                  "of patients in FHIR and tables: the date of an anchor; may be given again")
      ->option_text("NAME=DATE")
      ->allow_extra_args(false);
  command
      .add_option(
          "--complete", options.complete,
          "of patients in FHIR and tables: a list that holds all there is, of a period or of all time; may "
          "be given again")
      ->option_text("LIST[=FROM..TO]")
      ->allow_extra_args(false);
}

void add_tables_option(CLI::App& command, std::string& path) {
  command.add_option("--tables", path, "what the columns of tables are: docs/tables.md")->option_text("FILE");
}

std::shared_ptr<const tables::Tables> load_tables(const std::string& path, const Vocabulary& vocabulary,
                                                  const ingest::Dictionary& dictionary, RunFiles& files) {
  std::string text;
  std::string why;
  if (!read_whole_file(path, text, why)) {
    cannot_run(path + ": " + why);
    return nullptr;
  }
  files.reads(path, text);
  std::vector<tables::Tables::Error> errors;
  auto tables = std::make_shared<tables::Tables>(tables::Tables::read(text, vocabulary, &dictionary, errors));
  for (const tables::Tables::Error& error : errors)
    cannot_run(path + ":" + std::to_string(error.line) + ": " + error.text);
  return errors.empty() ? tables : nullptr;
}

bool take_inputs(InputOptions& options, const Vocabulary& vocabulary, const ingest::Dictionary& dictionary,
                 RunFiles& files, InputSettings& settings) {
  settings.form = options.form;
  for (const std::string& given : options.anchors) {
    const std::string why = fhir::add_anchor(settings.run_facts, given, vocabulary);
    if (!why.empty()) return cannot_run("--anchor " + given + ": " + why), false;
  }
  for (const std::string& given : options.complete) {
    const std::string why = fhir::add_complete(settings.run_facts, given);
    if (!why.empty()) return cannot_run("--complete " + given + ": " + why), false;
  }
  std::string why;
  if (!expand_folders(options.files, !options.tables.empty(), why)) return cannot_run(why), false;
  if (!options.tables.empty()) settings.tables = load_tables(options.tables, vocabulary, dictionary, files);
  if (!options.tables.empty() && !settings.tables) return false;
  for (const std::string& file : options.files) {
    files.reads(file);
    if (!is_table_name(file) || (settings.tables && settings.tables->has(file))) continue;
    cannot_run(file + (settings.tables
                           ? ": no table of the mapping is of this name"
                           : ": it is a table; --tables FILE says what its columns are (docs/tables.md)"));
    return false;
  }
  return true;
}

}  // namespace eligo
