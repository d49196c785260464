// `eligo audit`: whether the record of runs is as it was written.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/eligo/audit/audit_log.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

struct AuditOptions {
  std::string file;
  std::string last;
};

int verify_audit(const AuditOptions& options) {
  const audit::Verification found = audit::verify(options.file, options.last);
  if (!found.unreadable.empty())
    return cannot_run(options.file + ": the audit file cannot be read: " + found.unreadable);
  for (const audit::Fault& fault : found.faults) {
    const std::string place = options.file + (fault.line > 0 ? ":" + std::to_string(fault.line) : "");
    std::printf("%s: error: %s\n", harmless(place).c_str(), harmless(fault.text).c_str());
  }
  if (!found.faults.empty()) return exit_findings;
  std::printf("%s, each as it was written; the last is %s\n",
              counted(found.entries, "entry", "entries").c_str(), found.last.c_str());
  return exit_success;
}

}  // namespace

void add_audit(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("audit", "the record of runs that `eligo screen --audit` keeps");
  command->require_subcommand(1);
  command->footer(
      "Example:\n  eligo screen trial.crit patients.ndjson --audit runs.audit\n"
      "  eligo audit verify runs.audit");
  CLI::App* verify = command->add_subcommand("verify", "finds entries that were removed, changed or moved");
  auto options = std::make_shared<AuditOptions>();
  verify->add_option("FILE", options->file, "the audit file")->required()->option_text(" ");
  verify->add_option("--last", options->last, "the digest of the last entry, if it was kept elsewhere")
      ->option_text("DIGEST");
  verify->footer(
      "Exit status: 0 all as it was written, 1 something is amiss, 2 the file cannot be read.\n\n"
      "Example:\n  eligo audit verify runs.audit");
  verify->callback([options, &status] { status = verify_audit(*options); });
}

}  // namespace eligo
