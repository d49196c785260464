#include "runtime/words/describe.h"

#include <array>

#include "runtime/words/explain.h"
#include "runtime/words/rounding.h"

namespace eligo {
namespace {

std::string word_text(const ValueType& type, const Vocabulary& vocabulary, std::uint32_t index) {
  return index < type.words.size() ? vocabulary.words[type.words[index].value] : std::string();
}

/// A value that the data's own words do not stand beside.
std::string plain_value(const ValueType& type, const Vocabulary& vocabulary, const Record& record) {
  if (record.word) return word_text(type, vocabulary, *record.word);
  if (record.value.is_anything()) return {};
  if (type.kind == ValueKind::titre) return "1:" + range_text(record.value);
  if (type.kind == ValueKind::grade && record.value.is_exact()) {
    const auto index = record.value.low->value.whole();
    if (index && *index >= 0) return word_text(type, vocabulary, static_cast<std::uint32_t>(*index));
  }
  return quantity_text(record.value, type.unit_text);
}

std::string limits_text(const ValueType& type, const Record& record) {
  const auto limit = [&](const std::optional<Range>& range) { return quantity_text(*range, type.unit_text); };
  if (record.lower_limit && record.upper_limit) {
    return " (normal " + range_text(*record.lower_limit) + " to " + limit(record.upper_limit) + ")";
  }
  if (record.upper_limit) return " (normal up to " + limit(record.upper_limit) + ")";
  if (record.lower_limit) return " (normal from " + limit(record.lower_limit) + ")";
  return {};
}

std::string fields_text(const Plan& plan, const PatientFacts& patient, const Record& record) {
  std::string result;
  for (std::uint32_t i = 0; i < record.field_count; ++i) {
    const FieldValue& value = patient.fields[record.first_field + i];
    const Field& field = plan.vocabulary[value.field];
    result += ", " + field.name + " ";
    if (value.ingredient.exists()) result += "of " + plan.vocabulary[value.ingredient].name + " ";
    if (!value.recorded.empty()) {
      result += value.recorded;
    } else if (value.word.exists()) {
      result += plan.vocabulary.words[value.word.value];
    } else if (value.fact.exists()) {
      result += plan.vocabulary[value.fact].name;
    } else {
      result += quantity_text(value.quantity, field.type.unit_text);
    }
  }
  return result;
}

std::string status_text(const Record& record) {
  switch (record.status) {
    case RecordStatus::absent: return " absent";
    case RecordStatus::planned: return " planned";
    case RecordStatus::void_:  // an explanation says why it is left out
    case RecordStatus::final: break;
  }
  return {};
}

/// `number` puts an end into words.
template <typename Words>
std::string range_words(const Range& range, const Words& number) {
  if (range.is_anything()) return "not known";
  if (range.is_exact()) return number(range.low->value);
  if (!range.high) return (range.low->open ? "above " : "at least ") + number(range.low->value);
  if (!range.low) return (range.high->open ? "below " : "at most ") + number(range.high->value);
  const std::string low = (range.low->open ? "above " : "") + number(range.low->value);
  return low + " to " + (range.high->open ? "below " : "") + number(range.high->value);
}

}  // namespace

std::string_view list_name(FactKind kind) {
  constexpr std::array<std::string_view, 6> names{"attributes", "observations", "conditions",
                                                  "treatments", "procedures",   "answers"};
  return names[static_cast<std::size_t>(kind)];
}

std::string record_name(const Plan& plan, const Record& record) {
  if (!record.fact.exists())
    return record.recorded_name.empty() ? "a record" : std::string(record.recorded_name);
  const std::string& name = plan.vocabulary[record.fact].name;
  return record.recorded_name.empty() ? name
                                      : name + " (recorded as " + std::string(record.recorded_name) + ")";
}

std::string value_text(const ValueType& type, const Vocabulary& vocabulary, const Record& record) {
  if (record.recorded_value.empty()) return plain_value(type, vocabulary, record);
  std::string result(record.recorded_value);
  if (record.recorded_unit.empty()) {
    const bool has_unit =
        type.kind == ValueKind::quantity && record.flaw == Flaw::none && !type.unit_text.empty();
    if (!has_unit || result.ends_with(type.unit_text)) return result;
    const bool is_bare = result.find_last_of("0123456789") == result.size() - 1;
    return is_bare ? result + " " + type.unit_text
                   : result + " (" + quantity_text(record.value, type.unit_text) + ")";
  }
  result += " " + std::string(record.recorded_unit);
  if (record.recorded_unit != type.unit_text && !record.value.is_anything()) {
    result += " (" + quantity_text(record.value, type.unit_text) + ")";
  }
  return result;
}

std::string attribute_text(const Vocabulary& vocabulary, const Attribute& attribute) {
  if (!attribute.list.empty()) {
    std::string result;
    for (const std::string_view entry : attribute.list) {
      if (!result.empty()) result += ", ";
      result += entry;
    }
    return result;
  }
  if (!attribute.recorded.empty()) return std::string(attribute.recorded);
  const ValueType& type = vocabulary[attribute.fact].type;
  if (type.kind == ValueKind::date) return date_text(attribute.date);
  Record record;
  record.value = attribute.value;
  record.word = attribute.word;
  return value_text(type, vocabulary, record);
}

std::string when_text(const Record& record) {
  if (record.has_bad_date) return "with a date that cannot be read";
  const bool lasts = record.kind == FactKind::condition || record.kind == FactKind::treatment;
  const bool has_end = lasts && record.end.last < latest_day;
  if (!record.has_date) return has_end ? "until " + date_text(record.end) : "without a date";
  const std::string start = date_text(record.start);
  if (!lasts || record.status == RecordStatus::absent) return "on " + start;
  if (record.is_ongoing) return "since " + start;
  if (has_end) return "from " + start + " to " + date_text(record.end);
  return "from " + start + ", end not recorded";
}

std::string quantity_text(const Range& range, std::string_view unit, const std::vector<Number>& limits) {
  std::string result = range_words(range, [&](const Number& number) { return printed(number, limits); });
  if (!unit.empty() && !range.is_anything()) result += " " + std::string(unit);
  return result;
}

std::string_view flaw_text(Flaw flaw) {
  switch (flaw) {
    case Flaw::none: return "it cannot be used";
    case Flaw::bad_date: return "its date cannot be read";
    case Flaw::bad_value: return "its value cannot be read";
    case Flaw::bad_unit: return "its unit is not known or does not convert";
    case Flaw::implausible: return "its value is not plausible";
    case Flaw::unlisted_word: return "its value is not one that the vocabulary lists";
    case Flaw::bad_status: return "its status is not known";
    case Flaw::unrecognised_name: return "its name is not quite a known one";
    case Flaw::not_understood: return "nobody knows what it is";
    case Flaw::unconfirmed: return "it may not be so";
  }
  return {};
}

std::string range_text(const Range& range) {
  return range_words(range, [](const Number& number) { return printed(number); });
}

std::string exact_range_text(const Range& range) {
  return range_words(range, [](const Number& number) { return number.text(); });
}

std::string record_text(const Plan& plan, const PatientFacts& patient, RecordId id) {
  const Record& record = patient.records[id.value];
  const ValueType none;
  const ValueType& type = record.fact.exists() ? plan.vocabulary[record.fact].type : none;
  std::string result = record_name(plan, record);
  if (const std::string value = value_text(type, plan.vocabulary, record); !value.empty())
    result += " " + value;
  result += status_text(record);
  const bool is_dated = record.status != RecordStatus::absent || record.has_date;
  if (is_dated) result += " " + when_text(record);
  return result + limits_text(type, record) + fields_text(plan, patient, record);
}

std::string with_source(std::string text, std::string_view source) {
  if (!source.empty()) text.append(" [").append(source).append("]");
  return text;
}

}  // namespace eligo
