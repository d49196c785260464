// The program `eligo`: reads the command line and hands over to one subcommand.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>

#include "eligo/version.h"
#include "tools/eligo/commands.h"

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
  add_needs(program, status);
  add_diff(program, status);
  add_doc(program, status);
  add_compile(program, status);
  add_names(program, status);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& error) {
    return cannot_run(std::string(error.what()) +
                      "\n(`eligo --help` and `eligo COMMAND --help` tell what there is)");
  }
  if (program.get_subcommands().empty()) std::fputs(overview, stdout);
  return status;
}

}  // namespace
}  // namespace eligo

int main(int argc, char** argv) {
  try {
    const int status = eligo::run(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
      return eligo::cannot_run("the output cannot be written");
    return status;
  } catch (const std::bad_alloc&) {
    std::fputs("eligo: not enough memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "eligo: internal error: %s\n", error.what());
  }
  return eligo::exit_cannot_run;
}
