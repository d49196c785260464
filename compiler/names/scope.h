#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/source/modules.h"
#include "runtime/model/plan.h"

namespace eligo {

/// One entry of a group: a fact, or a group that counts once.
struct GroupItem {
  std::string name;
  std::vector<FactId> facts;  ///< narrower facts not yet taken in
};

struct VocabularyGroup {
  std::string name;
  std::string label;
  std::vector<GroupItem> items;
};

/// The declaration that a name stands for.
struct Symbol {
  enum class Kind : std::uint8_t { fact, group, define, derive, score, definition, criterion };
  Kind kind = Kind::fact;
  Place block;              ///< where it is declared
  std::uint32_t index = 0;  ///< fact: FactId; group: Scope::groups; others: Scope's own order
};

/// All names of one compilation, across the files it uses.
struct Scope {
  std::unordered_map<std::string, Symbol> symbols;
  std::vector<VocabularyGroup> groups;
  std::unordered_set<std::string> broken;  ///< declared, but not readably: their users are not blamed
  bool is_incomplete = false;              ///< a library is missing: no unknown name is blamed

  /// Whether a name that is not found has been reported already, at its declaration.
  [[nodiscard]] bool excuses(std::string_view name) const {
    return is_incomplete || broken.contains(std::string(name));
  }
  [[nodiscard]] const Symbol* find(std::string_view name) const;
  /// Names that may have been meant, among the names that `accept` lets through.
  template <typename Accept>
  [[nodiscard]] std::vector<std::string_view> names(const Accept& accept) const {
    std::vector<std::string_view> result;
    for (const auto& [name, symbol] : symbols) {
      if (accept(symbol)) result.push_back(name);
    }
    return result;
  }
};

struct FileSources;

/// Declares every fact, field, anchor and group of the modules in the vocabulary, and every other name in the
/// scope.
Scope declare(const ModuleSet& set, const FileSources& sources, Vocabulary& vocabulary, Findings& findings);

/// Reads a unit as written behind a number; reports one that is not known.
std::optional<Unit> read_unit(const Place& unit, Findings& findings);
/// Reads a number as written; reports one beyond the limits.
std::optional<Number> read_number(const Place& number, Findings& findings);

/// The name of a kind of symbol in messages: "a condition", "a score".
std::string_view kind_name(FactKind kind);
std::string_view kind_name(Symbol::Kind kind);
/// "conditions"
std::string_view plural_name(FactKind kind);
/// "an observation", "a treatment", "a group", … of this very symbol.
std::string_view described(const Symbol& symbol, const Vocabulary& vocabulary);

}  // namespace eligo
