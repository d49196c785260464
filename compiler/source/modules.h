#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/findings.h"
#include "compiler/source/compilation.h"
#include "grammar/parse.h"

namespace eligo {

/// One file taken into a compilation: its text is `Compilation::files[file]`, its tree points into that text.
struct Module {
  enum class Kind : std::uint8_t { protocol, library, cases, unclear };
  std::uint32_t file = 0;
  Kind kind = Kind::unclear;
  std::string name;  ///< NCT06710717, vocabulary/lupus
  SyntaxTree tree;
  std::optional<Span> used;  ///< the path behind the first `use` or `cases for` that takes it in

  [[nodiscard]] Span span(std::uint32_t node) const { return {file, tree[node].begin, tree[node].end}; }
};

/// A syntax node of one of the modules.
struct Place {
  const Module* module = nullptr;
  std::uint32_t node = SyntaxNode::no_node;

  [[nodiscard]] bool exists() const { return node != SyntaxNode::no_node; }
  [[nodiscard]] Syntax kind() const { return module->tree[node].kind; }
  [[nodiscard]] std::string_view text() const { return module->tree.text(node); }
  [[nodiscard]] Span span() const { return module->span(node); }
  [[nodiscard]] Place at(std::uint32_t other) const { return {module, other}; }
  [[nodiscard]] Place child(Syntax kind) const { return {module, module->tree.child(node, kind)}; }
  [[nodiscard]] bool has(Syntax kind) const { return module->tree.has(node, kind); }
  [[nodiscard]] Place first() const { return {module, module->tree[node].first_child}; }
  [[nodiscard]] Place next() const { return {module, module->tree[node].next_sibling}; }
  [[nodiscard]] std::vector<Place> children() const;
  [[nodiscard]] std::vector<Place> children(Syntax kind) const;
};

/// Everything that one compilation reads, uses before users.
struct ModuleSet {
  std::vector<std::unique_ptr<Module>> modules;
  std::vector<std::unique_ptr<std::string>> texts;  ///< that the trees point into
  std::vector<std::string> broken;                  ///< names whose declaration cannot be read
  bool is_incomplete = false;                       ///< a library is missing, so that any name may be
};

/// Reads the file at `path` and its libraries, each once. A file or block that cannot be read or parsed is
/// reported; the rest is there. Files land in `out.files`, the asked one first.
ModuleSet load_modules(const std::string& path, const CompileOptions& options, Compilation& out);

/// Words the parser's errors as diagnostics. `max_bytes`: as given to the parser.
void report_syntax_errors(const std::vector<SyntaxError>& errors, std::uint32_t file, std::string_view source,
                          Findings& findings, std::size_t max_bytes = max_source_bytes);

}  // namespace eligo
