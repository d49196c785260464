// `eligo diff`: what an amendment changes, in meaning and for whom.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "compiler/compare/compare.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/diff/diff_html.h"
#include "tools/eligo/diff/diff_json.h"
#include "tools/eligo/diff/diff_text.h"
#include "tools/eligo/protocol.h"

namespace eligo {

namespace {

struct DiffOptions {
  std::string old;
  std::string now;
  std::vector<std::string> patients;
  std::vector<std::string> library_folders;
  std::string page;
  Format format = Format::human;
};

int compare_versions(const DiffOptions& options) {
  RunFiles files;
  const auto old = compile_protocol(options.old, options.library_folders, files);
  const auto now = compile_protocol(options.now, options.library_folders, files);
  if (!old || !now) return exit_cannot_run;
  for (const std::string& file : options.patients) files.reads(file);
  if (!files.is_output_safe() || (!options.page.empty() && !files.can_write(options.page)))
    return exit_cannot_run;
  const amendment::Amendment amendment = amendment::compare(*old, *now);

  int status = exit_success;
  std::optional<Moves> moves;
  if (!options.patients.empty())
    moves = find_moves(*old->plan, *now->plan, amendment, options.patients, status);
  if (status == exit_cannot_run) return status;

  const Moves* shown = moves ? &*moves : nullptr;
  if (!options.page.empty() &&
      !files.write(options.page, amendment_page(amendment, *old->plan, *now->plan, shown)))
    return exit_cannot_run;
  const std::string text = options.format == Format::json
                               ? amendment_json(amendment, *old->plan, *now->plan, shown) + '\n'
                               : amendment_text(amendment, *old->plan, *now->plan, shown, style_of(stdout));
  std::fputs(text.c_str(), stdout);
  return amendment.changes_meaning() ? exit_findings : status;
}

}  // namespace

void add_diff(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("diff", "what an amendment changes in meaning, and for whom");
  auto options = std::make_shared<DiffOptions>();
  command->add_option("OLD", options->old, "the criteria before (.crit)")->required()->option_text(" ");
  command->add_option("NEW", options->now, "the criteria after (.crit)")->required()->option_text(" ");
  command
      ->add_option("--patients", options->patients,
                   "patient facts, NDJSON: who moves, and by which criterion")
      ->option_text("FILE")
      ->allow_extra_args(false);
  command->add_option("--html", options->page, "writes a page to review the versions side by side")
      ->option_text("FILE");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  add_format(*command, options->format);
  command->footer(
      "A changed rule is tighter (someone who passed is ruled out), looser (someone who was ruled out "
      "passes), both, or the\n"
      "same. `Tighter` alone says that the other direction is proven impossible; what is not decided is "
      "said.\n"
      "Exit status: 0 no change in meaning, 1 changes (or not decided), 2 cannot run.\n"
      "Example:\n  eligo diff v1/trial.crit v2/trial.crit --patients patients.ndjson --html amendment.html");
  command->callback([options, &status] { status = compare_versions(*options); });
}

}  // namespace eligo
