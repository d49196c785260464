#include "tools/eligo/protocol.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "compiler/diagnostics/render.h"
#include "runtime/screen/readings.h"
#include "tools/eligo/commands.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace fs = std::filesystem;

namespace {

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
