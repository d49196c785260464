#include <algorithm>

#include "runtime/ingest/record.h"
#include "runtime/values/contains.h"

/// What a record of a combination says of its ingredients. One that the combination does not have, or that
/// nobody understands, is read as an entry of its own, so that it is not lost.
namespace eligo::ingest {
namespace {

/// No drug is made of more. One without a name stands for all that are left out.
constexpr std::size_t most_ingredients = 100;

std::string words_of(const RawIngredient& one) {
  if (!one.name.is_missing()) return in_quotes(one.name);
  return one.codings.empty() ? "without a name" : in_quotes(one.codings.front().code);
}

}  // namespace

bool RecordReader::read_ingredients(Json::Value value) {
  switch (Json::peek(value)) {
    case RawValue::Kind::list:
      return json_.elements(value, [&](Json::Value inner) { return read_ingredient(inner); });
    case RawValue::Kind::missing: return json_.skip(value);
    default: return read_ingredient(value);
  }
}

/// A name, or an object; anything else is an ingredient without a name.
bool RecordReader::read_ingredient(Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::missing || raw_.ingredients.size() > most_ingredients) return json_.skip(value);
  RawIngredient& one = raw_.ingredients.emplace_back();
  if (raw_.ingredients.size() > most_ingredients) return json_.skip(value);
  if (kind == RawValue::Kind::object) {
    return json_.members(value, [&](std::string_view key, Json::Value inner) {
      return read_ingredient_member(one, key, inner);
    });
  }
  RawValue token;
  if (!json_.read(value, token)) return false;
  if (token.is_text()) one.name = token;
  return true;
}

bool RecordReader::read_ingredient_member(RawIngredient& one, std::string_view key, Json::Value value) {
  const std::string folded = fold_word(key);
  if (folded == "code" || folded == "codes" || key == "itemCodeableConcept")
    return read_codes(value, one.codings);
  const FieldKey field = names_.field(key);
  const bool is_dose = field.field.exists() && vocabulary_[field.field].name == "dose";
  RawValue* slot = is_dose            ? (field.is_unit ? &one.unit : &one.dose)
                   : folded == "fact" ? &one.name
                   : folded == "unit" ? &one.unit
                                      : nullptr;
  RawValue token;
  if (!json_.read(value, token)) return false;
  if (slot == nullptr) {
    reporter_.once(DataNotice::Kind::unknown_key,
                   "the key " + in_quotes(key) + " of an ingredient is not known");
  } else if (!token.is_missing()) {
    one.is_twofold |= !slot->is_missing() && *slot != token;
    *slot = token;
  }
  return true;
}

/// The one fact that name and codes mean; none where they mean none, or several.
FactId RecordReader::fact_of(const RawIngredient& one) {
  bool is_other = false;
  std::vector<FactId> facts = facts_of_codes(FactKind::treatment, one.codings, is_other);
  if (one.name.is_text() && !trimmed(one.name.text).empty()) {
    const NameMatch& match = names_.fact(one.name.text, FactKind::treatment);
    is_other |= match.is_other || match.is_near_miss;
    for (const FactId fact : match.facts) {
      if (!contains(facts, fact)) facts.push_back(fact);
    }
  }
  const bool is_one = facts.size() == 1 && !is_other && !is_excluded(one.codings, facts.front());
  return is_one ? facts.front() : FactId{};
}

/// The doses of a record's ingredients. Gives back those that its drug does not have for sure.
std::vector<RawIngredient> RecordReader::read_ingredient_doses(Record& record, bool is_sure_of_drug) {
  std::vector<RawIngredient> strays;
  for (const RawIngredient& one : raw_.ingredients) {
    const FactId fact = fact_of(one);
    const bool is_known = fact.exists() && record.fact.exists();
    const Fact* drug = is_known ? &vocabulary_[record.fact] : nullptr;
    const bool is_itself = is_known && fact == record.fact;
    FactId ingredient;
    for (std::size_t i = 0; drug != nullptr && i < drug->ingredients.size(); ++i) {
      const FactId own = drug->ingredients[i];
      if (fact == own || contains(vocabulary_[fact].broader, own)) ingredient = own;
    }
    if (is_itself || ingredient.exists()) {
      add_dose(record, one, ingredient);
      if (is_sure_of_drug) continue;
    } else if (is_known && is_sure_of_drug && contains(drug->broader, fact)) {
      if (!one.dose.is_missing()) note(record, "the dose of " + words_of(one) + " is of no ingredient");
      continue;
    }
    if (is_sure_of_drug) {
      note(record, "it names the ingredient " + words_of(one) +
                       ", which the vocabulary does not have in it; that is read as a drug of its own");
    }
    strays.push_back(one);
  }
  return strays;
}

/// `ingredient`: none of a drug that names itself.
void RecordReader::add_dose(Record& record, const RawIngredient& one, FactId ingredient) {
  const auto dose = vocabulary_.field_by_name.find("dose");
  if (dose == vocabulary_.field_by_name.end() || one.dose.is_missing()) return;
  ReadValue read = values_.read(vocabulary_[dose->second].type, one.dose, one.unit);
  FieldValue value;
  value.field = dose->second;
  value.ingredient = ingredient;
  value.quantity = std::move(read.range);
  value.word = read.word_id;
  value.recorded = one.dose.text;
  value.flaw = one.is_twofold ? Flaw::bad_value : read.flaw;
  const std::string whose =
      "the dose of " + in_quotes(vocabulary_[ingredient.exists() ? ingredient : record.fact].name);
  if (!read.problem.empty()) note(record, whose + ": " + read.problem);
  const auto first = fields_.begin() + record.first_field;
  const auto known = std::find_if(first, fields_.end(), [&](const FieldValue& field) {
    return field.field == value.field && field.ingredient == ingredient;
  });
  if (known == fields_.end()) {
    const auto place = std::upper_bound(first, fields_.end(), value.field,
                                        [](FieldId id, const FieldValue& f) { return id < f.field; });
    fields_.insert(place, std::move(value));
    return;
  }
  const bool is_said_alike =
      known->flaw == Flaw::none && value.flaw == Flaw::none && known->quantity == value.quantity;
  if (is_said_alike) return;
  known->flaw = Flaw::bad_value;
  note(record, whose + " stands twice and says two things");
}

/// Each as an entry of the list, of the same days, that counts or does not.
void RecordReader::resolve_strays(FactKind list, std::uint32_t ordinal,
                                  const std::vector<RawIngredient>& strays) {
  const auto dose = vocabulary_.field_by_name.find("dose");
  RawRecord whole = raw_;
  whole.ingredients.clear();
  whole.dosage.reset();
  std::erase_if(whole.said, [](const SaidModifier& said) {
    return said.modifier == Modifier::id || said.modifier == Modifier::replaces;
  });
  std::erase_if(whole.further, [&](const RawRecord::Further& further) {
    return dose != vocabulary_.field_by_name.end() && further.field.field == dose->second;
  });
  const bool was_silent = is_silent_;
  is_silent_ = is_stray_ = true;
  for (const RawIngredient& one : strays) {
    raw_ = whole;
    raw_[RecordKey::fact] = one.name;
    raw_.codings = one.codings;
    if (dose != vocabulary_.field_by_name.end() && !one.dose.is_missing()) {
      raw_.further.push_back({"dose", {dose->second, false}, one.dose});
      raw_.further.push_back({"dose-unit", {dose->second, true}, one.unit});
    }
    if (one.is_twofold) raw_.repeated = "ingredients";
    resolve(list, ordinal);
  }
  is_silent_ = was_silent;
  is_stray_ = false;
}

}  // namespace eligo::ingest
