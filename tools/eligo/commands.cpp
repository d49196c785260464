#include "tools/eligo/commands.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

int cannot_run(std::string_view why) {
  std::fprintf(stderr, "eligo: %s\n", harmless(why).c_str());
  return exit_cannot_run;
}

void add_format(CLI::App& command, Format& format) {
  static const std::map<std::string, Format> words{{"human", Format::human}, {"json", Format::json}};
  command.add_option("--format", format, "human or json")
      ->transform(CLI::CheckedTransformer(words).description(""))
      ->option_text("WORD");
}

}  // namespace eligo
