#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"

namespace eligo::amendment {

/// A declaration that differs between two versions: of a fact, a group, an instrument, a definition.
struct DeclarationChange {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string word;  ///< `group`
  std::string name;
  std::string file;  ///< that of the new version; of the old one where it is removed
  std::uint32_t line = 0;
  std::string old_text;  ///< line by line as written, comments left out
  std::string new_text;
};

/// The parts of a criterion's block that the evaluator reads, line by line as written, comments left out.
struct CriterionText {
  std::string rule;  ///< with `only for`
  std::vector<std::string> assumptions;
  std::map<std::string, std::string> readings;  ///< rules by name
};

/// Everything declared in the files of two versions, and which criterion depends on which declaration.
class Declarations {
 public:
  Declarations(const Compilation& old, const Compilation& now);
  ~Declarations();
  Declarations(const Declarations&) = delete;
  Declarations& operator=(const Declarations&) = delete;

  [[nodiscard]] const std::vector<DeclarationChange>& changes() const { return changes_; }
  /// Indices of the changes that a criterion depends on, through the names in its rule. Empty ids: none in
  /// that version.
  [[nodiscard]] std::vector<std::size_t> behind(const std::string& old_id, const std::string& new_id) const;
  /// A criterion as it is written, in the old version or the new one.
  [[nodiscard]] const CriterionText& text(bool is_new, const std::string& id) const;

 private:
  struct Side;
  std::unique_ptr<Side> old_;
  std::unique_ptr<Side> now_;
  std::vector<DeclarationChange> changes_;
};

}  // namespace eligo::amendment
