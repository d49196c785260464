#include "compiler/names/ingredients.h"

#include <algorithm>

#include "runtime/values/contains.h"

namespace eligo {
namespace {

class IngredientFinder {
 public:
  IngredientFinder(Vocabulary& vocabulary, const std::vector<Relation>& relations, Findings& findings)
      : vocabulary_(vocabulary), relations_(relations), findings_(findings) {
    contents_.resize(vocabulary.facts.size());
    for (const Relation& one : relations) {
      if (one.is_content) contents_[one.fact.value].push_back(one.broader);
    }
  }

  void run() {
    for (const Relation& one : relations_) {
      if (one.is_content) check(one);
    }
    for (std::uint32_t i = 0; i < contents_.size(); ++i) {
      if (!contains(refused_, FactId{i})) fill(FactId{i});  // one mistake, one finding
    }
  }

 private:
  /// What it says itself, and what those say that it is a kind of. Of an ingredient and a broader one the
  /// narrower alone.
  void fill(FactId id) {
    auto& own = vocabulary_.facts[id.value].ingredients;
    const auto take = [&](FactId from) {
      for (const FactId one : contents_[from.value]) {
        if (!contains(own, one)) own.push_back(one);
      }
    };
    take(id);
    for (const FactId above : vocabulary_[id].broader) take(above);
    const std::vector<FactId> all = own;
    std::erase_if(own, [&](FactId one) {
      return std::any_of(all.begin(), all.end(),
                         [&](FactId other) { return contains(vocabulary_[other].broader, one); });
    });
  }

  /// An ingredient is a single drug, is not what the combination itself is, and stands there once.
  void check(const Relation& one) {
    const auto is_combination = [&](FactId fact) { return !contents_[fact.value].empty(); };
    const auto& above = vocabulary_[one.broader].broader;
    if (is_combination(one.broader) || std::any_of(above.begin(), above.end(), is_combination)) {
      refuse(one, name(one.broader) + " is a combination itself").note("name what it contains in its place");
      return;
    }
    const auto conflict = std::find_if(relations_.begin(), relations_.end(),
                                       [&](const Relation& other) { return are_in_conflict(one, other); });
    if (conflict == relations_.end()) return;
    if (!conflict->is_content) {
      refuse(one, name(one.fact) + " cannot both be " + name(one.broader) + " and contain it")
          .note("the dose of a record is that of what it is, and of nothing that it contains",
                conflict->place.span());
      return;
    }
    refuse(one, name(one.broader) + " stands twice in what " + name(one.fact) + " contains")
        .note("here it stands as " + name(conflict->broader), conflict->place.span());
  }

  bool are_in_conflict(const Relation& one, const Relation& other) const {
    if (&one == &other || one.fact != other.fact) return false;
    const bool is_same = one.broader == other.broader;
    if (!other.is_content) return is_same;
    const bool is_first = &other < &one;
    return is_same ? is_first : contains(vocabulary_[one.broader].broader, other.broader);
  }

  Finding refuse(const Relation& one, std::string message) {
    refused_.push_back(one.fact);
    return findings_.add(codes::bad_ingredient, one.place.span(), std::move(message));
  }
  std::string name(FactId id) const { return "`" + vocabulary_[id].name + "`"; }

  Vocabulary& vocabulary_;
  const std::vector<Relation>& relations_;
  Findings& findings_;
  std::vector<std::vector<FactId>> contents_;  // by fact: what it says that it contains
  std::vector<FactId> refused_;
};

/// Whether each fact of an item contains something that the group has as another item.
bool is_told_by_others(const VocabularyGroup& group, const GroupItem& item, const Vocabulary& vocabulary) {
  const auto is_in = [&](FactId ingredient, const GroupItem& other) {
    return std::any_of(other.facts.begin(), other.facts.end(), [&](FactId fact) {
      return fact == ingredient || contains(vocabulary[ingredient].broader, fact);
    });
  };
  const auto is_told = [&](FactId fact) {
    const auto& own = vocabulary[fact].ingredients;
    return std::any_of(group.items.begin(), group.items.end(), [&](const GroupItem& other) {
      return &other != &item &&
             std::any_of(own.begin(), own.end(), [&](FactId one) { return is_in(one, other); });
    });
  };
  return !item.facts.empty() && std::all_of(item.facts.begin(), item.facts.end(), is_told);
}

}  // namespace

std::vector<GroupItem> drugs_of(const VocabularyGroup& group, const Vocabulary& vocabulary) {
  std::vector<GroupItem> drugs;
  for (const GroupItem& item : group.items) {
    if (!is_told_by_others(group, item, vocabulary)) drugs.push_back(item);
  }
  return drugs;
}

void find_ingredients(Vocabulary& vocabulary, const std::vector<Relation>& relations, Findings& findings) {
  IngredientFinder(vocabulary, relations, findings).run();
}

}  // namespace eligo
