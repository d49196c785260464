#include <functional>

#include "runtime/saved/plan_check.h"
#include "runtime/values/contains.h"

namespace eligo::saved {
namespace {

bool is_positive(const std::optional<Number>& number) { return !number || number->sign() > 0; }

bool is_sound(const ValueType& type, const Vocabulary& vocabulary) {
  const bool is_index_sound =
      std::all_of(type.word_index.begin(), type.word_index.end(), [&](const auto& entry) {
        return entry.first < vocabulary.words.size() && entry.second < type.words.size();
      });
  return is_index_sound && are_in(type.words, vocabulary.words) && is_positive(type.molar_mass) &&
         (!type.plausible || is_possible(*type.plausible));
}

bool is_sound(const OnlyWhere& only, const Vocabulary& vocabulary) {
  if (!is_in(only.attribute, vocabulary.facts)) return false;
  const Fact& attribute = vocabulary[only.attribute];
  return attribute.kind == FactKind::attribute &&
         std::all_of(only.words.begin(), only.words.end(),
                     [&](std::uint32_t word) { return word < attribute.type.words.size(); });
}

/// Codes are sought by halves, so their order matters.
bool is_sound(const CodeExpansion& expansion) {
  const auto are_sorted = [](const std::vector<std::string>& codes) {
    return std::adjacent_find(codes.begin(), codes.end(), std::greater_equal<>()) == codes.end();
  };
  return !expansion.system.empty() && !expansion.codes.empty() && are_sorted(expansion.codes) &&
         are_sorted(expansion.open);
}

PlanFault check_fact(const Fact& fact, FactId id, const Vocabulary& vocabulary) {
  const auto is_broader = [&](FactId other) { return other != id && vocabulary[other].kind == fact.kind; };
  const auto is_own = [&](FactId other) { return contains(fact.broader, other); };
  const bool is_sound_fact = !fact.name.empty() && is_sound(fact.type, vocabulary) &&
                             std::all_of(fact.expansions.begin(), fact.expansions.end(),
                                         [](const CodeExpansion& one) { return is_sound(one); }) &&
                             are_in(fact.broader, vocabulary.facts) &&
                             (!fact.longest || is_possible(*fact.longest)) &&
                             (!fact.only_where || is_sound(*fact.only_where, vocabulary)) &&
                             std::all_of(fact.broader.begin(), fact.broader.end(), is_broader) &&
                             std::all_of(fact.ingredients.begin(), fact.ingredients.end(), is_own);
  if (!is_sound_fact) return invalid("fact " + std::to_string(id.value) + " of its vocabulary");
  return std::nullopt;
}

}  // namespace

PlanFault check_vocabulary(const Vocabulary& vocabulary) {
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i) {
    if (PlanFault fault = check_fact(vocabulary.facts[i], FactId{i}, vocabulary)) return fault;
  }
  for (const Field& field : vocabulary.fields) {
    if (field.name.empty() || !is_sound(field.type, vocabulary)) return invalid("a field of its vocabulary");
  }
  for (const Anchor& anchor : vocabulary.anchors) {
    if (anchor.name.empty() || !are_in(anchor.not_before, vocabulary.anchors))
      return invalid("an anchor of its vocabulary");
  }
  return std::nullopt;
}

}  // namespace eligo::saved
