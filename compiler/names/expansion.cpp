#include "compiler/names/expansion.h"

#include <algorithm>
#include <filesystem>

#include "compiler/names/expansion_file.h"
#include "compiler/source/digest.h"
#include "compiler/source/search_path.h"
#include "runtime/ingest/value.h"

namespace eligo {
namespace {

/// Codes of all expansions of a protocol together: a saved plan of them stays within its limit.
constexpr std::size_t most_codes = 1'000'000;

/// A path that stays in its folder: relative, and without `..`.
bool stays_inside(const std::string& name) {
  const std::filesystem::path path(name);
  return !path.empty() && path.is_relative() && name.find_first_of("\\:") == std::string::npos &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

bool is_json(std::string_view text) { return ingest::trimmed(text).starts_with('{'); }

std::string shown_versions(const ExpansionContent& content) {
  std::vector<std::string> all = content.system_versions;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (!content.version.empty()) all.insert(all.begin(), content.version);
  std::string text;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) text += (i == 0 ? "" : ", ") + all[i];
  return all.size() > most ? text + ", …" : text;
}

}  // namespace

std::vector<CodeExpansion> Expander::expand(const Place& clause, const Code& root) {
  const std::vector<Place> texts = clause.children(Syntax::text);
  const Place& name = texts.front();
  std::string path;
  std::string text;
  if (!find(name, path, text)) return {};
  CodeExpansion own{root.system, {}, text_content(name.text()), digest(text), {}, true, {}, {}};
  sources_.tables.push_back({path, own.digest});
  const ingest::CodeSystem system = ingest::code_system(root.system);
  own.root = ingest::comparable_code(system, root.code);
  if (ingest::trimmed(text).empty()) {
    report(codes::expansion_without_code, name, "is empty");
    return {};
  }
  const ExpansionRoot sought{system, own.root};
  ExpansionContent content =
      is_json(text) ? read_expansion_json(std::move(text), sought) : read_expansion_table(text, sought);
  if (!content.problem.empty()) {
    report(codes::expansion_unreadable, name, "cannot be read: " + content.problem);
    return {};
  }
  if (!content.has_root) {
    report(codes::expansion_without_code, name, "does not hold " + root.system + " " + root.code);
    return {};
  }
  if (texts.size() > 1) own.version = text_content(texts[1].text());
  if (texts.size() > 1 && !is_of_version(content, own.version)) {
    const std::string seen = shown_versions(content);
    report(codes::expansion_version, texts[1],
           seen.empty() ? "does not say of which version it is" : "is of version " + seen);
    return {};
  }
  own.is_whole = content.is_whole;
  own.codes = std::move(content.codes);
  own.open = std::move(content.open);
  std::vector<CodeExpansion> result{own};
  for (auto& [from, mapped] : content.mapped) {
    if (mapped.empty()) continue;
    CodeExpansion& further = result.emplace_back(own);
    further.system = from;
    further.codes = std::move(mapped);
    further.open.clear();
  }
  for (const CodeExpansion& one : result) total_ += one.codes.size() + one.open.size();
  if (total_ <= most_codes) return result;
  report(codes::expansion_unreadable, name, "is one too many: all expansions hold more than a million codes");
  return {};
}

/// Reads the file that a clause names; false if that cannot be done, which is reported.
bool Expander::find(const Place& name, std::string& path, std::string& text) {
  const std::string file = text_content(name.text());
  if (!stays_inside(file)) {
    findings_
        .add(codes::expansion_unreadable, name.span(), "`" + file + "` leads out of the folder of this file")
        .note(
            "an expansion file is named by its path from a folder that libraries are looked for in, without "
            "`..`");
    return false;
  }
  const CompileOptions& options = sources_.options;
  if (options.library_text) {
    auto given = options.library_text(file);
    path = file;
    if (given) text = std::move(*given);
    if (!given) findings_.add(codes::expansion_unreadable, name.span(), "there is no file `" + file + "`");
    return given.has_value();
  }
  path = find_beside(sources_.files[name.module->file].path, file, options);
  const auto given = options.texts.find(path);
  if (path.empty()) {
    findings_.add(codes::expansion_unreadable, name.span(), "there is no file `" + file + "`")
        .note("looked for it beside this file and in the folders above it");
    return false;
  }
  if (given != options.texts.end()) text = given->second;
  std::string why;
  if (given == options.texts.end() && !read_file(path, text, why)) {
    report(codes::expansion_unreadable, name, "cannot be read: " + why);
    return false;
  }
  if (text.size() <= max_source_bytes) return true;
  report(codes::expansion_unreadable, name,
         "is larger than " + std::to_string(max_source_bytes >> 20U) + " MB");
  return false;
}

void Expander::report(const DiagnosticKind& kind, const Place& name, const std::string& problem) {
  findings_.add(kind, name.span(), "the expansion file " + problem)
      .note(
          "while that is so, nobody knows which codes are meant; an empty list would let every patient "
          "through");
}

}  // namespace eligo
