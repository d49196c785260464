#include "compiler/source/modules.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "compiler/source/folder.h"
#include "compiler/source/hidden_characters.h"
#include "compiler/source/search_path.h"
#include "grammar/scan.h"
#include "runtime/model/near_miss.h"
#include "runtime/values/ascii.h"

namespace eligo {
namespace fs = std::filesystem;

std::vector<Place> Place::children() const {
  std::vector<Place> result;
  for (const std::uint32_t c : module->tree.children(node)) result.push_back({module, c});
  return result;
}

std::vector<Place> Place::children(Syntax kind) const {
  std::vector<Place> result;
  for (const std::uint32_t c : module->tree.children(node)) {
    if (module->tree[c].kind == kind) result.push_back({module, c});
  }
  return result;
}

namespace {

class Loader {
 public:
  Loader(const CompileOptions& options, Compilation& out)
      : options_(options), out_(out), findings_(out.diagnostics) {}

  ModuleSet run(const std::string& path) {
    load(path, fs::path(path).filename().string(), {});
    return std::move(set_);
  }

 private:
  /// The file's index, or nothing if it is being loaded already (a circle) or cannot be read.
  void load(const std::string& path, const std::string& name, const Place& use) {
    std::error_code error;
    const std::string key = fs::weakly_canonical(path, error).string();
    if (const auto known =
            std::find_if(loading_.begin(), loading_.end(), [&](const auto& l) { return l.key == key; });
        known != loading_.end()) {
      if (!known->is_done) report_circle(key, use);
      return;
    }
    if (loading_.size() >= most_files()) return report_too_many(use);
    std::string text;
    std::string why;
    if (!read_source(path, use, text, why)) {
      set_.is_incomplete = true;
      if (out_.files.empty()) {
        out_.unreadable = "cannot read " + path + ": " + why;
      } else {
        findings_.add(codes::library_not_found, use.span(),
                      "the library `" + name + "` cannot be read: " + why);
      }
      return;
    }
    const std::size_t self = loading_.size();
    loading_.push_back({key, name, false});
    auto module = std::make_unique<Module>();
    module->file = static_cast<std::uint32_t>(out_.files.size());
    if (use.exists()) module->used = use.span();
    // The text lives on the heap by now: the tree's views stay good when `files` grows.
    texts_.push_back(std::make_unique<std::string>(std::move(text)));
    out_.files.push_back({path, name, *texts_.back()});
    Parse parsed = parse(*texts_.back(), options_.limits.bytes);
    module->tree = std::move(parsed.tree);
    report_syntax_errors(parsed.errors, module->file, *texts_.back(), findings_, options_.limits.bytes);
    report_hidden_characters(module->file, *texts_.back(), findings_);
    for (const auto& mistake : parsed.errors) excuse(mistake, *texts_.back());
    take_head(*module);
    for (const auto& mistake : parsed.errors) take_broken_head(mistake, *module);
    load_used(*module, path);
    loading_[self].is_done = true;
    set_.texts.insert(set_.texts.end(), std::make_move_iterator(texts_.begin()),
                      std::make_move_iterator(texts_.end()));
    texts_.clear();
    set_.modules.push_back(std::move(module));
  }

  /// At least the file itself. Each file that uses another is a level of the walk over them.
  [[nodiscard]] std::size_t most_files() const {
    return std::clamp(options_.limits.files, std::size_t{1}, SourceLimits{}.files);
  }

  void report_too_many(const Place& use) {
    set_.is_incomplete = true;
    if (std::exchange(has_too_many_, true)) return;
    findings_
        .add(codes::too_many_files, use.span(),
             "with this file there are more than the limit of files, which is " +
                 std::to_string(most_files()) + " (limit source-files)")
        .note("put libraries that belong together into one file");
  }

  /// The text at a path: given by the caller, handed out by the caller's loader, or read from the file.
  bool read_source(const std::string& path, const Place& use, std::string& text, std::string& why) const {
    const auto given = options_.texts.find(path);
    if (given != options_.texts.end()) {
      text = given->second;
      return true;
    }
    if (!options_.library_text || !use.exists()) return read_file(path, text, why);
    auto library = options_.library_text(std::string(use.text()));
    if (library) text = std::move(*library);
    return library.has_value();
  }

  /// The names that a block with a mistake may declare: its users are not blamed.
  void excuse(const SyntaxError& mistake, std::string_view text) {
    set_.broken.emplace_back(mistake.declared);
    const auto& reserved = reserved_words();
    bool is_nameless =
        mistake.declared.empty() || std::binary_search(reserved.begin(), reserved.end(), mistake.declared);
    // Readings, parts, and the token that stands where the word of a block may be missing or misspelt.
    const char* const end = text.data() + mistake.block_end;
    std::string_view before;
    bool is_head = false;
    const char* at = text.data() + mistake.block_begin;
    std::size_t count = 0;
    for (const char* next = grammar::skip_space(at, end); next != end; next = grammar::skip_space(at, end)) {
      const std::string_view token = grammar::token_at(next, end);
      const bool begins_line = grammar::has_line_break(at, next);
      if (before == "reading" || is_head || begins_line) set_.broken.emplace_back(token);
      if (token == ":") set_.broken.emplace_back(before);
      is_head = begins_line;
      before = token;
      // A slip right behind the name may mean that the name itself is missing.
      if (++count == 3) is_nameless = is_nameless || next >= text.data() + mistake.begin;
      at = next + token.size();
    }
    is_nameless = is_nameless || count < 3;
    set_.is_incomplete =
        set_.is_incomplete || mistake.block.empty() || is_nameless || may_hide_use(mistake.block);
  }

  /// A `use` may stand in or behind a block with a mistake.
  static bool may_hide_use(std::string_view block) {
    return block == "use" || block == "protocol" || block == "library" || block == "cases";
  }

  /// The kind of a file does not depend on a slip in its head.
  static void take_broken_head(const SyntaxError& mistake, Module& module) {
    if (module.kind != Module::Kind::unclear) return;
    if (mistake.block == "protocol") module.kind = Module::Kind::protocol;
    if (mistake.block == "library") module.kind = Module::Kind::library;
    if (mistake.block == "cases") module.kind = Module::Kind::cases;
    if (module.kind != Module::Kind::unclear) module.name = mistake.declared;
  }

  static void take_head(Module& module) {
    for (const std::uint32_t block : module.tree.blocks) {
      const Place head{&module, block};
      if (head.kind() == Syntax::protocol_head) {
        module.kind = Module::Kind::protocol;
        module.name = head.child(Syntax::name).text();
      } else if (head.kind() == Syntax::library_head) {
        module.kind = Module::Kind::library;
        module.name = head.child(Syntax::path).text();
      } else if (head.kind() == Syntax::cases_head) {
        module.kind = Module::Kind::cases;
        module.name = head.child(Syntax::path).text();
      } else {
        continue;
      }
      return;
    }
  }

  void load_used(const Module& module, const std::string& path) {
    for (const std::uint32_t block : module.tree.blocks) {
      const Place place{&module, block};
      if (place.kind() != Syntax::use && place.kind() != Syntax::cases_head) continue;
      const Place wanted = place.child(Syntax::path);
      std::string name(wanted.text());
      std::string refused;
      std::string found = find_library(path, name, options_, refused);
      if (found.empty() && refused.empty() && place.kind() == Syntax::cases_head) {
        name = lower(name);
        found = find_library(path, name, options_, refused);
      }
      if (found.empty()) {
        set_.is_incomplete = true;
        if (refused.empty())
          not_found(wanted, path);
        else
          leads_out(wanted, refused);
      } else {
        load(found,
             name.find('/') == std::string::npos ? fs::path(found).filename().string() : name + ".crit",
             wanted);
      }
    }
  }

  void not_found(const Place& wanted, const std::string& path) {
    const std::string name(wanted.text());
    auto finding =
        findings_.add(codes::library_not_found, wanted.span(), "there is no library `" + name + "`");
    if (options_.library_text) return;
    finding.note("looked for `" + name + ".crit` beside this file and in the folders above it");
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : name.substr(0, slash + 1);
    std::vector<std::string> names;
    static constexpr std::size_t most_entries = 1000;
    fs::path base = fs::path(path).parent_path();
    if (base.empty()) base = ".";
    for (int up = 0; up < 3 && names.empty(); ++up, base /= "..") {
      for (const std::string& entry : names_in_folder(base / folder, most_entries)) {
        const fs::path found = entry;
        if (found.extension() == ".crit") names.push_back(folder + found.stem().string());
      }
    }
    finding.did_you_mean(near_misses(name, {names.begin(), names.end()}), wanted.span());
  }

  void leads_out(const Place& wanted, const std::string& refused) {
    findings_
        .add(codes::library_not_found, wanted.span(),
             "the library `" + std::string(wanted.text()) + "` is a link that leads out of its folder")
        .note("`" + refused + "` is taken in only if --library-path names a folder that it leads into");
  }

  void report_circle(const std::string& key, const Place& use) {
    std::string chain;
    bool inside = false;
    for (const auto& l : loading_) {
      inside = inside || l.key == key;
      if (inside && !l.is_done) chain += "`" + l.name + "` uses ";
    }
    const auto& closing =
        *std::find_if(loading_.begin(), loading_.end(), [&](const auto& l) { return l.key == key; });
    findings_
        .add(codes::use_cycle, use.span(),
             "these files use each other in a circle: " + chain + "`" + closing.name + "`")
        .note("move what both need into a library of its own");
  }

  struct Loading {
    std::string key;
    std::string name;
    bool is_done;
  };
  const CompileOptions& options_;
  Compilation& out_;
  Findings findings_;
  std::vector<Loading> loading_;
  bool has_too_many_ = false;
  std::vector<std::unique_ptr<std::string>> texts_;
  ModuleSet set_;
};

}  // namespace

ModuleSet load_modules(const std::string& path, const CompileOptions& options, Compilation& out) {
  return Loader(options, out).run(path);
}

}  // namespace eligo
