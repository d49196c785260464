#include "tools/eligo/protocol.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/diagnostics/render.h"
#include "runtime/model/near_miss.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace fs = std::filesystem;

namespace {

/// All readings of a protocol by name.
struct NamedReading {
  std::string_view name;
  std::size_t criterion;
  int reading;
};

std::vector<NamedReading> readings_of(const Plan& plan) {
  std::vector<NamedReading> all;
  for (std::size_t c = 0; c < plan.criteria.size(); ++c) {
    for (std::size_t r = 0; r < plan.criteria[c].readings.size(); ++r) {
      all.push_back({plan.criteria[c].readings[r].id, c, static_cast<int>(r)});
    }
  }
  return all;
}

std::string unknown_reading(const std::string& name, const std::vector<NamedReading>& all) {
  std::string text = "there is no reading " + name;
  if (all.empty()) return text + ": the protocol names none";
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const NamedReading& reading : all) names.push_back(reading.name);
  const auto near = near_misses(name, names, 1);
  if (!near.empty()) return text + "; did you mean " + near.front() + '?';
  text += "; the protocol has";
  for (const std::string_view known : names) text.append(" ").append(known);
  return text;
}

bool has_ending(const fs::path& path, const std::vector<std::string>& endings) {
  return std::find(endings.begin(), endings.end(), path.extension().string()) != endings.end();
}

/// Adds the matching files below a folder; says whether there were any.
bool add_folder(const fs::path& folder, const std::vector<std::string>& endings,
                std::vector<std::string>& found) {
  std::vector<std::string> here;
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, ignored),
       end;
       at != end; at.increment(ignored)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    if (at->is_directory(ignored)) {
      if (is_hidden) at.disable_recursion_pending();
    } else if (!is_hidden && has_ending(at->path(), endings)) {
      here.push_back(at->path().string());
    }
  }
  std::sort(here.begin(), here.end());
  found.insert(found.end(), here.begin(), here.end());
  return !here.empty();
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
                                            const std::vector<std::string>& library_folders) {
  Compilation compilation = compile_file(path, {library_folders});
  if (!compilation.unreadable.empty()) {
    cannot_run(path + ": " + compilation.unreadable);
    return std::nullopt;
  }
  print_diagnostics(stderr, compilation, Severity::error);
  if (!compilation.plan || compilation.has_errors()) {
    cannot_run(path + " does not compile, so it cannot be used");
    return std::nullopt;
  }
  if (compilation.plan->criteria.empty()) {
    cannot_run(path + " has no criteria: name a protocol, not a library");
    return std::nullopt;
  }
  return compilation;
}

std::optional<Plan> load_protocol(const std::string& path, const std::vector<std::string>& library_folders) {
  auto compilation = compile_protocol(path, library_folders);
  return compilation ? std::move(compilation->plan) : std::nullopt;
}

std::optional<ingest::Dictionary> load_dictionary(const std::string& path, const Vocabulary& vocabulary) {
  if (path.empty()) return ingest::Dictionary{};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf() || file.peek() == std::ifstream::traits_type::eof())) {
    cannot_run(path + ": the dictionary cannot be read");
    return std::nullopt;
  }
  std::vector<ingest::Dictionary::Error> errors;
  auto dictionary = ingest::Dictionary::read(text.str(), vocabulary, errors);
  if (errors.empty()) return dictionary;
  for (const auto& error : errors) {
    std::fprintf(stderr, "%s:%zu: error: %s\n", path.c_str(), error.line, harmless(error.text).c_str());
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
  const std::vector<NamedReading> all = readings_of(plan);
  ReadingChoice choice(plan.criteria.size(), -1);
  for (const std::string& name : names) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& r) { return r.name == name; });
    if (found == all.end()) {
      cannot_run(unknown_reading(name, all));
      return std::nullopt;
    }
    int& chosen = choice[found->criterion];
    if (chosen >= 0 && chosen != found->reading) {
      cannot_run("two readings of " + plan.criteria[found->criterion].id + " at once: name one of them");
      return std::nullopt;
    }
    chosen = found->reading;
  }
  return choice;
}

std::optional<std::vector<std::string>> find_sources(const std::vector<std::string>& paths,
                                                     const std::vector<std::string>& endings) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      if (add_folder(path, endings, found)) continue;
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
