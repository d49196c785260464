#include <algorithm>

#include "runtime/values/contains.h"
#include "runtime/words/code_words.h"
#include "runtime/words/describe.h"
#include "runtime/words/explain.h"
#include "runtime/words/phrases.h"
#include "tools/eligo/doc/chapters.h"

namespace eligo {
namespace {

/// A word of the data with its other spellings: `detected (positive)`.
std::string word_with_spellings(const Vocabulary& vocabulary, const ValueType& type, std::uint32_t index) {
  std::vector<std::string> others;
  for (const auto& [word, of] : type.word_index) {
    if (of == index && word != type.words[index].value) others.push_back(vocabulary.words[word]);
  }
  std::sort(others.begin(), others.end());
  std::string text = vocabulary.words[type.words[index].value];
  if (others.empty()) return text;
  text += " (also";
  for (const std::string& other : others) text += (other == others.front() ? " " : ", ") + other;
  return text + ")";
}

std::string words_of(const Vocabulary& vocabulary, const ValueType& type, const char* sign) {
  std::string text;
  for (std::uint32_t i = 0; i < type.words.size(); ++i)
    text += (i == 0 ? "" : sign) + word_with_spellings(vocabulary, type, i);
  return text;
}

}  // namespace

std::string values_of(const Vocabulary& vocabulary, const ValueType& type) {
  switch (type.kind) {
    case ValueKind::none: return "on record or not";
    case ValueKind::quantity: {
      std::string text = type.unit_text.empty() ? "a number" : "in " + unit_words(type.unit_text);
      if (type.molar_mass)
        text += "; mass and amount of substance convert at " + type.molar_mass->text() + " g/mol";
      if (type.has_normal_range) text += "; results bring their laboratory's normal range";
      return text;
    }
    case ValueKind::percent_of_predicted: return "in percent of predicted";
    case ValueKind::titre: return "a titre";
    case ValueKind::grade: return "a grade: " + words_of(vocabulary, type, " < ");
    case ValueKind::word:
      if (type.words.empty()) return "a word";
      return (type.is_closed ? "one of: " : "a word, such as: ") + words_of(vocabulary, type, ", ");
    case ValueKind::list: return "a list of words";
    case ValueKind::date: return "a date";
    case ValueKind::fact: return "the name of a condition";
  }
  return {};
}

namespace {

void add_names(const char* head, const std::vector<std::string>& names, std::vector<std::string>& details) {
  if (names.empty()) return;
  std::string text = head;
  for (const std::string& name : names) text += (name == names.front() ? " " : ", ") + name;
  details.push_back(std::move(text));
}

std::vector<std::string> details_of(const Vocabulary& vocabulary, const Fact& fact, const Place& block) {
  std::vector<std::string> details;
  if (!fact.judged_by.empty()) details.push_back("judged by the " + fact.judged_by);
  if (fact.type.plausible)
    details.push_back("plausible: " + with_unit(exact_range_text(*fact.type.plausible), fact.type.unit_text) +
                      "; a result outside is not used");
  for (const FurtherUnit& further : fact.type.further_units) {
    const Conversion& line = further.conversion;
    std::string text =
        "also in " + (further.spelling.empty() ? unit_words(further.unit.code) : further.spelling);
    if (line != Conversion{}) text += ", as " + line.factor.text() + " times the value";
    if (!line.offset.is_zero())
      text += (line.offset.sign() < 0 ? " \u2212 " : " + ") +
              (line.offset.sign() < 0 ? -line.offset : line.offset).text();
    details.push_back(std::move(text));
  }
  if (fact.half_life_days) details.push_back("half-life " + fact.half_life_days->text() + " days");
  std::vector<std::string> narrower;
  for (const FactId id : fact.narrower) narrower.push_back(vocabulary[id].name);
  std::vector<std::string> broader;
  for (const FactId id : fact.broader) {
    if (!contains(fact.ingredients, id)) broader.push_back(vocabulary[id].name);
  }
  std::vector<std::string> ingredients;
  for (const FactId id : fact.ingredients) ingredients.push_back(vocabulary[id].name);
  add_names("contains:", ingredients, details);
  add_names("takes in:", narrower, details);
  add_names("is a:", broader, details);
  add_names("also spelt:", fact.aliases, details);
  if (block.exists()) {
    for (const std::string& note : clause_texts(block, Syntax::note)) details.push_back(note);
    for (const std::string& review : clause_texts(block, Syntax::review))
      details.push_back("to be settled: " + review);
  }
  return details;
}

}  // namespace

std::vector<GroupText> make_groups(const DocSource& from) {
  std::vector<GroupText> groups;
  for (const std::string& name : from.used) {
    const Place block = from.declarations.find(name);
    if (!block.exists() || block.kind() != Syntax::group) continue;
    GroupText made{name, {}, {}, clause_texts(block, Syntax::note)};
    const Place label = block.child(Syntax::text);
    if (label.exists()) made.label = text_content(label.text());
    const auto names = block.children(Syntax::name);
    for (std::size_t i = 1; i < names.size(); ++i) made.members.emplace_back(names[i].text());
    groups.push_back(std::move(made));
  }
  return groups;
}

std::vector<FactText> make_facts(const DocSource& from) {
  const Vocabulary& vocabulary = from.plan.vocabulary;
  std::vector<FactText> facts;
  for (const Fact& fact : vocabulary.facts) {
    if (!from.used.contains(fact.name)) continue;
    std::vector<Code> codes;
    for (const Code& code : fact.codes) codes.push_back({code.system, code_words(fact, code)});
    facts.push_back({fact.name, fact.label == fact.name ? "" : fact.label, fact.kind,
                     values_of(vocabulary, fact.type),
                     details_of(vocabulary, fact, from.declarations.find(fact.name)), std::move(codes)});
  }
  std::stable_sort(facts.begin(), facts.end(),
                   [](const FactText& a, const FactText& b) { return a.kind < b.kind; });
  return facts;
}

}  // namespace eligo
