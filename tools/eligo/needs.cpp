// `eligo needs`: what a host must supply for a protocol.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>

#include "tools/eligo/commands.h"
#include "tools/eligo/needs/empty_patient.h"
#include "tools/eligo/needs/needs_json.h"
#include "tools/eligo/needs/needs_text.h"
#include "tools/eligo/needs/table_cover.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/screen/input_options.h"

namespace eligo {

namespace {

enum class NeedsFormat : std::uint8_t { human, json, patient };

struct NeedsOptions {
  std::string protocol;
  std::vector<std::string> library_folders;
  std::string tables;
  NeedsFormat format = NeedsFormat::human;
};

std::string in_format(const Plan& plan, NeedsFormat format) {
  const Needs needs = needs_of(plan);
  switch (format) {
    case NeedsFormat::human: return needs_text(plan, needs, style_of(stdout));
    case NeedsFormat::json: return needs_json(plan, needs);
    case NeedsFormat::patient: return empty_patient(plan, needs);
  }
  return {};
}

/// Says which column gives what the criteria ask for; exit status 1 where none does.
int hold_tables_against(const Plan& plan, const NeedsOptions& options, RunFiles& files) {
  if (options.format != NeedsFormat::human) return cannot_run("--tables prints text; leave out --format");
  const ingest::Dictionary dictionary;
  const auto tables = load_tables(options.tables, plan.vocabulary, dictionary, files);
  if (!tables) return exit_cannot_run;
  const Needs needs = needs_of(plan);
  const TableCover cover = cover_of(plan, needs, *tables);
  std::fputs(cover_text(plan, needs, cover, style_of(stdout)).c_str(), stdout);
  return cover.is_whole() ? exit_success : exit_findings;
}

int print_needs(const NeedsOptions& options) {
  RunFiles files;
  const auto plan = load_protocol(options.protocol, options.library_folders, files);
  if (!plan || !files.is_output_safe()) return exit_cannot_run;
  if (!options.tables.empty()) return hold_tables_against(*plan, options, files);
  std::fputs(in_format(*plan, options.format).c_str(), stdout);
  return exit_success;
}

}  // namespace

void add_needs(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("needs", "what patients' documents must hold for a protocol");
  auto options = std::make_shared<NeedsOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria (.crit)")->required()->option_text(" ");
  static const std::map<std::string, NeedsFormat> formats{
      {"human", NeedsFormat::human}, {"json", NeedsFormat::json}, {"patient", NeedsFormat::patient}};
  command->add_option("--format", options->format, "human, json, or patient: an empty patient to fill in")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->option_text("WORD");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_tables_option(*command, options->tables);
  command->footer(
      "With --tables it says instead which column gives what, and exits with 1 where none does.\n"
      "The patient document: docs/patients.md\n\n"
      "Example:\n  eligo needs trial.crit\n  eligo needs trial.crit --format patient > patient.json\n"
      "  eligo needs trial.crit --tables mapping.toml");
  command->callback([options, &status] { status = print_needs(*options); });
}

}  // namespace eligo
