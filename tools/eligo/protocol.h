#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/ingest/dictionary.h"
#include "tools/eligo/terminal/run_files.h"

namespace CLI {
class App;
}

/// What the commands share that apply a protocol to patients.
namespace eligo {

/// All that came of compiling a protocol, its plan among it. Empty if it does not compile or is a library:
/// standard error then says why. The files read are noted in `files`.
std::optional<Compilation> compile_protocol(const std::string& path,
                                            const std::vector<std::string>& library_folders, RunFiles& files);

/// The plan of a protocol, which may be a saved plan, too. Empty if it does not compile, cannot be loaded or
/// is a library: standard error then says why. The files read are noted in `files`.
std::optional<Plan> load_protocol(const std::string& path, const std::vector<std::string>& library_folders,
                                  RunFiles& files);

/// The readings named on the command line. Empty if one is not known: standard error then offers the nearest.
std::optional<ReadingChoice> choose_readings(const Plan& plan, const std::vector<std::string>& names);

/// What a dictionary file says of the data's own names. Empty if it cannot be read or has errors: standard
/// error then names the lines. Without a path an empty dictionary.
std::optional<ingest::Dictionary> load_dictionary(const std::string& path, const Vocabulary& vocabulary,
                                                  RunFiles& files);

/// Adds `--dictionary FILE`.
void add_dictionary(CLI::App& command, std::string& path);

/// Writes findings to a stream as people read them; those below `least` are left out.
void print_diagnostics(std::FILE* stream, const Compilation& compilation, Severity least);

/// The files that a command is to work on: files as named, folders searched for the given endings, in order
/// of their paths. Empty if one does not exist or a folder holds none: standard error then says so.
std::optional<std::vector<std::string>> find_sources(const std::vector<std::string>& paths,
                                                     const std::vector<std::string>& endings);

}  // namespace eligo
