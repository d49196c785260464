#include "tools/eligo/needs/needs_json.h"

#include <array>
#include <map>

#include "runtime/model/ingredients.h"
#include "runtime/words/code_words.h"
#include "runtime/words/describe.h"
#include "tools/eligo/needs/empty_record.h"
#include "tools/eligo/needs/phrases.h"

namespace eligo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array all_kinds{FactKind::attribute, FactKind::observation, FactKind::condition,
                               FactKind::treatment, FactKind::procedure,   FactKind::question};

constexpr const char* value_kind_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::none: return "none";
    case ValueKind::quantity: return "quantity";
    case ValueKind::percent_of_predicted: return "percent-of-predicted";
    case ValueKind::titre: return "titre";
    case ValueKind::grade: return "grade";
    case ValueKind::word: return "word";
    case ValueKind::list: return "list";
    case ValueKind::date: return "date";
    case ValueKind::fact: return "fact";
  }
  return "";
}

/// Each word (grades: from the lowest) with its other spellings behind it.
Json words_json(const Vocabulary& vocabulary, const ValueType& type) {
  Json words = Json::array();
  for (const WordId word : type.words) words.push_back(Json::array({vocabulary.words[word.value]}));
  std::map<std::string, std::uint32_t> others;  // in an order of their own
  for (const auto& [word, index] : type.word_index) {
    if (word != type.words[index].value) others.emplace(vocabulary.words[word], index);
  }
  for (const auto& [word, index] : others) words[index].push_back(word);
  return words;
}

Json value_json(const Vocabulary& vocabulary, const ValueType& type) {
  Json value{{"kind", value_kind_name(type.kind)}};
  if (!type.unit_text.empty()) value["unit"] = type.unit_text;
  if (type.molar_mass) value["molar_mass"] = type.molar_mass->text();
  if (type.plausible) {
    if (type.plausible->low) value["plausible"]["low"] = type.plausible->low->value.text();
    if (type.plausible->high) value["plausible"]["high"] = type.plausible->high->value.text();
  }
  if (!type.words.empty()) {
    value["words"] = words_json(vocabulary, type);
    value["closed"] = type.is_closed || type.kind == ValueKind::grade;
  }
  return value;
}

/// How data may name a fact.
Json names_json(const Fact& fact) {
  Json names{{"fact", fact.name}};
  if (!fact.label.empty() && fact.label != fact.name) names["label"] = fact.label;
  if (!fact.aliases.empty()) names["also"] = fact.aliases;
  for (const Code& code : fact.codes) {
    Json one{{"system", code.system}, {"code", code.code}};
    if (const CodeExpansion* below = expansion_of(fact, code)) {
      one["below"] = {{"file", below->file}, {"digest", below->digest}, {"codes", below->codes.size()}};
      if (!below->version.empty()) one["below"]["version"] = below->version;
    }
    names["codes"].push_back(std::move(one));
  }
  return names;
}

class NeedsJson {
 public:
  NeedsJson(const Plan& plan, const Needs& needs) : plan_(plan), needs_(needs) {}

  [[nodiscard]] Json write() const {
    Json json{{"protocol", plan_.protocol}};
    if (!plan_.version.empty()) json["version"] = plan_.version;
    json["digest"] = plan_.digest;
    if (plan_.as_of.exists()) json["as_of"] = plan_.vocabulary[plan_.as_of].name;
    json["anchors"] = Json::array();
    for (const AnchorNeed& need : needs_.anchors) {
      const Anchor& anchor = plan_.vocabulary[need.anchor];
      json["anchors"].push_back(
          {{"anchor", anchor.name}, {"label", anchor.label}, {"criteria", names(need.askers)}});
    }
    for (const FactKind kind : all_kinds) json[std::string(list_name(kind))] = facts(kind);
    json["complete"] = Json::array();
    for (const ListNeed& need : needs_.lists) json["complete"].push_back(list(need));
    return json;
  }

 private:
  [[nodiscard]] Json names(const std::vector<std::uint32_t>& askers) const {
    return asker_names(needs_, askers);
  }

  [[nodiscard]] Json facts(FactKind kind) const {
    Json all = Json::array();
    for (const FactNeed& need : needs_.facts) {
      if (plan_.vocabulary[need.fact].kind == kind) all.push_back(fact(need));
    }
    return all;
  }

  [[nodiscard]] Json fact(const FactNeed& need) const {
    const Fact& fact = plan_.vocabulary[need.fact];
    Json json = names_json(fact);
    if (!fact.judged_by.empty()) json["judged_by"] = fact.judged_by;
    json["value"] = value_json(plan_.vocabulary, fact.type);
    for (const FactId id : fact.narrower) {
      const bool is_part = is_ingredient(plan_.vocabulary, need.fact, id);
      json[is_part ? "combinations" : "kinds"].push_back(names_json(plan_.vocabulary[id]));
    }
    if (need.wants_lower_limit) json["reference"].push_back("low");
    if (need.wants_upper_limit) json["reference"].push_back("high");
    for (const FieldNeed& one : need.fields) json["fields"].push_back(field(one));
    if (!need.windows.empty()) json["windows"] = window_phrases(plan_, need.windows);
    if (fact.kind != FactKind::attribute) json["record"] = empty_record(plan_, need);
    json["criteria"] = names(need.askers);
    return json;
  }

  [[nodiscard]] Json field(const FieldNeed& need) const {
    const Field& field = plan_.vocabulary[need.field];
    Json json{{"field", field.name}, {"value", value_json(plan_.vocabulary, field.type)}};
    for (const FactId fact : need.facts) json["facts"].push_back(plan_.vocabulary[fact].name);
    return json;
  }

  [[nodiscard]] Json list(const ListNeed& need) const {
    Json json{{"list", list_name(need.kind)}};
    if (!need.windows.empty()) json["windows"] = window_phrases(plan_, need.windows);
    json["criteria"] = names(need.askers);
    if (!need.assuming.empty()) json["assumed"] = names(need.assuming);
    if (!need.any_record.empty()) json["any_record"] = names(need.any_record);
    return json;
  }

  const Plan& plan_;
  const Needs& needs_;
};

}  // namespace

std::string needs_json(const Plan& plan, const Needs& needs) {
  return NeedsJson(plan, needs).write().dump(2) + '\n';
}

}  // namespace eligo
