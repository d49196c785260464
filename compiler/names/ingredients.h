#pragma once

#include <vector>

#include "compiler/names/scope.h"

namespace eligo {

/// That a fact is a kind of a broader one, or contains it.
struct Relation {
  FactId fact;
  FactId broader;
  Place place;  ///< of the broader one's name
  bool is_content = false;
};

/// Fills in what each combination is made of. Reports an ingredient that a combination cannot have. The
/// vocabulary's relations are closed already.
void find_ingredients(Vocabulary& vocabulary, const std::vector<Relation>& relations, Findings& findings);

/// The items of a group that count as drugs of their own. A combination beside one of its ingredients does
/// not: each record of it is one of that.
std::vector<GroupItem> drugs_of(const VocabularyGroup& group, const Vocabulary& vocabulary);

}  // namespace eligo
