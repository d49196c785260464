#include "tools/eligo/names/unknown_names.h"

#include <algorithm>
#include <tuple>

#include "runtime/ingest/dictionary.h"
#include "runtime/model/near_miss.h"
#include "runtime/words/describe.h"

namespace eligo {

namespace {

constexpr std::size_t most_offers = 3;

/// Whether one folded name holds another as whole words.
bool holds(std::string_view name, std::string_view part) {
  for (auto at = name.find(part); at != std::string_view::npos; at = name.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    const bool is_begin = at == 0 || name[at - 1] == '-';
    if (is_begin && (end == name.size() || name[end] == '-')) return true;
  }
  return false;
}

}  // namespace

void UnknownNames::add(const ScreeningOutcome& screening) {
  if (screening.verdict != Verdict::undetermined) return;
  for (const Ask& ask : screening.asks) {
    if (!ask.unknown) continue;
    const auto known = std::find_if(tallies_.begin(), tallies_.end(), [&](const UnknownNameTally& tally) {
      return tally.name == *ask.unknown;
    });
    UnknownNameTally& tally =
        known == tallies_.end() ? tallies_.emplace_back(UnknownNameTally{*ask.unknown, 0, {}}) : *known;
    ++tally.patients;
    for (const std::uint32_t criterion : ask.criteria) {
      const auto at = std::lower_bound(tally.criteria.begin(), tally.criteria.end(), criterion);
      if (at == tally.criteria.end() || *at != criterion) tally.criteria.insert(at, criterion);
    }
  }
}

std::vector<UnknownNameTally> UnknownNames::sorted() const {
  std::vector<UnknownNameTally> result = tallies_;
  const auto key = [](const UnknownNameTally& tally) {
    return std::tie(tally.name.list, tally.name.name, tally.name.system, tally.name.code);
  };
  std::sort(result.begin(), result.end(), [&](const UnknownNameTally& a, const UnknownNameTally& b) {
    return a.patients != b.patients ? a.patients > b.patients : key(a) < key(b);
  });
  return result;
}

std::vector<std::string> UnknownNames::offers(const UnknownName& name) const {
  const std::string folded = fold_word(name.name);
  std::vector<std::string> result;
  std::vector<std::string_view> names;
  const auto add = [&](const std::string& fact) {
    if (result.size() < most_offers && std::find(result.begin(), result.end(), fact) == result.end())
      result.push_back(fact);
  };
  for (const Fact& fact : plan_.vocabulary.facts) {
    if (fact.kind != name.list && !name.field.exists()) continue;
    names.push_back(fact.name);
    const auto is_held = [&](std::string_view spelling) { return holds(folded, fold_word(spelling)); };
    if (is_held(fact.name) || std::any_of(fact.aliases.begin(), fact.aliases.end(), is_held)) add(fact.name);
  }
  constexpr std::size_t longest = 60;
  for (const std::string& near :
       near_misses(std::string_view(name.name).substr(0, longest), names, most_offers))
    add(near);
  return result;
}

std::string UnknownNames::criteria_text(const UnknownNameTally& tally) const {
  std::string text;
  for (const std::uint32_t criterion : tally.criteria)
    text += (text.empty() ? "" : ", ") + plan_.criteria[criterion].id;
  return text;
}

std::string UnknownNames::skeleton() const {
  std::string text = "# Names and codes of the data that " + plan_.protocol +
                     " does not know. Write behind each `=` the fact of the vocabulary that it means,\n"
                     "# or `other` where it is none of them; what is left as `?` stays open.\n";
  for (const UnknownNameTally& tally : sorted()) {
    const UnknownName& name = tally.name;
    if (name.name.empty() && name.code.empty()) continue;  // nothing to say it of
    text += "\n# " + std::to_string(tally.patients) + (tally.patients == 1 ? " patient" : " patients") +
            ", for " + criteria_text(tally);
    if (name.field.exists()) text += "; a name in the field " + plan_.vocabulary[name.field].name;
    if (!name.name.empty() && !name.code.empty()) text += "; code " + name.system + " " + name.code;
    std::string nearest;
    for (const std::string& offer : offers(name)) nearest += (nearest.empty() ? "" : ", ") + offer;
    if (!nearest.empty()) text += "; perhaps " + nearest;
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(text.rfind("\n# ")) + 1, text.end(), '\n', ' ');
    const FactKind list = name.field.exists() ? FactKind::condition : name.list;
    const bool is_code = name.name.empty();
    text += '\n' +
            ingest::dictionary_line(list, is_code ? name.system : std::string(),
                                    is_code ? name.code : name.name, {}) +
            '\n';
  }
  return text;
}

}  // namespace eligo
