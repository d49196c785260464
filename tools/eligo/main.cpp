// The program `eligo`: reads the command line and hands over to one subcommand.

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "eligo/version.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/run_files.h"

namespace eligo {

namespace {

constexpr const char* overview =
    R"(eligo: eligibility criteria of clinical trials, compiled and applied

  eligo check PATH…                          finds mistakes in criteria and case files
  eligo fmt PATH…                            brings them into the one layout
  eligo test PATH…                           runs case files
  eligo screen PROTOCOL PATIENTS…            patients in, verdicts out
  eligo explain PROTOCOL PATIENTS --patient ID
                                             one patient: everything that led to the answer
  eligo needs PROTOCOL                       what patients' documents must hold for it
  eligo diff OLD NEW [--patients FILE]       what an amendment changes in meaning, and for whom
  eligo names PROTOCOL PATIENTS…             names and codes of the data that nobody understood
  eligo doc PROTOCOL                         the protocol as a page for review and print
  eligo audit verify FILE                    whether the record of runs is as it was written
  eligo compile PROTOCOL -o FILE             the protocol as a saved plan, to screen without its text

`eligo COMMAND --help` tells more, with an example. The language: docs/language.md
)";

int run(int argc, char** argv) {
  CLI::App program("Eligibility criteria of clinical trials, compiled and applied.", "eligo");
  program.set_version_flag("--version", "eligo " + std::string(program_version()));
  program.get_formatter()->column_width(34);
  program.require_subcommand(0, 1);
  int status = exit_success;
  add_check(program, status);
  add_fmt(program, status);
  add_test(program, status);
  add_screen(program, status);
  add_explain(program, status);
  add_patient(program, status);
  add_tables(program, status);
  add_needs(program, status);
  add_diff(program, status);
  add_doc(program, status);
  add_compile(program, status);
  add_names(program, status);
  add_audit(program, status);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& error) {
    cannot_run(error.what());
    std::fputs("(`eligo --help` and `eligo COMMAND --help` tell what there is)\n", stderr);
    return exit_cannot_run;
  }
  if (program.get_subcommands().empty()) std::fputs(overview, stdout);
  return status;
}

}  // namespace
}  // namespace eligo

int main(int argc, char** argv) {
  // A reader that has gone, and a file that may not grow, are errors of writing and told as those.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const int status = eligo::run(argc, argv);
    return eligo::flush_output() ? status : eligo::exit_cannot_run;
  } catch (const std::bad_alloc&) {
    std::fputs("eligo: not enough memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "eligo: internal error: %s\n", error.what());
  }
  return eligo::exit_cannot_run;
}
