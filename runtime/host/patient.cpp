#include "eligo/patient.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "runtime/words/json_writer.h"

namespace eligo {
inline namespace v1 {
namespace {

constexpr std::array<std::string_view, 8> section_names{
    "anchors", "attributes", "observations", "conditions", "treatments", "procedures", "answers", "complete"};

/// A number that JSON cannot write stands as text, which makes the record unusable rather than absent.
void write_number(JsonWriter& json, double number) {
  if (std::isfinite(number)) {
    json.literal(fmt::format("{}", number));
  } else {
    json.text(fmt::format("{}", number));
  }
}

void write_value(JsonWriter& json, const RecordedValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    json.literal(fmt::format("{}", *whole));
  } else if (const auto* number = std::get_if<double>(&value)) {
    write_number(json, *number);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    json.literal(*truth ? "true" : "false");
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    json.text(*text);
  } else {
    json.literal("null");
  }
}

void write(JsonWriter& json, std::string_view key, std::string_view text) {
  if (!text.empty()) json.member(key, text);
}

void write(JsonWriter& json, std::string_view key, const RecordedValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return;
  json.key(key);
  write_value(json, value);
}

void write(JsonWriter& json, const RecordCode& code) {
  if (code.code.empty()) return;
  json.key("code");
  json.open('{');
  write(json, "system", code.system);
  write(json, "code", code.code);
  json.close('}');
}

void write(JsonWriter& json, const std::vector<RecordField>& fields) {
  for (const RecordField& field : fields) write(json, field.name, field.value);
}

void write(JsonWriter& json, const std::vector<DrugIngredient>& ingredients) {
  if (ingredients.empty()) return;
  json.key("ingredients");
  json.open('[');
  for (const DrugIngredient& one : ingredients) {
    json.open('{');
    write(json, "fact", one.fact);
    write(json, one.code);
    write(json, "dose", one.dose);
    write(json, "unit", one.unit);
    json.close('}');
  }
  json.close(']');
}

void write_range(JsonWriter& json, const RecordedValue& low, const RecordedValue& high) {
  if (std::holds_alternative<std::monostate>(low) && std::holds_alternative<std::monostate>(high)) return;
  json.key("reference");
  json.open('{');
  write(json, "low", low);
  write(json, "high", high);
  json.close('}');
}

}  // namespace

Patient::Patient(std::string_view id) : id_(id) {}

Patient Patient::from_json(std::string document) {
  Patient patient{std::string_view()};
  patient.given_ = std::move(document);
  return patient;
}

void Patient::clear(std::string_view id) {
  id_ = id;
  for (std::string& section : sections_) section.clear();
  given_.clear();
  document_.clear();
  is_written_ = false;
}

/// All or nothing: half an entry would make the whole document unreadable.
void Patient::append(Section section, std::string_view entry) {
  std::string& text = sections_[section];
  text.reserve(text.size() + 1 + entry.size());
  if (!text.empty()) text += ',';
  text += entry;
  is_written_ = false;
}

void Patient::anchor(std::string_view name, std::string_view date) {
  JsonWriter json;
  json.key(name);
  json.text(date);
  append(anchors, json.take());
}

void Patient::attribute(std::string_view name, RecordedValue value) {
  JsonWriter json;
  json.key(name);
  write_value(json, value);
  append(attributes, json.take());
}

void Patient::attribute(std::string_view name, const std::vector<std::string_view>& words) {
  JsonWriter json;
  json.key(name);
  json.open('[');
  for (const std::string_view word : words) json.text(word);
  json.close(']');
  append(attributes, json.take());
}

void Patient::add(const Observation& record) {
  JsonWriter json;
  json.open('{');
  write(json, "fact", record.fact);
  write(json, record.code);
  write(json, "value", record.value);
  write(json, "unit", record.unit);
  write(json, "date", record.date);
  write_range(json, record.low, record.high);
  write(json, "status", record.status);
  write(json, record.fields);
  json.close('}');
  append(observations, json.take());
}

void Patient::add(const Condition& record) {
  JsonWriter json;
  json.open('{');
  write(json, "fact", record.fact);
  write(json, record.code);
  write(json, "onset", record.onset);
  write(json, "resolved", record.resolved);
  write(json, "status", record.status);
  write(json, record.fields);
  json.close('}');
  append(conditions, json.take());
}

void Patient::add(const Treatment& record) {
  JsonWriter json;
  json.open('{');
  write(json, "fact", record.fact);
  write(json, record.code);
  write(json, "start", record.start);
  write(json, "end", record.end);
  if (record.ongoing) write(json, "ongoing", RecordedValue(*record.ongoing));
  write(json, "dose", record.dose);
  write(json, "unit", record.unit);
  write(json, "status", record.status);
  write(json, record.fields);
  write(json, record.ingredients);
  json.close('}');
  append(treatments, json.take());
}

void Patient::add(const Procedure& record) {
  JsonWriter json;
  json.open('{');
  write(json, "fact", record.fact);
  write(json, record.code);
  write(json, "date", record.date);
  write(json, "status", record.status);
  write(json, record.fields);
  json.close('}');
  append(procedures, json.take());
}

void Patient::add(const PatientAnswer& answer) {
  JsonWriter json;
  json.open('{');
  write(json, "question", answer.question);
  write(json, "answer", answer.answer);
  write(json, "date", answer.date);
  json.close('}');
  append(answers, json.take());
}

void Patient::complete(std::string_view list_or_fact) {
  JsonWriter json;
  json.text(list_or_fact);
  append(lists, json.take());
}

std::string_view Patient::json() const {
  if (is_written_) return document_;
  const bool is_added = std::any_of(std::begin(sections_), std::end(sections_),
                                    [](const std::string& section) { return !section.empty(); });
  const std::size_t end = given_.rfind('}');
  // What is no object stays as it is: the Screener says so.
  if (!given_.empty() && (!is_added || end == std::string::npos)) return given_;
  bool is_first = false;
  if (given_.empty()) {
    JsonWriter id;
    id.text(id_);
    document_ = "{\"patient\":" + id.take();
  } else {
    document_.assign(given_, 0, end);
    is_first = document_.find_last_not_of(" \t\r\n") == document_.find('{');
  }
  for (std::size_t i = 0; i < count_; ++i) {
    if (sections_[i].empty()) continue;
    const bool is_object = i == anchors || i == attributes;
    document_ += is_first ? "\"" : ",\"";
    is_first = false;
    document_ += section_names[i];
    document_ += is_object ? "\":{" : "\":[";
    document_ += sections_[i];
    document_ += is_object ? '}' : ']';
  }
  // Whatever stands behind the given object stays, so that it is found fault with.
  document_ += given_.empty() ? std::string_view("}") : std::string_view(given_).substr(end);
  is_written_ = true;
  return document_;
}

}  // namespace v1
}  // namespace eligo
