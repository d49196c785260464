#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "runtime/ingest/patient_parser.h"

namespace eligo::testing {

/// A vocabulary made by hand, as the compiler would make it.
class Words {
 public:
  Vocabulary vocabulary;

  FactId fact(FactKind kind, const std::string& name, ValueType type = {},
              std::vector<std::string> aliases = {}) {
    const FactId id{static_cast<std::uint32_t>(vocabulary.facts.size())};
    Fact fact;
    fact.name = fact.label = name;
    fact.kind = kind;
    fact.type = std::move(type);
    fact.aliases = std::move(aliases);
    vocabulary.fact_by_name[fold_word(name)] = id;
    for (const auto& alias : fact.aliases) vocabulary.fact_by_name[fold_word(alias)] = id;
    vocabulary.facts.push_back(std::move(fact));
    return id;
  }
  FieldId field(const std::string& name, ValueType type) {
    const FieldId id{static_cast<std::uint32_t>(vocabulary.fields.size())};
    vocabulary.field_by_name[fold_word(name)] = id;
    vocabulary.fields.push_back({name, name, std::move(type)});
    return id;
  }
  AnchorId anchor(const std::string& name) {
    const AnchorId id{static_cast<std::uint32_t>(vocabulary.anchors.size())};
    vocabulary.anchor_by_name[name] = id;
    vocabulary.anchors.push_back({name, name, {}});
    return id;
  }
  void code(FactId fact, const std::string& system, const std::string& code) {
    vocabulary.facts[fact.value].codes.push_back({system, code});
    vocabulary.fact_by_code[system + "|" + code] = fact;
  }

  static ValueType quantity(const std::string& unit) {
    ValueType type;
    type.kind = ValueKind::quantity;
    if (!unit.empty()) type.unit = *parse_unit(unit);
    type.unit_text = unit;
    return type;
  }
  static ValueType of_kind(ValueKind kind) {
    ValueType type;
    type.kind = kind;
    return type;
  }
  /// Each entry is a word and its other spellings.
  ValueType words(ValueKind kind, bool is_closed, const std::vector<std::vector<std::string>>& list) {
    ValueType type;
    type.kind = kind;
    type.is_closed = is_closed;
    for (const auto& spellings : list) {
      const auto index = static_cast<std::uint32_t>(type.words.size());
      type.words.push_back(word(spellings.front()));
      for (const auto& spelling : spellings) type.word_index[word(spelling).value] = index;
    }
    return type;
  }
  WordId word(const std::string& text) {
    const auto [entry, is_new] = vocabulary.word_by_text.try_emplace(
        fold_word(text), WordId{static_cast<std::uint32_t>(vocabulary.words.size())});
    if (is_new) vocabulary.words.push_back(fold_word(text));
    return entry->second;
  }
};

struct Example : Words {
  AnchorId screening = anchor("screening");
  AnchorId enrolment = anchor("enrolment");
  FactId birth_date = fact(FactKind::attribute, "birth-date", of_kind(ValueKind::date));
  FactId sex = fact(FactKind::attribute, "sex", words(ValueKind::word, true, {{"female"}, {"male"}}));
  FactId childbearing = fact(FactKind::attribute, "childbearing-potential",
                             words(ValueKind::word, true, {{"yes", "y", "true"}, {"no", "n", "false"}}));
  FactId methods = fact(FactKind::attribute, "contraception-methods", of_kind(ValueKind::list));
  FactId height = fact(FactKind::attribute, "height", quantity("cm"));
  FactId alt = fact(FactKind::observation, "ALT", quantity("U/L"));
  FactId creatinine = fact(FactKind::observation, "creatinine", quantity("mg/dL"));
  FactId ana = fact(FactKind::observation, "ANA", of_kind(ValueKind::titre));
  FactId dsdna = fact(FactKind::observation, "anti-dsDNA", quantity("[IU]/mL"));
  FactId lvef = fact(FactKind::observation, "LVEF", quantity("%"));
  FactId fvc = fact(FactKind::observation, "FVC-percent-predicted", of_kind(ValueKind::percent_of_predicted));
  FactId pga = fact(FactKind::observation, "PGA", quantity(""));
  FactId temperature = fact(FactKind::observation, "body-temperature", quantity("Cel"));
  FactId c3 = fact(FactKind::observation, "C3", quantity("g/L"));
  FactId platelets = fact(FactKind::observation, "platelets", quantity("10*9/L"));
  FactId nyha = fact(FactKind::observation, "NYHA-class",
                     words(ValueKind::grade, true, {{"I", "1"}, {"II", "2"}, {"III", "3"}, {"IV", "4"}}));
  FactId hcv = fact(FactKind::observation, "HCV-RNA",
                    words(ValueKind::word, true, {{"detected", "positive"}, {"not-detected", "negative"}}));
  FactId cancer = fact(FactKind::condition, "cancer");
  FactId hypertension = fact(FactKind::condition, "hypertension");
  FactId methotrexate = fact(FactKind::treatment, "methotrexate");
  FactId cyclosporin = fact(FactKind::treatment, "cyclosporin", {}, {"ciclosporin"});
  FactId radiotherapy = fact(FactKind::procedure, "radiotherapy");
  FactId barrier = fact(FactKind::question, "compliance-barrier",
                        words(ValueKind::word, true, {{"yes", "y", "true"}, {"no", "n", "false"}}));
  FieldId method = field("method", words(ValueKind::word, false, {{"ELISA"}, {"Farr"}}));
  FieldId response = field("response", words(ValueKind::word, true, {{"insufficient"}, {"adequate"}}));
  FieldId indication = field("indication", of_kind(ValueKind::fact));
  FieldId dose = field("dose", quantity("mg/d"));
  FieldId line_number = field("line", quantity(""));

  Example() {
    code(alt, "LOINC", "1742-6");
    vocabulary.facts[creatinine.value].type.molar_mass = *Number::parse("113.12");
    vocabulary.facts[alt.value].type.plausible = Range::between(0, 20000);
  }
};

/// Reads documents, and keeps what was said of them.
struct Reading : Example {
  PatientParser parser{vocabulary};
  PatientFacts patient;
  DataNotices notices;

  bool parse(const std::string& json, std::size_t line = 1) {
    notices = {};
    return parser.parse(json, line, patient, notices);
  }
  /// The only record of the only fact of a list; of an entry that is not understood the one that stands for
  /// it.
  const Record& record(const std::string& list, const std::string& members) {
    REQUIRE(parse(R"({")" + list + R"(": [{)" + members + "}]}"));
    const std::size_t readings = patient.entries.empty() ? 0 : patient.entries.front().readings.size();
    REQUIRE(patient.records.size() == 1 + readings);
    return patient.records.back();
  }
  const Record& observation(const std::string& members) { return record("observations", members); }
  const Record& condition(const std::string& members) { return record("conditions", members); }
  const Record& treatment(const std::string& members) { return record("treatments", members); }

  [[nodiscard]] bool says(const std::string& words) const {
    return std::any_of(notices.all().begin(), notices.all().end(),
                       [&](const DataNotice& n) { return n.text.find(words) != std::string::npos; });
  }
};

inline Number decimal(const char* text) { return *Number::parse(text); }
inline DateRange dates(const char* text) { return *parse_date(text); }

}  // namespace eligo::testing
