#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/oracle/patient.h"

namespace eligo::oracle {
namespace {

using Json = nlohmann::ordered_json;

std::string date_text(const Date& date) {
  switch (date.kind) {
    case Date::Kind::missing: return "";
    case Date::Kind::exact: return text(date.day);
    case Date::Kind::month: return month_text(date.day);
    case Date::Kind::year: return year_text(date.day);
    case Date::Kind::unreadable: return "2025-02-30";
  }
  return "";
}

std::string time_text(int minute) {
  const auto two_digits = [](int number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return "T" + two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

void put(Json& object, const char* key, const Date& date) {
  if (date.is_recorded()) object[key] = date_text(date);
}

std::string value_text(Number number, Type type, const std::vector<std::string>& words) {
  if (type == Type::titre) return "1:" + decimal(number);
  const bool is_word = type == Type::grade || type == Type::closed_word || type == Type::open_word;
  if (!is_word) return decimal(number);
  return number < 0 ? "something-else" : words[static_cast<std::size_t>(number.numerator())];
}

Json value_json(const Value& value, Type type, const std::vector<std::string>& words, Number factor) {
  const auto one = [&](Number number) { return value_text(number * factor, type, words); };
  switch (value.kind) {
    case Value::Kind::missing: return {};
    case Value::Kind::exact:
      if (type == Type::number) return Json::parse(one(value.number));
      return one(value.number);
    case Value::Kind::span:
      if (value.low && value.high) return one(*value.low) + "-" + one(*value.high);
      if (value.low) return (value.is_low_open ? ">" : ">=") + one(*value.low);
      return (value.is_high_open ? "<" : "<=") + one(*value.high);
    case Value::Kind::unreadable: return "??";
  }
  return {};
}

/// 1 mg/dL is 0.01 g/L.
bool has_other_unit(const Record& record) {
  return record.is_in_other_unit && facts()[record.fact].unit == "mg/dL";
}

Json field_json(const Value& value, const Field& field) {
  if (field.type != Type::fact || value.kind != Value::Kind::exact)
    return value_json(value, field.type, field.words, 1);
  return value.number < 0 ? "some-other-disease"
                          : facts()[static_cast<std::size_t>(value.number.numerator())].name;
}

const char* status_text(const Record& record) {
  switch (record.status) {
    case Record::Status::final: {
      if (record.edition != 0) return record.edition > 0 ? "amended" : "preliminary";
      return record.is_over ? "completed" : nullptr;
    }
    case Record::Status::void_: return record.spelling % 2 == 0 ? "entered-in-error" : nullptr;
    case Record::Status::absent: return "absent";
    case Record::Status::planned: return "planned";
    case Record::Status::unreadable: return "who-knows";
  }
  return nullptr;
}

/// One of the words for what is not confirmed.
const char* unsure(int spelling) {
  static constexpr std::array<const char*, 3> words{"provisional", "unconfirmed", "differential"};
  return words[static_cast<std::size_t>(spelling) % words.size()];
}

/// One of the keys by which a record does not count.
void turn_round(Json& result, const Record& record) {
  switch (record.spelling / 2 % 4) {
    case 0: result["verificationStatus"] = "refuted"; break;
    case 1: result["Verification status"] = {{"coding", {{{"code", "entered-in-error"}}}}}; break;
    case 2: result["notDone"] = true; break;
    default: result["relationship"] = "mother"; break;
  }
}

Json record_json(const Record& record) {
  const Kind kind = kind_of(record.fact);
  const bool is_span = kind == Kind::condition || kind == Kind::treatment;
  Json result;
  const bool is_named = record.fact != unlisted_drug() && !record.is_unrecognised;
  result[kind == Kind::question ? "question" : "fact"] = is_named ? facts()[record.fact].name : "zzyzx";
  const bool is_given_on_a_day = kind == Kind::treatment && record.start.kind == Date::Kind::exact &&
                                 record.end.kind == Date::Kind::exact && record.start.day == record.end.day;
  const bool has_start = kind == Kind::treatment && !is_given_on_a_day;
  put(result, kind == Kind::condition ? "onset" : has_start ? "start" : "date", record.start);
  if (record.minute && record.start.kind == Date::Kind::exact)
    result["date"] = date_text(record.start) + time_text(*record.minute);
  if (!is_given_on_a_day) put(result, kind == Kind::condition ? "resolved" : "end", record.end);
  if (is_span && record.is_ongoing) result["ongoing"] = true;
  if (const char* status = status_text(record)) {
    result["status"] = kind == Kind::condition && record.is_over && record.status == Record::Status::final
                           ? "resolved"
                           : status;
  }
  if (record.is_provisional && record.edition >= 0) result["verificationStatus"] = unsure(record.spelling);
  if (record.status == Record::Status::void_ && status_text(record) == nullptr) turn_round(result, record);
  if (type_of(record.fact) != Type::none) {
    const Fact& fact = facts()[record.fact];
    const Number factor = has_other_unit(record) ? Number(1, 100) : Number(1);
    if (record.value.kind != Value::Kind::missing) {
      result[kind == Kind::question ? "answer" : "value"] =
          value_json(record.value, fact.type, fact.words, factor);
    }
    if (!fact.unit.empty())
      result["unit"] = has_other_unit(record) ? "g/L" : fact.unit == "% predicted" ? "%" : fact.unit;
    if (record.lower || record.upper) {
      Json limits = {{"low", 0}, {"high", 0}};  // 0 stands for none
      if (record.lower) limits["low"] = Json::parse(decimal(*record.lower * factor));
      if (record.upper) limits["high"] = Json::parse(decimal(*record.upper * factor));
      result["reference"] = limits;
    }
  }
  for (int f = 0; f < field_count; ++f) {
    const Value& value = record.fields[f];
    if (value.kind == Value::Kind::missing) continue;
    result[fields()[f].name] = field_json(value, fields()[f]);
    if (f == dose) result["unit"] = "mg/day";
  }
  return result;
}

Json complete_json(const Complete& complete, const std::map<Kind, const char*>& lists) {
  const std::string name = complete.kind ? lists.at(*complete.kind) : facts()[complete.fact].name;
  if (!complete.from && !complete.to) return name;
  Json result{{complete.kind ? "list" : "fact", name}};
  if (complete.from) result["from"] = text(*complete.from);
  if (complete.to) result["to"] = text(*complete.to);
  return result;
}

}  // namespace

Day Date::first() const {
  switch (kind) {
    case Kind::exact: return day;
    case Kind::month: return first_of_month(day);
    case Kind::year: return first_of_year(day);
    default: return never;
  }
}

Day Date::last() const {
  switch (kind) {
    case Kind::exact: return day;
    case Kind::month: return last_of_month(day);
    case Kind::year: return last_of_year(day);
    default: return forever;
  }
}

bool Value::has_inside(Number one) const {
  if (low && (one < *low || (one == *low && is_low_open))) return false;
  return !high || (one <= *high && !(one == *high && is_high_open));
}

std::string json(const Patient& patient) {
  static const std::map<Kind, const char*> lists{{Kind::observation, "observations"},
                                                 {Kind::condition, "conditions"},
                                                 {Kind::treatment, "treatments"},
                                                 {Kind::procedure, "procedures"},
                                                 {Kind::question, "answers"}};
  Json result{{"patient", "P"}};
  for (std::size_t i = 0; i < patient.anchors.size(); ++i) {
    if (patient.anchors[i].is_recorded()) result["anchors"][anchors()[i]] = date_text(patient.anchors[i]);
  }
  if (patient.birth.is_recorded()) result["attributes"]["birth-date"] = date_text(patient.birth);
  if (patient.death.is_recorded()) result["attributes"]["death-date"] = date_text(patient.death);
  if (patient.is_deceased) result["attributes"]["deceased"] = "yes";
  for (std::size_t fact = 0; fact < patient.attributes.size(); ++fact) {
    const Value& value = patient.attributes[fact];
    if (value.kind == Value::Kind::missing) continue;
    Json& attribute = result["attributes"][facts()[fact].name];
    if (facts()[fact].type == Type::list) {
      static const std::array<const char*, 4> entries{"smoking", "skiing", "singing", "sailing"};
      attribute = Json::array();
      for (int i = 0; value.number > i; ++i) attribute.push_back(entries[i]);
    } else if (facts()[fact].unit.empty()) {
      attribute = value_json(value, facts()[fact].type, facts()[fact].words, 1);
    } else {
      attribute = {{"value", value_json(value, facts()[fact].type, {}, 1)}, {"unit", facts()[fact].unit}};
    }
  }
  for (std::size_t i = 0; i < patient.records.size(); ++i) {
    const Record& record = patient.records[i];
    Json written = record_json(record);
    const auto is_later = [&](const Record& other) { return other.replaces == static_cast<int>(i); };
    if (std::any_of(patient.records.begin(), patient.records.end(), is_later)) written["id"] = i;
    if (record.replaces) written["replaces"] = *record.replaces;
    result[lists.at(kind_of(record.fact))].push_back(std::move(written));
  }
  for (const Complete& complete : patient.complete)
    result["complete"].push_back(complete_json(complete, lists));
  return result.dump();
}

}  // namespace eligo::oracle
