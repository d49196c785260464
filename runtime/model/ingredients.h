#pragma once

#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// The ingredients of a drug that a query asks about, as themselves or as a part of what it asks about. None
/// of a drug that is no combination, and none where the query asks about the combination itself: a record of
/// it then has its own dose.
std::vector<FactId> ingredients_asked(const Vocabulary& vocabulary, const Query& query, FactId drug);

/// Whether a reason or a gap of a record is of one of its ingredients.
bool is_ingredient(const Vocabulary& vocabulary, FactId fact, FactId drug);

}  // namespace eligo
