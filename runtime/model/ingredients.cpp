#include "runtime/model/ingredients.h"

#include <algorithm>

#include "runtime/values/contains.h"

namespace eligo {

std::vector<FactId> ingredients_asked(const Vocabulary& vocabulary, const Query& query, FactId drug) {
  std::vector<FactId> result;
  if (!drug.exists() || query.is_any_fact) return result;
  for (const FactId ingredient : vocabulary[drug].ingredients) {
    if (std::binary_search(query.facts.begin(), query.facts.end(), ingredient)) result.push_back(ingredient);
  }
  return result;
}

bool is_ingredient(const Vocabulary& vocabulary, FactId fact, FactId drug) {
  return drug.exists() && fact.exists() && contains(vocabulary[drug].ingredients, fact);
}

}  // namespace eligo
