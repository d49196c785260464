#include "runtime/model/broader.h"

#include <algorithm>

#include "runtime/values/contains.h"

namespace eligo {
namespace {

bool is_less_exact(const Fact& fact, FactId broader) {
  return contains(fact.broader, broader) && !contains(fact.ingredients, broader);
}

}  // namespace

std::vector<FactId> broader_facts(const Vocabulary& vocabulary, const std::vector<FactId>& asked) {
  std::vector<FactId> result;
  for (const FactId fact : asked) {
    for (const FactId broader : vocabulary[fact].broader) {
      if (is_less_exact(vocabulary[fact], broader) && !contains(asked, broader)) result.push_back(broader);
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::vector<FactId> may_be_of(const Vocabulary& vocabulary, const Query& query, FactId broader) {
  std::vector<FactId> result;
  for (const auto* facts : {&query.asked, &query.facts}) {
    for (const FactId fact : *facts) {
      if (is_less_exact(vocabulary[fact], broader) && !contains(result, fact)) result.push_back(fact);
    }
  }
  return result;
}

std::vector<FactId> drugs_it_may_be(const Vocabulary& vocabulary, const Query& query,
                                    const PatientFacts& patient, FactId drug) {
  const bool are_told_apart = query.is_course || traits(query.selector).reads_dose;
  if (!are_told_apart || !drug.exists()) return {};
  if (!query.is_any_fact && !contains(query.facts, drug)) return {};
  std::vector<FactId> result =
      query.is_any_fact ? vocabulary[drug].narrower : may_be_of(vocabulary, query, drug);
  std::erase_if(result, [&](FactId fact) {
    const PatientFacts::Slice slice = patient.of(fact);
    return slice.begin == slice.end || !is_less_exact(vocabulary[fact], drug);
  });
  return result;
}

}  // namespace eligo
