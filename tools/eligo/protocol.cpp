#include "tools/eligo/protocol.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "compiler/diagnostics/render.h"
#include "compiler/source/search_path.h"
#include "grammar/parse.h"
#include "runtime/saved/load_plan.h"
#include "runtime/saved/plan_format.h"
#include "runtime/screen/readings.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace fs = std::filesystem;

namespace {

bool has_ending(const fs::path& path, const std::vector<std::string>& endings) {
  return std::find(endings.begin(), endings.end(), path.extension().string()) != endings.end();
}

/// Adds the matching files below a folder. False if there are none, or if `why` says that it cannot be read.
bool add_folder(const fs::path& folder, const std::vector<std::string>& endings,
                std::vector<std::string>& found, std::string& why) {
  std::vector<std::string> here;
  std::error_code ignored;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; at != end; at.increment(error)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    if (at->is_directory(ignored)) {
      if (is_hidden) at.disable_recursion_pending();
    } else if (!is_hidden && has_ending(at->path(), endings)) {
      here.push_back(at->path().string());
    }
  }
  if (error) {
    why = "not all of this folder can be read: " + error.message();
    return false;
  }
  std::sort(here.begin(), here.end());
  found.insert(found.end(), here.begin(), here.end());
  return !here.empty();
}

bool has_criteria(const std::string& path, const Plan& plan) {
  if (!plan.criteria.empty()) return true;
  cannot_run(path + " has no criteria: name a protocol, not a library");
  return false;
}

/// The bytes of a saved plan, no more of them than tell that it is too large. Empty for any other file: of
/// one that is read only once, such as a pipe, nothing is taken.
std::string saved_bytes(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return {};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(saved::magic.size(), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file || !is_saved_plan(bytes)) return {};
  const auto size = std::min<std::uintmax_t>(fs::file_size(path, error), saved::max_file_size + 1);
  if (!error) bytes.resize(std::max<std::size_t>(bytes.size(), size));
  file.read(bytes.data() + saved::magic.size(),
            static_cast<std::streamsize>(bytes.size() - saved::magic.size()));
  bytes.resize(saved::magic.size() + static_cast<std::size_t>(file.gcount()));
  return bytes;
}

std::optional<Plan> load_saved(const std::string& path, const std::string& bytes) {
  LoadedPlan loaded = load_plan(bytes);
  if (!loaded.plan) {
    const PlanError& error = loaded.error;
    cannot_run(path + ": " + error.message + " [" + error.code + "]; " + error.repair);
    return std::nullopt;
  }
  if (!has_criteria(path, *loaded.plan)) return std::nullopt;
  return std::move(loaded.plan);
}

}  // namespace

void print_diagnostics(std::FILE* stream, const Compilation& compilation, Severity least) {
  const Style style = style_of(stream);
  const RenderOptions options{style.colour, style.width};
  LineIndex lines(compilation.files);
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.severity < least) continue;
    const std::string text = render(diagnostic, compilation.files, lines, options);
    std::fprintf(stream, "%s\n", text.c_str());
  }
}

std::optional<Compilation> compile_protocol(const std::string& path,
                                            const std::vector<std::string>& library_folders,
                                            RunFiles& files) {
  if (!saved_bytes(path).empty()) {
    cannot_run(path + ": this is a saved plan; what is asked for needs the protocol's text (.crit)");
    return std::nullopt;
  }
  Compilation compilation = compile_file(path, {library_folders});
  if (!compilation.unreadable.empty()) {
    cannot_run(path + ": " + compilation.unreadable);
    return std::nullopt;
  }
  files.reads(compilation);
  print_diagnostics(stderr, compilation, Severity::error);
  if (!compilation.plan || compilation.has_errors()) {
    cannot_run(path + " does not compile, so it cannot be used");
    return std::nullopt;
  }
  if (!has_criteria(path, *compilation.plan)) return std::nullopt;
  return compilation;
}

std::optional<Plan> load_protocol(const std::string& path, const std::vector<std::string>& library_folders,
                                  RunFiles& files) {
  if (const std::string bytes = saved_bytes(path); !bytes.empty()) {
    files.reads(path, bytes);
    return load_saved(path, bytes);
  }
  auto compilation = compile_protocol(path, library_folders, files);
  return compilation ? std::move(compilation->plan) : std::nullopt;
}

std::optional<ingest::Dictionary> load_dictionary(const std::string& path, const Vocabulary& vocabulary,
                                                  RunFiles& files) {
  if (path.empty()) return ingest::Dictionary{};
  std::string text;
  std::string why;
  bool is_read = read_file(path, text, why);
  if (is_read && text.size() > max_source_bytes) {
    is_read = false;
    why = "it is larger than " + std::to_string(max_source_bytes >> 20U) + " MB";
  }
  if (!is_read) {
    cannot_run(path + ": the dictionary cannot be read: " + why);
    return std::nullopt;
  }
  files.reads(path, text);
  std::vector<ingest::Dictionary::Error> errors;
  auto dictionary = ingest::Dictionary::read(text, vocabulary, errors);
  if (errors.empty()) return dictionary;
  for (const auto& error : errors) {
    std::fprintf(stderr, "%s:%zu: error: %s\n", harmless(path).c_str(), error.line,
                 harmless(error.text).c_str());
  }
  cannot_run(path + " has errors, so it cannot be used");
  return std::nullopt;
}

void add_dictionary(CLI::App& command, std::string& path) {
  command
      .add_option("--dictionary", path, "what the data's own names and codes mean; `eligo names` writes one")
      ->option_text("FILE");
}

std::optional<ReadingChoice> choose_readings(const Plan& plan, const std::vector<std::string>& names) {
  std::string why;
  auto choice = choose_readings(plan, names, why);
  if (!choice) cannot_run(why);
  return choice;
}

std::optional<std::vector<std::string>> find_sources(const std::vector<std::string>& paths,
                                                     const std::vector<std::string>& endings) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      std::string why;
      if (add_folder(path, endings, found, why)) continue;
      if (!why.empty()) {
        cannot_run(path + ": " + why);
        return std::nullopt;
      }
      std::string list = endings.front();
      for (std::size_t i = 1; i < endings.size(); ++i) list += " or " + endings[i];
      cannot_run(path + ": the folder holds no " + list.append(" file"));
      return std::nullopt;
    }
    if (!fs::exists(path, error)) {
      cannot_run(path + ": there is no such file or folder");
      return std::nullopt;
    }
    found.push_back(path);
  }
  return found;
}

}  // namespace eligo
