#include "runtime/saved/vocabulary_index.h"

#include <algorithm>

namespace eligo::saved {
namespace {

/// No names but chosen ones share one bucket of a map in such a number; with them a search takes forever.
constexpr std::size_t most_in_bucket = 64;

/// False if the name stands for something else already.
template <typename Id>
bool add(std::unordered_map<std::string, Id>& map, const std::string& name, Id id) {
  const auto entry = map.try_emplace(name, id).first;
  return entry->second == id && map.bucket_size(map.bucket(name)) <= most_in_bucket;
}

bool add_fact(Vocabulary& vocabulary, FactId id) {
  const Fact& fact = vocabulary[id];
  auto& names = vocabulary.fact_by_name;
  auto& codes = vocabulary.fact_by_code;
  const auto add_code = [&](const Code& code) {
    const std::string key = code.system + "|" + code.code;
    // Where two facts share a code, the first one declared gets the records that bear only the code.
    return codes.contains(key) || add(codes, key, id);
  };
  return add(names, fold_word(fact.name), id) &&
         std::all_of(fact.aliases.begin(), fact.aliases.end(),
                     [&](const std::string& alias) { return add(names, fold_word(alias), id); }) &&
         std::all_of(fact.codes.begin(), fact.codes.end(), add_code);
}

bool add_narrower(Vocabulary& vocabulary) {
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i) {
    for (const FactId above : vocabulary.facts[i].broader) {
      if (above.value >= vocabulary.facts.size()) return false;
      vocabulary.facts[above.value].narrower.push_back(FactId{i});
    }
  }
  return true;
}

}  // namespace

bool index_vocabulary(Vocabulary& vocabulary) {
  const auto all = [](std::size_t count, auto add_one) {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!add_one(i)) return false;
    }
    return true;
  };
  return all(vocabulary.facts.size(), [&](std::uint32_t i) { return add_fact(vocabulary, FactId{i}); }) &&
         all(vocabulary.fields.size(),
             [&](std::uint32_t i) {
               return add(vocabulary.field_by_name, fold_word(vocabulary.fields[i].name), FieldId{i});
             }) &&
         all(vocabulary.anchors.size(),
             [&](std::uint32_t i) {
               return add(vocabulary.anchor_by_name, vocabulary.anchors[i].name, AnchorId{i});
             }) &&
         all(vocabulary.words.size(),
             [&](std::uint32_t i) { return add(vocabulary.word_by_text, vocabulary.words[i], WordId{i}); }) &&
         add_narrower(vocabulary);
}

}  // namespace eligo::saved
