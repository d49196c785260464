#include "eligo/patient.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

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
  patient.document_ = std::move(document);
  patient.is_written_ = true;
  return patient;
}

void Patient::clear(std::string_view id) {
  id_ = id;
  for (std::string& section : sections_) section.clear();
  document_.clear();
  is_written_ = false;
}

/// The section's text, ready for one entry more.
std::string& Patient::entry(Section section) {
  is_written_ = false;
  std::string& text = sections_[section];
  if (!text.empty()) text += ',';
  return text;
}

void Patient::anchor(std::string_view name, std::string_view date) {
  JsonWriter json;
  json.text(name);
  std::string& text = entry(anchors);
  text += json.take() + ':';
  JsonWriter value;
  value.text(date);
  text += value.take();
}

void Patient::attribute(std::string_view name, RecordedValue value) {
  JsonWriter key;
  key.text(name);
  JsonWriter content;
  write_value(content, value);
  entry(attributes) += key.take() + ':' + content.take();
}

void Patient::attribute(std::string_view name, const std::vector<std::string_view>& words) {
  JsonWriter key;
  key.text(name);
  JsonWriter content;
  content.open('[');
  for (const std::string_view word : words) content.text(word);
  content.close(']');
  entry(attributes) += key.take() + ':' + content.take();
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
  entry(observations) += json.take();
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
  entry(conditions) += json.take();
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
  json.close('}');
  entry(treatments) += json.take();
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
  entry(procedures) += json.take();
}

void Patient::add(const PatientAnswer& answer) {
  JsonWriter json;
  json.open('{');
  write(json, "question", answer.question);
  write(json, "answer", answer.answer);
  write(json, "date", answer.date);
  json.close('}');
  entry(answers) += json.take();
}

void Patient::complete(std::string_view list_or_fact) {
  JsonWriter json;
  json.text(list_or_fact);
  entry(lists) += json.take();
}

std::string_view Patient::json() const {
  if (is_written_) return document_;
  JsonWriter id;
  id.text(id_);
  document_ = "{\"patient\":" + id.take();
  for (std::size_t i = 0; i < count_; ++i) {
    if (sections_[i].empty()) continue;
    const bool is_object = i == anchors || i == attributes;
    document_ += ",\"";
    document_ += section_names[i];
    document_ += is_object ? "\":{" : "\":[";
    document_ += sections_[i];
    document_ += is_object ? '}' : ']';
  }
  document_ += '}';
  is_written_ = true;
  return document_;
}

}  // namespace v1
}  // namespace eligo
