#include "runtime/ingest/names.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "runtime/ingest/value.h"
#include "runtime/model/near_miss.h"

namespace eligo::ingest {
namespace {

constexpr std::array<std::string_view, 6> list_names{"attributes", "observations", "conditions",
                                                     "treatments", "procedures",   "answers"};

/// Code systems by the names that standards give them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> system_uris{
    {{"http://loinc.org", "LOINC"},
     {"urn:oid:2.16.840.1.113883.6.1", "LOINC"},
     {"http://snomed.info/sct", "SNOMED"},
     {"urn:oid:2.16.840.1.113883.6.96", "SNOMED"},
     {"http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"},
     {"urn:oid:2.16.840.1.113883.6.88", "RxNorm"},
     {"http://www.whocc.no/atc", "ATC"},
     {"urn:oid:2.16.840.1.113883.6.73", "ATC"}}};

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

NameIndex::NameIndex(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
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

FactId NameIndex::code(std::string_view system, std::string_view code) const {
  const auto* uri = std::find_if(system_uris.begin(), system_uris.end(),
                                 [&](const auto& entry) { return entry.first == system; });
  std::string key(uri == system_uris.end() ? system : uri->second);
  key += '|';
  key += code;
  const auto found = vocabulary_.fact_by_code.find(key);
  return found == vocabulary_.fact_by_code.end() ? FactId{} : found->second;
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
