#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "compiler/source/modules.h"

namespace eligo {

/// Where each name of a compilation is declared, and which names a block depends on.
class DocDeclarations {
 public:
  explicit DocDeclarations(const ModuleSet& set);

  /// The block that declares a name; does not exist if none does.
  [[nodiscard]] Place find(std::string_view name) const;
  /// Names that a block mentions, those of the `define`s among them taken in: what its rule speaks of.
  [[nodiscard]] std::set<std::string> spoken_of(const Place& block) const;
  /// All names that the blocks of a module depend on, however indirectly, and those that it declares.
  [[nodiscard]] std::set<std::string> used_by(const Module& module) const;

 private:
  void collect(const Place& block, bool is_deep, std::set<std::string>& names) const;

  std::map<std::string, Place, std::less<>> blocks_;
};

/// Words of the data as the vocabulary's author spelt them, by their folded form: `elisa` → `ELISA`.
std::map<std::string, std::string> word_spellings(const ModuleSet& set);
/// The texts of a block's clauses of one kind.
std::vector<std::string> clause_texts(const Place& block, Syntax kind);
/// A node's lines as written, without the indentation that its later lines share.
std::string written_lines(const Place& place);

}  // namespace eligo
