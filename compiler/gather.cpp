#include "compiler/gather.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "compiler/source/folder.h"
#include "compiler/source/search_path.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

/// Faults that may lie in a declaration and then show at every use of it.
bool is_of_declaration(std::string_view code) {
  static constexpr const DiagnosticKind* kinds[] = {
      // NOLINT(modernize-avoid-c-arrays)
      &codes::unknown_name, &codes::missing_declaration, &codes::unknown_word,        &codes::no_normal_range,
      &codes::no_half_life, &codes::units_differ,        &codes::no_patient_to_follow};
  return std::any_of(std::begin(kinds), std::end(kinds), [&](const auto* k) { return k->code == code; });
}

std::string text_of(const Diagnostic& d, const std::vector<SourceText>& files) {
  return files[d.span.file].text.substr(d.span.begin, d.span.end - d.span.begin);
}

/// "the same in 2 more places: lines 12 and 40"
std::string places(const std::vector<const Diagnostic*>& others, const std::vector<SourceText>& files,
                   std::uint32_t file) {
  static constexpr std::size_t most_lines = 8;
  std::string result =
      "the same in " + std::to_string(others.size()) + " more place" + (others.size() == 1 ? "" : "s");
  std::vector<std::string> lines;
  for (const Diagnostic* d : others) {
    if (d->span.file == file) lines.push_back(std::to_string(locate(files[file].text, d->span.begin).line));
  }
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  if (lines.size() > most_lines || lines.empty()) return result;
  result += lines.size() == 1 ? ": line " : ": lines ";
  for (std::size_t i = 0; i < lines.size(); ++i)
    result += (i == 0 ? "" : i + 1 == lines.size() ? " and " : ", ") + lines[i];
  return result;
}

void join_repeated(std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files) {
  std::map<std::string, std::vector<const Diagnostic*>> groups;
  const auto key = [&](const Diagnostic& d) {
    return std::string(d.code) + (d.code == codes::unknown_name.code ? text_of(d, files) : d.message);
  };
  for (const auto& d : diagnostics) {
    if (is_of_declaration(d.code)) groups[key(d)].push_back(&d);
  }
  std::vector<Diagnostic> kept;
  for (const auto& d : diagnostics) {
    const auto group = is_of_declaration(d.code) ? groups.find(key(d)) : groups.end();
    if (group != groups.end() && group->second.front() != &d) continue;
    kept.push_back(d);
    if (group == groups.end() || group->second.size() < 2) continue;
    const std::vector<const Diagnostic*> others(group->second.begin() + 1, group->second.end());
    Finding(kept.back()).note(places(others, files, d.span.file));
  }
  diagnostics = std::move(kept);
}

/// A library that a file could take in, and the names that it declares.
struct Library {
  std::string name;
  std::set<std::string, std::less<>> names;
};

std::set<std::string, std::less<>> names_declared(const std::string& path) {
  std::set<std::string, std::less<>> result;
  std::string text;
  std::string why;
  if (!read_file(path, text, why)) return result;
  Module module;
  module.tree = parse(text).tree;
  for (const std::uint32_t node : module.tree.blocks) {
    const Place block{&module, node};
    if (block.kind() == Syntax::protocol_head) return {};
    if (const Place name = block.child(Syntax::name); name.exists()) result.emplace(name.text());
  }
  return result;
}

/// What a search for libraries has looked at. Large folders are not searched to the end.
struct LibrarySearch {
  static constexpr std::size_t most_libraries = 200;
  static constexpr std::size_t most_entries = 1000;

  /// Takes in the libraries of a folder, and of the folders in it: `below` is empty, or one of those with a
  /// stroke behind it.
  void search(const std::string& base, const std::string& below = {}) {
    static constexpr std::string_view ending = ".crit";
    for (const std::string& name :
         names_in_folder(base + below, most_entries - std::min(seen, most_entries))) {
      ++seen;
      std::error_code error;
      const std::string found = base + below + name;
      if (below.empty() && fs::is_directory(fs::symlink_status(found, error))) search(base, name + '/');
      if (!name.ends_with(ending) || libraries.size() >= most_libraries) continue;
      if (!known.insert(fs::weakly_canonical(found, error).string()).second) continue;
      libraries.push_back({below + name.substr(0, name.size() - ending.size()), names_declared(found)});
    }
  }

  std::set<std::string> known;
  std::vector<Library> libraries;
  std::size_t seen = 0;
};

/// The libraries in the folder of a file and in the one above it, and in the folders named. None is looked
/// for where libraries come from the caller.
std::vector<Library> libraries_near(const std::string& path, const std::vector<SourceText>& files,
                                    const CompileOptions& options) {
  static constexpr int folders_above = 1;
  if (options.library_text) return {};
  LibrarySearch search;
  std::error_code error;
  for (const auto& file : files) search.known.insert(fs::weakly_canonical(file.path, error).string());
  for (const std::string& folder : options.library_folders) search.search(folder + '/');
  fs::path folder = fs::absolute(path, error).parent_path();
  for (int up = 0; up <= folders_above && folder.has_relative_path(); ++up, folder = folder.parent_path())
    search.search(folder.string() + '/');
  return std::move(search.libraries);
}

/// Where a `use` goes: behind the last one, or behind the head.
std::uint32_t place_of_use(const ModuleSet& set, std::uint32_t file) {
  std::uint32_t result = 0;
  for (const auto& module : set.modules) {
    if (module->file != file) continue;
    for (const std::uint32_t node : module->tree.blocks) {
      const Place block{module.get(), node};
      const Syntax kind = block.kind();
      const bool is_head = kind == Syntax::protocol_head || kind == Syntax::library_head ||
                           kind == Syntax::cases_head || kind == Syntax::use;
      if (is_head) result = block.span().end;
    }
  }
  return result;
}

std::string listed(const std::vector<std::string>& names) {
  static constexpr std::size_t most = 3;
  std::string result;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    const bool is_last = i + 1 == names.size();
    result += (i == 0 ? "`" : is_last ? " and `" : ", `") + names[i] + "`";
  }
  return names.size() > most ? result + " and " + std::to_string(names.size() - most) + " more" : result;
}

void offer_missing_use(std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files,
                       const ModuleSet& set, const CompileOptions& options) {
  const auto is_unknown = [](const Diagnostic& d) { return d.code == codes::unknown_name.code; };
  const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), is_unknown);
  if (first == diagnostics.end()) return;
  for (const auto& library : libraries_near(files[first->span.file].path, files, options)) {
    std::vector<std::string> names;
    Diagnostic* said = nullptr;
    for (auto& d : diagnostics) {
      const std::string name = text_of(d, files);
      if (!is_unknown(d) || !library.names.contains(name)) continue;
      if (said == nullptr) said = &d;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (said == nullptr) continue;
    said->message = listed(names) + (names.size() == 1 ? " is" : " are") + " declared in the library `" +
                    library.name + "`, which no file here takes in";
    said->notes.clear();
    said->fixes.clear();
    const std::uint32_t at = place_of_use(set, said->span.file);
    Finding(*said).fix("take it in", {said->span.file, at, at}, "\nuse " + library.name);
    const std::string message = said->message;
    std::erase_if(diagnostics, [&](const Diagnostic& d) {
      const bool is_said = is_unknown(d) && d.message == message;
      return !is_said && ((is_unknown(d) && library.names.contains(text_of(d, files))) ||
                          d.code == codes::missing_declaration.code);
    });
  }
}

/// A name or token that is not known because of a character in it that does not belong there: that is said.
void leave_hidden_characters(std::vector<Diagnostic>& diagnostics) {
  const auto is_hidden = [](const Diagnostic& d) {
    return d.code == codes::hidden_character.code || d.code == codes::lookalike_letter.code;
  };
  std::vector<Span> places;
  for (const Diagnostic& d : diagnostics) {
    if (is_hidden(d)) places.push_back(d.span);
  }
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    const bool may_follow = d.code == codes::unexpected.code || d.code == codes::unknown_name.code ||
                            d.code == codes::unknown_word.code || d.code == codes::stray_text.code;
    return may_follow && std::any_of(places.begin(), places.end(), [&](const Span& place) {
             return place.file == d.span.file && place.begin < d.span.end && d.span.begin < place.end;
           });
  });
}

}  // namespace

void gather(std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files, const ModuleSet& set,
            const CompileOptions& options) {
  leave_hidden_characters(diagnostics);
  offer_missing_use(diagnostics, files, set, options);
  join_repeated(diagnostics, files);
}

}  // namespace eligo
