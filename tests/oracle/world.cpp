#include "tests/oracle/world.h"

#include <algorithm>
#include <array>
#include <map>

namespace eligo::oracle {
namespace {

constexpr std::size_t most_facts = 32;

enum : int {
  birth_date,
  sex,
  fertile,
  height,
  habits,
  glucose,
  fasting_glucose,
  alt,
  creatinine,
  ana,
  ecog,
  smear,
  culture,
  fvc,
  cancer,
  lung_cancer,
  seizure,
  alpha,
  beta,
  gamma_drug,
  alpha_depot,
  surgery,
  transplant,
  barrier
};

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string kind_text(const std::string& unit, Type type, const std::vector<std::string>& words) {
  switch (type) {
    case Type::none: return "";
    case Type::number:
      if (unit == "% predicted") return " percent of predicted";
      return unit.empty() ? " number" : " in " + unit;
    case Type::titre: return " titre";
    case Type::grade: return " grade " + joined(words, " < ");
    case Type::closed_word: return " one of { " + joined(words, "; ") + " }";
    case Type::open_word: return " words { " + joined(words, "; ") + " }";
    case Type::date: return " date";
    case Type::list: return " list";
    case Type::fact: return " condition";
  }
  return "";
}

}  // namespace

const std::vector<Fact>& facts() {
  static const std::vector<Fact> all{
      {"birth-date", Kind::attribute, Type::date, "", false, {}, {}, {}, -1, {}},
      {"sex", Kind::attribute, Type::closed_word, "", false, {"female", "male"}, {}, {}, -1, {}},
      {"fertile", Kind::attribute, Type::closed_word, "", false, {"no", "yes"}, {}, {}, -1, {}},
      {"height", Kind::attribute, Type::number, "cm", false, {}, {}, {}, -1, {}},
      {"habits", Kind::attribute, Type::list, "", false, {}, {}, {}, -1, {}},
      {"glucose", Kind::observation, Type::number, "", false, {}, Number(0), Number(50), -1, {}},
      {"fasting-glucose", Kind::observation, Type::number, "", false, {}, Number(0), Number(50), glucose, {}},
      {"ALT", Kind::observation, Type::number, "U/L", true, {}, {}, {}, -1, {}},
      {"creatinine", Kind::observation, Type::number, "mg/dL", true, {}, {}, {}, -1, {}},
      {"ANA", Kind::observation, Type::titre, "", false, {}, {}, {}, -1, {}},
      {"ECOG", Kind::observation, Type::grade, "", false, {"0", "1", "2", "3"}, {}, {}, -1, {}},
      {"smear", Kind::observation, Type::closed_word, "", false, {"positive", "negative"}, {}, {}, -1, {}},
      {"culture", Kind::observation, Type::open_word, "", false, {"staph", "strep"}, {}, {}, -1, {}},
      {"FVC", Kind::observation, Type::number, "% predicted", false, {}, {}, {}, -1, {}},
      {"cancer", Kind::condition, Type::none, "", false, {}, {}, {}, -1, {}},
      {"lung-cancer", Kind::condition, Type::none, "", false, {}, {}, {}, cancer, {}},
      {"seizure", Kind::condition, Type::none, "", false, {}, {}, {}, -1, {}, 60},
      {"alpha", Kind::treatment, Type::none, "", false, {}, {}, {}, -1, Number(2)},
      {"beta", Kind::treatment, Type::none, "", false, {}, {}, {}, -1, Number(3, 2)},
      {"gamma-drug", Kind::treatment, Type::none, "", false, {}, {}, {}, -1, {}},
      {"alpha-depot", Kind::treatment, Type::none, "", false, {}, {}, {}, alpha, Number(5)},
      {"surgery", Kind::procedure, Type::none, "", false, {}, {}, {}, -1, {}},
      {"transplant", Kind::procedure, Type::none, "", false, {}, {}, {}, surgery, {}},
      {"barrier", Kind::question, Type::closed_word, "", false, {"no", "yes"}, {}, {}, -1, {}},
  };
  return all;
}

const std::vector<Group>& groups() {
  static const std::vector<Group> all{{"ailments", {{cancer}, {seizure}}, {"cancer", "seizure"}},
                                      {"pair", {{alpha}, {beta}}, {"alpha", "beta"}},
                                      {"agents", {{gamma_drug}, {alpha, beta}}, {"gamma-drug", "pair"}}};
  return all;
}

const std::vector<Field>& fields() {
  static const std::vector<Field> all{{"method", Type::open_word, "", {"ELISA", "Farr"}},
                                      {"response", Type::closed_word, "", {"insufficient", "adequate"}},
                                      {"indication", Type::fact, "", {}},
                                      {"more-likely-cause", Type::open_word, "", {"fall", "drug-fever"}},
                                      {"dose", Type::number, "mg/day", {}},
                                      {"line", Type::number, "", {}}};
  return all;
}

const std::vector<std::string>& anchors() {
  static const std::vector<std::string> all{"screening", "enrolment"};
  return all;
}

int fact_named(const std::string& name) {
  const auto found =
      std::find_if(facts().begin(), facts().end(), [&](const Fact& fact) { return fact.name == name; });
  return static_cast<int>(found - facts().begin());
}

int unlisted_drug() { return static_cast<int>(facts().size()); }

Kind kind_of(int fact) { return fact == unlisted_drug() ? Kind::treatment : facts()[fact].kind; }
Type type_of(int fact) { return fact == unlisted_drug() ? Type::none : facts()[fact].type; }

int longest_days(int fact) { return fact == unlisted_drug() ? 0 : facts()[fact].longest_days; }

bool is_span(int fact) { return kind_of(fact) == Kind::condition || kind_of(fact) == Kind::treatment; }

bool is_a(int fact, int broader) {
  static const auto table = [] {
    std::array<std::array<bool, most_facts>, most_facts> result{};
    for (int one = 0; one <= unlisted_drug(); ++one) {
      for (int up = one; up >= 0; up = up == unlisted_drug() ? -1 : facts()[up].broader)
        result.at(one).at(up) = true;
    }
    return result;
  }();
  return broader >= 0 && table[fact][broader];
}

int root_of(int fact) {
  while (fact != unlisted_drug() && facts()[fact].broader >= 0) fact = facts()[fact].broader;
  return fact;
}

const std::vector<int>& with_narrower(const std::vector<int>& asked) {
  thread_local std::map<std::vector<int>, std::vector<int>> known;
  const auto [place, is_new] = known.try_emplace(asked);
  std::vector<int>& result = place->second;
  if (!is_new) return result;
  for (int fact = 0; fact < static_cast<int>(facts().size()); ++fact) {
    if (std::any_of(asked.begin(), asked.end(), [&](int broader) { return is_a(fact, broader); })) {
      result.push_back(fact);
    }
  }
  return result;
}

std::string vocabulary_text() {
  static const std::vector<std::string> kinds{"attribute", "observation", "condition",
                                              "treatment", "procedure",   "question"};
  std::string text;
  for (const std::string& anchor : anchors()) text += "anchor " + anchor + "\n";
  for (const Field& field : fields())
    text += "field " + field.name + kind_text(field.unit, field.type, field.words) + "\n";
  for (const Fact& fact : facts()) {
    text += kinds[static_cast<std::size_t>(fact.kind)] + " " + fact.name;
    if (fact.kind != Kind::question) text += kind_text(fact.unit, fact.type, fact.words);
    if (fact.has_limits) text += " with normal range";
    text += "\n";
    if (fact.plausible_low) {
      text += "  plausible " + decimal(*fact.plausible_low) + " to " + decimal(*fact.plausible_high) +
              (fact.unit.empty() ? "" : " " + fact.unit) + "\n";
    }
    if (fact.broader >= 0) text += "  is a " + facts()[fact.broader].name + "\n";
    if (fact.longest_days > 0) text += "  lasting at most " + std::to_string(fact.longest_days) + " days\n";
    if (fact.half_life_days) text += "  half-life " + decimal(*fact.half_life_days * 24) + " hours\n";
  }
  text += "attribute deceased yes or no\nattribute death-date date\n";
  for (const Group& group : groups())
    text += "group " + group.name + " { " + joined(group.names, "; ") + " }\n";
  return text;
}

}  // namespace eligo::oracle
