// `eligo tables`: a mapping of tables, drafted from their headers or from a data dictionary of REDCap.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "eligo/limits.h"
#include "runtime/tables/mapping.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/tables/mapping_draft.h"

namespace eligo {

namespace {

struct TablesOptions {
  std::string protocol;
  std::vector<std::string> files;
  std::vector<std::string> library_folders;
};

/// The columns of a file; of a data dictionary those of the export that it describes.
bool add_draft(const std::string& path, const std::string& data, std::vector<TableDraft>& drafts) {
  const std::size_t most_bytes = Limits{}.document_bytes;
  tables::CsvReader rows(path, tables::Encoding::utf8, most_bytes);
  tables::CsvRow header;
  if (!rows.next(header)) {
    cannot_run(path + ": " +
               (rows.error().empty() ? "it is empty; a table begins with its header" : rows.error()));
    return false;
  }
  if (is_data_dictionary(header)) {
    std::string why;
    auto draft = draft_of_dictionary(data, header, rows, why);
    if (!draft) return cannot_run(path + ": " + why), false;
    drafts.push_back(std::move(*draft));
    return true;
  }
  tables::CsvReader again(path, tables::Encoding::utf8, most_bytes);
  drafts.push_back(draft_of_header(tables::table_name(path), again));
  if (again.error().empty()) return true;
  cannot_run(path + ": " + again.error());
  return false;
}

int draft_mapping(const TablesOptions& options) {
  RunFiles files;
  const auto plan = load_protocol(options.protocol, options.library_folders, files);
  if (!plan) return exit_cannot_run;
  for (const std::string& file : options.files) files.reads(file);
  if (!files.is_output_safe()) return exit_cannot_run;
  std::vector<TableDraft> drafts;
  for (const std::string& file : options.files) {
    if (!add_draft(file, "*.csv", drafts)) return exit_cannot_run;
  }
  std::fputs(mapping_draft(*plan, drafts).c_str(), stdout);
  return exit_success;
}

}  // namespace

void add_tables(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("tables", "a draft of what the columns of tables are");
  auto options = std::make_shared<TablesOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit), or a saved plan")
      ->required()
      ->option_text(" ");
  command
      ->add_option("FILES", options->files,
                   "tables (CSV), of which the header and the first rows are looked at, or a data dictionary "
                   "of REDCap")
      ->required()
      ->option_text("…");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  command->footer(
      "The mapping: docs/tables.md\n\n"
      "Example:\n  eligo tables trial.crit labs.csv visits.csv > mapping.toml\n"
      "  eligo tables trial.crit DataDictionary.csv > mapping.toml\n"
      "  eligo needs trial.crit --tables mapping.toml\n"
      "  eligo screen trial.crit labs.csv visits.csv --tables mapping.toml");
  command->callback([options, &status] { status = draft_mapping(*options); });
}

}  // namespace eligo
