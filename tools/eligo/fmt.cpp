// `eligo fmt`: the one layout of criteria and case files.

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <iterator>
#include <memory>

#include "compiler/source/compilation.h"
#include "eligo/format.h"
#include "runtime/ingest/open_file.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/protocol.h"
#include "tools/eligo/terminal/replace_file.h"
#include "tools/eligo/terminal/terminal.h"
#include "tools/eligo/terminal/unified_diff.h"

namespace eligo {

namespace {

constexpr std::string_view standard_input = "-";

struct FmtOptions {
  std::vector<std::string> paths;
  std::string input_name = "standard input";
  bool check = false;
  bool diff = false;
};

struct Counts {
  std::size_t files = 0;
  std::size_t changed = 0;
  std::size_t broken = 0;  ///< have errors, so that they are left as they are
  bool could_run = true;
};

/// The bytes of a file, or of standard input.
bool read_bytes(const std::string& path, std::string& bytes, std::string& why) {
  if (path == standard_input) {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    return !std::cin.bad();
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(open_file(path, why), &std::fclose);
  if (!file) return false;
  std::string buffer(std::size_t{1} << 16U, '\0');
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get()))
    bytes.append(buffer, 0, got);
  if (std::ferror(file.get()) != 0) why = std::strerror(errno);
  return why.empty();
}

void report_errors(const std::string& name, std::string_view text, std::vector<Diagnostic> diagnostics) {
  Compilation compilation;
  compilation.files.push_back({name, name, std::string(text)});
  compilation.diagnostics = std::move(diagnostics);
  print_diagnostics(stderr, compilation, Severity::error);
}

/// What comes of one file that the layout changes.
bool take_over(const FmtOptions& options, const std::string& path, const std::string& name,
               std::string_view before, std::string_view after) {
  if (options.diff) {
    print(painted_diff(unified_diff(name, before, after), style_of(stdout)));
  } else if (options.check) {
    std::printf("%s\n", name.c_str());
  } else if (path != standard_input) {
    std::string why;
    if (!replace_file(path, after, why)) {
      cannot_run(path + " cannot be written: " + why);
      return false;
    }
    std::printf("%s\n", name.c_str());
  }
  return true;
}

void run_one(const FmtOptions& options, const std::string& path, Counts& counts) {
  const bool is_input = path == standard_input;
  const std::string& name = is_input ? options.input_name : path;
  std::string bytes;
  std::string why;
  if (!read_bytes(path, bytes, why)) {
    cannot_run("cannot read " + name + (why.empty() ? "" : ": " + why));
    counts.could_run = false;
    return;
  }
  ++counts.files;
  std::string_view text = bytes;
  static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Result<Formatted> laid_out = format_source(text);
  if (!laid_out) throw std::bad_alloc();
  Formatted& formatted = *laid_out;
  if (!formatted.diagnostics.empty()) {
    ++counts.broken;
    report_errors(name, text, std::move(formatted.diagnostics));
  } else if (formatted.is_refused) {
    counts.could_run = false;
    cannot_run(name +
               ": this file's layout would change how it reads, so it is left as it is; please report it");
  } else if (formatted.text != bytes) {
    ++counts.changed;
    counts.could_run &= take_over(options, path, name, bytes, formatted.text);
  }
  // An editor that pipes a text through gets it back whatever happens.
  if (is_input && !options.check && !options.diff) print(formatted.text);
}

void print_summary(const FmtOptions& options, const Counts& counts) {
  const bool is_dry = options.check || options.diff;
  std::fprintf(stderr, "%s: %s %s", counted(counts.files, "file", "files").c_str(),
               grouped(counts.changed).c_str(), is_dry ? "would change" : "changed");
  if (counts.broken > 0)
    std::fprintf(stderr, ", %s left as they are, with errors", grouped(counts.broken).c_str());
  std::fputc('\n', stderr);
}

int fmt(const FmtOptions& options) {
  const bool has_input =
      std::find(options.paths.begin(), options.paths.end(), standard_input) != options.paths.end();
  if (options.paths.empty())
    return cannot_run("fmt: name files or folders, or - for standard input (`eligo fmt --help`)");
  if (has_input && options.paths.size() > 1) return cannot_run("fmt: - stands alone");
  std::optional<std::vector<std::string>> files = options.paths;
  if (!has_input) files = find_sources(options.paths, {".crit", ".cases"});
  if (!files) return exit_cannot_run;
  Counts counts;
  for (const std::string& path : *files) run_one(options, path, counts);
  if (!has_input) print_summary(options, counts);
  if (!counts.could_run) return exit_cannot_run;
  const bool is_dry = options.check || options.diff;
  return counts.broken > 0 || (is_dry && counts.changed > 0) ? exit_findings : exit_success;
}

}  // namespace

void add_fmt(CLI::App& program, int& status) {
  CLI::App* command = program.add_subcommand("fmt", "brings criteria and case files into the one layout");
  auto options = std::make_shared<FmtOptions>();
  command
      ->add_option(
          "PATH", options->paths,
          "criteria and case files, or folders of them; - is standard input, laid out to standard output")
      ->option_text("…");
  command->add_flag("--check", options->check,
                    "change nothing: list the files that would change, and exit with 1");
  command->add_flag("--diff", options->diff, "change nothing: print what would change, and exit with 1");
  command->add_option("--stdin-name", options->input_name, "what messages and diffs call standard input")
      ->option_text("NAME");
  command->footer(
      "A file with errors is left as it is. What changes: white space, line breaks, `;`, pasted signs such "
      "as `≥`.\n"
      "Example:\n  eligo fmt criteria\n  eligo fmt --check --diff criteria");
  command->callback([options, &status] { status = fmt(*options); });
}

}  // namespace eligo
