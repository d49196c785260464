#include "compiler/compare/one_vocabulary.h"

#include <algorithm>
#include <set>

namespace eligo::amendment {
namespace {

std::vector<std::string_view> words_of(const Vocabulary& vocabulary, const ValueType& type) {
  std::vector<std::string_view> result;
  for (const WordId word : type.words) result.push_back(vocabulary.words[word.value]);
  return result;
}

/// Whether a limit on one is a limit on the other.
bool is_comparable(const Vocabulary& a, const ValueType& x, const Vocabulary& b, const ValueType& y) {
  if (x.kind != y.kind || !(x.unit == y.unit) || x.molar_mass != y.molar_mass) return false;
  return x.kind != ValueKind::grade || words_of(a, x) == words_of(b, y);
}

/// Whether records mean the same: what is said of a combination is said of its ingredients, too.
bool is_made_alike(const Vocabulary& a, const Fact& x, const Vocabulary& b, const Fact& y) {
  const auto names = [](const Vocabulary& vocabulary, const Fact& fact) {
    std::set<std::string_view> result;
    for (const FactId id : fact.ingredients) result.insert(vocabulary[id].name);
    return result;
  };
  return names(a, x) == names(b, y);
}

class Merge {
 public:
  Merge(const Vocabulary& old, const Vocabulary& now) : old_(old), now_(now) {
    result_.vocabulary = now;
    result_.reads_differently.assign(now.facts.size(), false);
    result_.expands_differently.assign(now.facts.size(), false);
  }

  OneVocabulary run() {
    keep_new();
    for (const std::string& word : old_.words) result_.old.text_words.push_back(text_word(word));
    for (const Anchor& anchor : old_.anchors) result_.old.anchors.push_back(anchor_of(anchor));
    for (const Field& field : old_.fields) result_.old.fields.push_back(field_of(field));
    for (const Fact& fact : old_.facts) add(fact);
    translate_ingredients();
    return std::move(result_);
  }

 private:
  Vocabulary& both() { return result_.vocabulary; }

  /// The new version's names keep their places.
  void keep_new() {
    const auto count = [](auto& ids, std::size_t size) {
      for (std::uint32_t i = 0; i < size; ++i) ids.push_back({i});
    };
    count(result_.now.facts, now_.facts.size());
    count(result_.now.facts_by_half_life, now_.facts.size());
    count(result_.now.fields, now_.fields.size());
    count(result_.now.anchors, now_.anchors.size());
    count(result_.now.text_words, now_.words.size());
    for (const Fact& fact : now_.facts) {
      auto& indices = result_.now.words.emplace_back();
      for (std::uint32_t i = 0; i < fact.type.words.size(); ++i) indices.push_back(i);
    }
  }

  WordId text_word(const std::string& word) {
    const WordId next{static_cast<std::uint32_t>(both().words.size())};
    const auto [entry, is_new] = both().word_by_text.try_emplace(word, next);
    if (is_new) both().words.push_back(word);
    return entry->second;
  }

  AnchorId anchor_of(const Anchor& anchor) {
    const AnchorId next{static_cast<std::uint32_t>(both().anchors.size())};
    const auto [entry, is_new] = both().anchor_by_name.try_emplace(fold_word(anchor.name), next);
    if (is_new) both().anchors.push_back({anchor.name, anchor.label, {}});
    return entry->second;
  }

  FieldId field_of(const Field& field) {
    const auto same = std::find_if(now_.fields.begin(), now_.fields.end(), [&](const Field& other) {
      return other.name == field.name && is_comparable(old_, field.type, now_, other.type);
    });
    if (same != now_.fields.end()) return {static_cast<std::uint32_t>(same - now_.fields.begin())};
    both().fields.push_back(field);
    return {static_cast<std::uint32_t>(both().fields.size() - 1)};
  }

  FactId add_apart(const Fact& fact) {
    both().facts.push_back(fact);
    both().facts.back().only_where.reset();  // it names an attribute of the old vocabulary
    result_.reads_differently.push_back(false);
    result_.expands_differently.push_back(false);
    return {static_cast<std::uint32_t>(both().facts.size() - 1)};
  }

  void add(const Fact& fact) {
    const auto same = std::find_if(now_.facts.begin(), now_.facts.end(), [&](const Fact& other) {
      return other.name == fact.name && other.kind == fact.kind &&
             is_comparable(old_, fact.type, now_, other.type) && is_made_alike(old_, fact, now_, other);
    });
    auto& indices = result_.old.words.emplace_back();
    if (same == now_.facts.end()) {
      const FactId apart = add_apart(fact);
      for (std::uint32_t i = 0; i < fact.type.words.size(); ++i) indices.push_back(i);
      result_.old.facts.push_back(apart);
      result_.old.facts_by_half_life.push_back(apart);
      return;
    }
    const FactId id{static_cast<std::uint32_t>(same - now_.facts.begin())};
    result_.old.facts.push_back(id);
    unite(both().facts[id.value].type, fact.type, id, indices);
    const bool is_bounded_alike =
        same->longest == fact.longest && same->only_where.has_value() == fact.only_where.has_value();
    result_.expands_differently[id.value] = same->expansions != fact.expansions;
    if (!is_bounded_alike || result_.expands_differently[id.value])
      result_.reads_differently[id.value] = true;
    result_.old.facts_by_half_life.push_back(same->half_life_days == fact.half_life_days ? id
                                                                                         : add_apart(fact));
  }

  /// Facts that the old version alone has name their ingredients as it does.
  void translate_ingredients() {
    for (std::size_t i = now_.facts.size(); i < both().facts.size(); ++i) {
      for (FactId& one : both().facts[i].ingredients) one = result_.old.facts[one.value];
    }
  }

  /// The values that either version can read: the words of both, and the wider of the plausible ranges.
  void unite(ValueType& merged, const ValueType& old, FactId id, std::vector<std::uint32_t>& indices) {
    for (const WordId word : old.words) {
      const WordId here = text_word(old_.words[word.value]);
      const auto known = std::find(merged.words.begin(), merged.words.end(), here);
      indices.push_back(static_cast<std::uint32_t>(known - merged.words.begin()));
      if (known == merged.words.end()) {
        merged.words.push_back(here);
        result_.reads_differently[id.value] = true;
      }
    }
    const bool has_same_words = old.words.size() == merged.words.size() && old.is_closed == merged.is_closed;
    if (!has_same_words || old.plausible != merged.plausible || old.further_units != merged.further_units)
      result_.reads_differently[id.value] = true;
    merged.plausible = old.plausible && merged.plausible
                           ? std::optional(hull(*old.plausible, *merged.plausible))
                           : std::nullopt;
    merged.is_closed = merged.is_closed && old.is_closed;
  }

  const Vocabulary& old_;
  const Vocabulary& now_;
  OneVocabulary result_;
};

}  // namespace

OneVocabulary one_vocabulary(const Plan& old, const Plan& now) {
  return Merge(old.vocabulary, now.vocabulary).run();
}

}  // namespace eligo::amendment
