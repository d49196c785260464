#include "runtime/ingest/nested.h"

#include <algorithm>
#include <array>

#include "runtime/ingest/modifiers.h"
#include "runtime/ingest/systems.h"
#include "runtime/units/unit.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

namespace eligo::ingest {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_same_unit(std::string_view a, std::string_view b) {
  if (lower(a) == lower(b)) return true;
  const auto x = parse_unit(a);
  const auto y = parse_unit(b);
  if (!x || !y) return true;  // one of them is no unit, and says nothing
  const auto conversion = convert(*x, *y);
  return conversion && conversion->factor == 1 && conversion->offset.is_zero();
}

/// Reads a dosage. What is not known to leave the dose as it is makes it inexact.
class DosageReader {
 public:
  DosageReader(Json& json, NestedDosage& result) : json_(json), result_(result) {}

  bool read(Json::Value value) {
    bool is_read = false;
    if (Json::peek(value) == RawValue::Kind::list) {
      is_read = json_.elements(value, [&](Json::Value one) { return read_one(one); });
    } else {
      is_read = read_one(value);
    }
    result_.is_as_needed = dosages_ > 0 && as_needed_ == dosages_;
    is_exact_ = is_exact_ && dosages_ == 1 && doses_ == 1 && period_ && has_period_unit_;
    if (is_exact_) {
      result_ = {dose_.value, dose_unit_, frequency_ / (*period_ * days_of_unit_), result_.is_as_needed};
    }
    return is_read;
  }

 private:
  bool read_one(Json::Value value) {
    ++dosages_;
    if (Json::peek(value) != RawValue::Kind::object) return inexact(value);
    bool is_as_needed = false;
    const bool is_read = json_.members(value, [&](std::string_view key, Json::Value inner) {
      if (key == "doseAndRate") return read_each(inner);
      if (key == "doseQuantity") return read_dose(inner);
      if (key == "timing") return read_timing(inner);
      if (modifier_of(key) == Modifier::as_needed) return read_as_needed(inner, key, is_as_needed);
      const bool is_harmless =
          is_among(key, {"id", "text", "route", "site", "method", "sequence", "patientInstruction"});
      return is_harmless ? json_.skip(inner) : inexact(inner);
    });
    if (is_as_needed) ++as_needed_;
    return is_read;
  }

  bool inexact(Json::Value value) {
    is_exact_ = false;
    return json_.skip(value);
  }

  bool read_each(Json::Value value) {
    if (Json::peek(value) == RawValue::Kind::list)
      return json_.elements(value, [&](Json::Value one) { return read_each(one); });
    if (Json::peek(value) != RawValue::Kind::object) return inexact(value);
    return json_.members(value, [&](std::string_view key, Json::Value inner) {
      if (key == "doseQuantity") return read_dose(inner);
      return is_among(key, {"id", "type"}) ? json_.skip(inner) : inexact(inner);
    });
  }

  bool read_dose(Json::Value value) {
    if (Json::peek(value) != RawValue::Kind::object) return inexact(value);
    ++doses_;
    dose_ = {};
    if (!read_nested(json_, value, dose_)) return false;
    bool are_two = false;
    dose_unit_ = nested_unit(dose_, are_two);
    const bool is_plain = dose_.is_quantity() && dose_.words.empty() && dose_.comparator.is_missing();
    if (are_two || !is_plain || !dose_unit_.is_text()) is_exact_ = false;
    return true;
  }

  bool read_timing(Json::Value value) {
    if (Json::peek(value) != RawValue::Kind::object) return inexact(value);
    return json_.members(value, [&](std::string_view key, Json::Value inner) {
      if (key != "repeat" || Json::peek(inner) != RawValue::Kind::object) return inexact(inner);
      return json_.members(
          inner, [&](std::string_view part, Json::Value token) { return read_repeat(part, token); });
    });
  }

  bool read_repeat(std::string_view key, Json::Value value) {
    RawValue token;
    if (!json_.read(value, token)) return false;
    if (key == "periodUnit") {
      constexpr std::array<std::string_view, 3> units{"d", "wk", "h"};
      const std::array<Number, 3> days{Number(1), Number(7), Number(1) / Number(24)};
      const auto* found = std::find(units.begin(), units.end(), token.text);
      if (found == units.end()) {
        is_exact_ = false;
      } else {
        days_of_unit_ = days[static_cast<std::size_t>(found - units.begin())];
      }
      has_period_unit_ = true;
      return true;
    }
    const auto number = token.kind == RawValue::Kind::number ? Number::parse(token.text) : std::nullopt;
    const bool is_positive = number && number->sign() > 0;
    if (key == "frequency" && is_positive) {
      frequency_ = *number;
    } else if (key == "period" && is_positive) {
      period_ = *number;
    } else {
      is_exact_ = false;
    }
    return true;
  }

  /// The whole dosage may be left out, so that the dose of a day is anything up to what it comes to.
  bool read_as_needed(Json::Value value, std::string_view key, bool& is_as_needed) {
    SaidModifier said{Modifier::as_needed, key, {}};
    if (!read_words(json_, value, said.words)) return false;
    is_as_needed |= standing_of({said}).is_as_needed;
    return true;
  }

  Json& json_;
  NestedDosage& result_;
  bool is_exact_ = true;
  int dosages_ = 0;
  int as_needed_ = 0;
  int doses_ = 0;
  NestedValue dose_;
  RawValue dose_unit_;
  Number frequency_ = 1;
  std::optional<Number> period_;
  bool has_period_unit_ = false;
  Number days_of_unit_ = 1;
};

}  // namespace

std::optional<NestedKey> nested_key(std::string_view key) {
  std::string bare;
  for (const char c : key) {
    if (is_letter(c)) bare += lower(c);
  }
  if (is_among(bare, {"valuequantity", "valuecodeableconcept", "valuecoding", "valuestring", "valueinteger",
                      "valuedecimal", "valueboolean", "valuedatetime"}))
    return NestedKey::value;
  if (is_among(bare, {"dosage", "dosageinstruction"})) return NestedKey::dosage;
  return std::nullopt;
}

bool read_words(Json& json, Json::Value value, std::vector<RawValue>& words) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::list)
    return json.elements(value, [&](Json::Value inner) { return read_words(json, inner, words); });
  if (kind == RawValue::Kind::object) {
    const std::size_t before = words.size();
    const bool is_read = json.members(value, [&](std::string_view key, Json::Value inner) {
      const bool is_telling = is_among(key, {"coding", "code", "text", "reference", "value", "display"});
      return is_telling ? read_words(json, inner, words) : json.skip(inner);
    });
    // An object that says nothing in these words says something that is not understood.
    if (is_read && words.size() == before) words.push_back(RawValue{kind, {}});
    return is_read;
  }
  RawValue token;
  if (!json.read(value, token)) return false;
  if (!token.is_missing() && !trimmed(token.text).empty()) words.push_back(token);
  return true;
}

bool read_nested(Json& json, Json::Value value, NestedValue& result) {
  const bool is_read = json.members(value, [&](std::string_view key, Json::Value inner) {
    if (is_among(key, {"coding", "text", "display"})) return read_words(json, inner, result.words);
    RawValue token;
    if (!json.read(inner, token)) return false;
    if (key == "value") {
      result.value = token;
    } else if (key == "unit") {
      result.unit = token;
    } else if (key == "comparator") {
      result.comparator = token;
    } else if (key == "code") {
      result.code = token;
    } else if (key == "system") {
      result.system = token;
    } else if (!is_among(key, {"id", "userSelected", "version"})) {
      result.odd.push_back(key);
    }
    return true;
  });
  if (!result.is_quantity() && !result.code.is_missing()) result.words.push_back(result.code);
  return is_read;
}

bool read_dosage(Json& json, Json::Value value, NestedDosage& result) {
  return DosageReader(json, result).read(value);
}

RawValue nested_unit(const NestedValue& quantity, bool& are_two) {
  const bool is_ucum = quantity.system.is_missing() || code_system(quantity.system.text).name == "UCUM";
  const bool has_code = is_ucum && quantity.code.is_text() && parse_unit(quantity.code.text).has_value();
  are_two = has_code && quantity.unit.is_text() && !is_same_unit(quantity.unit.text, quantity.code.text);
  if (has_code) return quantity.code;
  return quantity.unit.is_missing() ? quantity.code : quantity.unit;
}

RawValue worded(ValueReader& values, const ValueType& type, const std::vector<RawValue>& words) {
  const RawValue unclear{RawValue::Kind::list, {}};
  if (type.kind == ValueKind::none) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [](const RawValue& word) { return read_presence(word).has_value(); });
    if (found == words.end()) return words.front();
    const bool is_contrary = std::any_of(found, words.end(), [&](const RawValue& word) {
      return read_presence(word).value_or(*read_presence(*found)) != *read_presence(*found);
    });
    return is_contrary ? unclear : *found;
  }
  // A code of digits is no number.
  const bool is_of_words = type.kind == ValueKind::word || type.kind == ValueKind::grade;
  if (!is_of_words) return unclear;
  const RawValue* found = nullptr;
  std::optional<std::uint32_t> index;
  for (const RawValue& word : words) {
    const ReadValue read = values.read(type, word, RawValue{});
    if (read.flaw != Flaw::none || read.is_word_unlisted || !read.word) continue;
    if (index && *index != *read.word) return unclear;
    index = read.word;
    found = &word;
  }
  if (found != nullptr) return *found;
  // Where any word can stand, a code that is not known may be that of a listed one.
  return type.kind == ValueKind::grade || type.is_closed ? words.back() : unclear;
}

RawValue with_comparator(const RawValue& value, std::string_view sign, std::string& text) {
  const bool is_single = value.is_text() || value.kind == RawValue::Kind::number;
  if (sign.empty() || !is_single) return value;
  const std::string_view plain = trimmed(value.text);
  if (plain.starts_with(sign) && !plain.starts_with(std::string(sign) + "=")) return value;
  text = std::string(sign) + std::string(plain);
  return {RawValue::Kind::text, text};
}

}  // namespace eligo::ingest
