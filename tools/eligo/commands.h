#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

/// The subcommands of `eligo`. Each adds itself to the program; when it is the one chosen, it runs and leaves
/// its exit status behind.
namespace eligo {

enum ExitStatus : int {
  exit_success = 0,
  exit_findings = 1,    ///< it ran, and something is amiss
  exit_cannot_run = 2,  ///< usage, or input that cannot be read
};

void add_audit(CLI::App& program, int& status);
void add_check(CLI::App& program, int& status);
void add_compile(CLI::App& program, int& status);
void add_doc(CLI::App& program, int& status);
void add_screen(CLI::App& program, int& status);
void add_explain(CLI::App& program, int& status);
void add_diff(CLI::App& program, int& status);
void add_test(CLI::App& program, int& status);
void add_names(CLI::App& program, int& status);
void add_fmt(CLI::App& program, int& status);
void add_needs(CLI::App& program, int& status);
void add_patient(CLI::App& program, int& status);
void add_tables(CLI::App& program, int& status);

/// Says on standard error why the command cannot run.
int cannot_run(std::string_view why);

enum class Format { human, json };

/// Adds `--format human|json`.
void add_format(CLI::App& command, Format& format);

}  // namespace eligo
