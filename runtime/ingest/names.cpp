#include "runtime/ingest/names.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "runtime/ingest/value.h"
#include "runtime/model/near_miss.h"
#include "runtime/values/contains.h"

namespace eligo::ingest {
namespace {

constexpr std::array<std::string_view, 6> list_names{"attributes", "observations", "conditions",
                                                     "treatments", "procedures",   "answers"};

/// Beginnings that make two facts of one word, however alike the two are spelt.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> opposites{
    {{"hyper", "hypo"}, {"macro", "micro"}, {"inter", "intra"}, {"supra", "infra"}, {"brady", "tachy"}}};

std::string without(std::string text, bool (*is_left_out)(char)) {
  text.erase(std::remove_if(text.begin(), text.end(), is_left_out), text.end());
  return text;
}

bool are_opposites(std::string_view a, std::string_view b) {
  return std::any_of(opposites.begin(), opposites.end(), [&](const auto& pair) {
    return (a.starts_with(pair.first) && b.starts_with(pair.second)) ||
           (a.starts_with(pair.second) && b.starts_with(pair.first));
  });
}

bool are_same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

/// Slips between one part of a name and of another; `too_many` if they are two different words. Of an acronym
/// only two letters in the wrong order are a slip: with any other letter it is another acronym.
constexpr std::size_t too_many = 3;
std::size_t slips(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  const std::size_t length = std::min(a.size(), b.size());
  if (are_opposites(a, b)) return too_many;
  if (length <= 4 && !(length >= 3 && are_same_letters(a, b))) return too_many;
  const std::size_t limit = length < 10 ? 1 : 2;
  const std::size_t distance = edit_distance(a, b, limit);
  return distance <= limit ? distance : too_many;
}

bool holds(const std::vector<std::string>& sorted, const std::string& code) {
  return std::binary_search(sorted.begin(), sorted.end(), code);
}

}  // namespace

std::string_view list_name(FactKind kind) { return list_names[static_cast<std::size_t>(kind)]; }

std::optional<FactKind> list_kind(std::string_view name) {
  const auto* found = std::find(list_names.begin(), list_names.end(), name);
  if (found == list_names.end()) return std::nullopt;
  return static_cast<FactKind>(found - list_names.begin());
}

NameShape::NameShape(std::string_view name)
    : folded(fold_word(name)),
      bare(without(folded, [](char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; })),
      digits(without(folded, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) == 0; })) {
  if (bare.size() > 3 && bare.back() == 's') bare.pop_back();
  for (std::size_t begin = 0; begin <= folded.size();) {
    const std::size_t end = std::min(folded.find('-', begin), folded.size());
    parts.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool is_near_miss(const NameShape& name, const NameShape& other) {
  if (name.bare == other.bare) return true;
  if (name.digits != other.digits || name.parts.size() != other.parts.size()) return false;
  std::size_t total = 0;
  for (std::size_t i = 0; i < name.parts.size() && total < too_many; ++i)
    total += slips(name.parts[i], other.parts[i]);
  return total < too_many;
}

NameIndex::NameIndex(const Vocabulary& vocabulary, const Dictionary* dictionary)
    : vocabulary_(vocabulary), dictionary_(dictionary) {
  add_codes();
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i) {
    spellings_.push_back({NameShape(vocabulary.facts[i].name), FactId{i}});
    for (const std::string& alias : vocabulary.facts[i].aliases)
      spellings_.push_back({NameShape(alias), FactId{i}});
  }
  for (std::uint32_t i = 0; i < vocabulary.fields.size(); ++i) {
    fields_.try_emplace(fold_word(vocabulary.fields[i].name), FieldId{i});
  }
  for (std::uint32_t i = 0; i < vocabulary.anchors.size(); ++i) {
    anchors_.try_emplace(fold_word(vocabulary.anchors[i].name), AnchorId{i});
  }
}

const NameMatch& NameIndex::fact(std::string_view name, std::optional<FactKind> kind) {
  auto& known = matches_[kind ? static_cast<std::size_t>(*kind) : kinds - 1];
  return known.get(name, [&](std::string_view spelling) { return match(spelling, kind); });
}

NameMatch NameIndex::match(std::string_view name, std::optional<FactKind> kind) const {
  NameMatch result;
  const auto found = vocabulary_.fact_by_name.find(fold_word(name));
  if (found != vocabulary_.fact_by_name.end()) {
    result.facts = {found->second};
    return result;
  }
  if (const auto* meaning = dictionary_ == nullptr ? nullptr : dictionary_->name(kind, name)) {
    if (meaning->exists()) result.facts = {*meaning};
    result.is_other = !meaning->exists();
    return result;
  }

  constexpr std::size_t longest_name = 200;
  std::vector<std::string_view> names;
  if (name.size() <= longest_name) {
    const NameShape shape(name);
    for (const Spelling& other : spellings_) {
      if (kind && vocabulary_[other.fact].kind != *kind) continue;
      names.emplace_back(other.shape.folded);
      const bool is_new = result.facts.empty() || result.facts.back() != other.fact;
      if (is_new && is_near_miss(shape, other.shape)) result.facts.push_back(other.fact);
    }
  }
  result.is_near_miss = !result.facts.empty();
  const std::string where = kind ? " of " + std::string(list_name(*kind)) : "";
  result.notice = in_quotes(name) + where + " is not in the vocabulary";
  if (result.is_near_miss) {
    const auto& meant = vocabulary_[result.facts.front()];
    result.notice +=
        "; " + in_quotes(meant.name) + " may be meant, and while that is open such a record cannot be used";
  } else if (const auto near = near_misses(name, names, 1); !near.empty()) {
    result.notice += "; the nearest name is " + in_quotes(near.front());
  }
  return result;
}

/// Where two facts list a code, the first one declared gets the records that bear only the code.
void NameIndex::add_codes() {
  for (std::uint32_t i = 0; i < vocabulary_.facts.size(); ++i) {
    for (const Code& one : vocabulary_.facts[i].codes) {
      const CodeSystem system = code_system(one.system);
      std::string code = comparable_code(system, one.code);
      const bool is_new = fact_by_code_.try_emplace(code_key(one.system, one.code), FactId{i}).second;
      if (system.is_hierarchy && is_new) hierarchies_.push_back({system, std::move(code), FactId{i}});
    }
    for (const CodeExpansion& own : vocabulary_.facts[i].expansions)
      expansions_.push_back({code_system(own.system), &own, FactId{i}});
  }
}

const CodeMatch& NameIndex::code(FactKind list, std::string_view system, std::string_view code) {
  std::string key(system);
  (key += '|') += code;
  return codes_[static_cast<std::size_t>(list)].get(
      key, [&](std::string_view) { return match_code(list, system, code); });
}

CodeMatch NameIndex::match_code(FactKind list, std::string_view system, std::string_view code) const {
  const std::string key = code_key(system, code);
  const CodeSystem known = code_system(system);
  const std::string comparable = comparable_code(known, code);
  std::vector<FactId> facts = facts_listing(known, comparable);
  if (const auto found = fact_by_code_.find(key); found != fact_by_code_.end()) {
    facts.push_back(found->second);
    return {narrowest(std::move(facts)), false};
  }
  if (const auto* meaning = dictionary_ == nullptr ? nullptr : dictionary_->code(list, key)) {
    return meaning->exists() ? CodeMatch{{*meaning}, false} : CodeMatch{{}, true};
  }
  if (is_code_of(known, comparable) && !is_split(known, code)) {
    for (const FactId fact : facts_below(known, comparable)) facts.push_back(fact);
  }
  return {narrowest(std::move(facts)), false};
}

/// The facts whose expansions hold the code.
std::vector<FactId> NameIndex::facts_listing(const CodeSystem& system, const std::string& code) const {
  std::vector<FactId> facts;
  for (const KnownExpansion& own : expansions_) {
    if (own.system.name != system.name) continue;
    if (holds(own.expansion->codes, code)) facts.push_back(own.fact);
  }
  return facts;
}

/// Each once, without those that another of them `is a`.
std::vector<FactId> NameIndex::narrowest(std::vector<FactId> facts) const {
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  const std::vector<FactId> all = facts;
  std::erase_if(facts, [&](FactId fact) {
    return std::any_of(all.begin(), all.end(),
                       [&](FactId other) { return contains(vocabulary_[other].broader, fact); });
  });
  return facts;
}

/// The facts one of whose codes takes this one in.
std::vector<FactId> NameIndex::facts_below(const CodeSystem& system, std::string_view code) const {
  std::vector<FactId> facts;
  for (const KnownCode& own : hierarchies_) {
    const bool is_same = own.system.name == system.name;
    if (!is_same && (own.system.family.empty() || own.system.family != system.family)) continue;
    if (relation_of(own.code, code, is_same) != CodeRelation::below) continue;
    if (facts.empty() || facts.back() != own.fact) facts.push_back(own.fact);
  }
  return facts;
}

bool NameIndex::excludes(std::string_view system_text, std::string_view code, FactId fact) const {
  const CodeSystem system = code_system(system_text);
  const std::string comparable = comparable_code(system, code);
  for (const CodeExpansion& expansion : vocabulary_[fact].expansions) {
    const bool is_same = code_system(expansion.system).name == system.name;
    if (is_same && (holds(expansion.codes, comparable) || holds(expansion.open, comparable))) return false;
  }
  if (!is_code_of(system, comparable) || is_split(system, code)) return false;
  return system.is_hierarchy ? lies_outside(system, comparable, fact)
                             : are_listed_whole(system, comparable, fact);
}

/// Whether every code of the fact in the system has its expansion, and this one is none of them.
bool NameIndex::are_listed_whole(const CodeSystem& system, const std::string& code, FactId fact) const {
  const auto& expansions = vocabulary_[fact].expansions;
  bool is_spoken_of = false;
  for (const Code& one : vocabulary_[fact].codes) {
    if (code_system(one.system).name != system.name) continue;
    is_spoken_of = true;
    const bool is_whole = std::any_of(expansions.begin(), expansions.end(), [&](const CodeExpansion& own) {
      return own.is_whole && own.system == one.system && own.root == comparable_code(system, one.code);
    });
    if (!is_whole || comparable_code(system, one.code) == code) return false;
  }
  return is_spoken_of;
}

/// Whether the code is neither below a code of the fact nor above one, in a hierarchy.
bool NameIndex::lies_outside(const CodeSystem& system, const std::string& comparable, FactId fact) const {
  bool is_spoken_of = false;
  for (const Code& one : vocabulary_[fact].codes) {
    const CodeSystem own = code_system(one.system);
    const bool is_same = own.name == system.name;
    if (!is_same && (own.family.empty() || own.family != system.family)) continue;
    is_spoken_of = true;
    if (relation_of(comparable_code(own, one.code), comparable, is_same) != CodeRelation::outside)
      return false;
  }
  return is_spoken_of;
}

FieldKey NameIndex::field(std::string_view key) {
  return keys_.get(key, [&](std::string_view spelling) -> FieldKey {
    const std::string folded = fold_word(spelling);
    if (const auto found = fields_.find(folded); found != fields_.end()) return {found->second, false};
    constexpr std::string_view unit = "-unit";
    if (!folded.ends_with(unit)) return {};
    const auto found = fields_.find(folded.substr(0, folded.size() - unit.size()));
    return found == fields_.end() ? FieldKey{} : FieldKey{found->second, true};
  });
}

AnchorId NameIndex::anchor(std::string_view name) const {
  const auto found = anchors_.find(fold_word(name));
  return found == anchors_.end() ? AnchorId{} : found->second;
}

std::vector<std::string_view> NameIndex::anchor_names() const {
  std::vector<std::string_view> names;
  for (const Anchor& anchor : vocabulary_.anchors) names.push_back(anchor.name);
  return names;
}

}  // namespace eligo::ingest
