// `eligo doc`: a protocol or library as a page for review and print.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/eligo/commands.h"
#include "tools/eligo/doc/page.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

struct DocOptions {
  std::string protocol;
  std::string output;
  std::vector<std::string> library_folders;
};

int write_doc(const DocOptions& options) {
  const CompileOptions compile{options.library_folders};
  const Compilation compiled = compile_file(options.protocol, compile);
  if (!compiled.unreadable.empty()) return cannot_run(options.protocol + ": " + compiled.unreadable);
  RunFiles files;
  files.reads(compiled);
  if (!files.is_output_safe() || (!options.output.empty() && !files.can_write(options.output)))
    return exit_cannot_run;
  print_diagnostics(stderr, compiled, Severity::error);
  if (!compiled.plan || compiled.has_errors())
    return cannot_run(options.protocol + " does not compile, so there is no page of it");

  const std::string page = document_page(make_document(options.protocol, compile, compiled));
  if (options.output.empty()) {
    print(page);
    return exit_success;
  }
  if (!files.write(options.output, page)) return exit_cannot_run;
  std::fprintf(stderr, "written: %s\n", harmless(options.output).c_str());
  return exit_success;
}

}  // namespace

void add_doc(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("doc", "a protocol or library as a page for review and print");
  auto options = std::make_shared<DocOptions>();
  command->add_option("PROTOCOL", options->protocol, "the criteria, or a library (.crit)")
      ->required()
      ->option_text(" ");
  command->add_option("--output,-o", options->output, "where to write the page (default: standard output)")
      ->option_text("FILE");
  command
      ->add_option("--library-path", options->library_folders,
                   "a further folder to look in for what `use` names")
      ->option_text("DIR")
      ->allow_extra_args(false);
  command->footer("Example:\n  eligo doc trial.crit --output trial.html");
  command->callback([options, &status] { status = write_doc(*options); });
}

}  // namespace eligo
