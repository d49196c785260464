#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/compare/declarations.h"
#include "compiler/compare/effect.h"
#include "compiler/source/compilation.h"

/// The changes that an amendment makes to a protocol: two compiled versions in, the changes as data out.
namespace eligo::amendment {

enum class Change : std::uint8_t { added, removed, changed, same };

/// A header entry that differs. An empty text: the version has none.
struct HeaderChange {
  std::string word;
  std::string old_text;
  std::string new_text;
};

/// Another reading of a criterion.
struct ReadingChange {
  std::string id;
  Change kind = Change::changed;
  std::string old_label;
  std::string new_label;
  std::string old_rule;  ///< as written
  std::string new_rule;
  Effect effect;  ///< of a reading that both versions have
};

/// A criterion of either version, or of both.
struct CriterionChange {
  Change kind = Change::same;
  const Criterion* old = nullptr;  ///< in the plan of its version; none if it was added
  const Criterion* now = nullptr;  ///< none if it was removed
  std::string old_rule;            ///< as written
  std::string new_rule;
  Effect effect;  ///< of one that was added or removed: on patients, too
  std::vector<ReadingChange> readings;
  std::vector<std::string> old_assumptions;  ///< assumptions that the other version lacks
  std::vector<std::string> new_assumptions;
  /// Changed declarations that its rule depends on: indices into Amendment::declarations.
  std::vector<std::size_t> declarations;

  [[nodiscard]] bool is_renumbered() const { return old != nullptr && now != nullptr && old->id != now->id; }
  [[nodiscard]] bool is_reworded() const {
    return old != nullptr && now != nullptr && old->quotation != now->quotation;
  }
  [[nodiscard]] bool has_new_remarks() const {
    return old != nullptr && now != nullptr &&
           (old->notes != now->notes || old->reviews != now->reviews ||
            old->listed_under != now->listed_under);
  }
  [[nodiscard]] bool is_rewritten() const { return old_rule != new_rule; }
  /// It changed its kind: an inclusion became an exclusion, or the other way round.
  [[nodiscard]] bool has_new_kind() const {
    return old != nullptr && now != nullptr && old->polarity != now->polarity;
  }
  [[nodiscard]] bool changes_meaning() const;
};

struct Amendment {
  std::vector<HeaderChange> header;
  std::vector<CriterionChange> criteria;  ///< in the order of the new version; removed ones where they stood
  std::vector<DeclarationChange> declarations;

  /// Whether any patient may be answered otherwise; also where that is not decided.
  [[nodiscard]] bool changes_meaning() const;
};

/// `added`, `removed`, `changed`, `same`.
std::string_view change_word(Change change);
std::string_view change_word(DeclarationChange::Kind kind);

/// Compares two versions, both of which have a plan. The result points into the plans.
Amendment compare(const Compilation& old, const Compilation& now);

}  // namespace eligo::amendment
