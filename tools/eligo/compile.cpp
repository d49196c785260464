// `eligo compile`: a protocol as a saved plan, which screens without the protocol's text.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "runtime/saved/load_plan.h"
#include "runtime/saved/save_plan.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/terminal/run_files.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

struct PlanRequest {
  std::string protocol;
  std::string output;
  std::vector<std::string> library_folders;
};

int save_protocol(const PlanRequest& request) {
  RunFiles files;
  const auto compilation = compile_protocol(request.protocol, request.library_folders, files);
  if (!compilation || !files.can_write(request.output)) return exit_cannot_run;
  const std::string bytes = saved_plan(*compilation->plan);
  // A file that could not be loaded is not left for others to find.
  const LoadedPlan loaded = load_plan(bytes);
  if (!loaded.plan) {
    const PlanError& error = loaded.error;
    return cannot_run(request.protocol + " cannot be saved: " + error.message + " [" + error.code + "]; " +
                      error.repair);
  }
  if (!files.write(request.output, bytes)) return exit_cannot_run;
  std::fprintf(stderr, "written: %s\n", harmless(request.output).c_str());
  return exit_success;
}

}  // namespace

void add_compile(CLI::App& program, int& status) {
  CLI::App* command =
      program.add_subcommand("compile", "the protocol as a saved plan, to screen without its text");
  auto request = std::make_shared<PlanRequest>();
  command->add_option("PROTOCOL", request->protocol, "the criteria (.crit)")->required()->option_text(" ");
  command->add_option("--output,-o", request->output, "where to write the plan")
      ->required()
      ->option_text("FILE");
  command
      ->add_option("--library-path", request->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  command->footer(
      "`eligo screen` and `eligo explain` take the plan in the protocol's place.\n"
      "Example:\n  eligo compile trial.crit --output trial.plan\n  eligo screen trial.plan patients.ndjson");
  command->callback([request, &status] { status = save_protocol(*request); });
}

}  // namespace eligo
