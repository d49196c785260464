#include <algorithm>
#include <utility>

#include "runtime/ingest/record.h"
#include "runtime/values/ascii.h"

/// The fields of a record.
namespace eligo::ingest {
namespace {

/// The words between signs, as `-elisa-igg-`.
std::string parts_of(std::string_view text) {
  std::string result = "-";
  for (const char c : text) {
    const bool is_sign = !is_letter(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80U;
    if (!is_sign)
      result += lower(c);
    else if (result.back() != '-')
      result += '-';
  }
  if (result.back() != '-') result += '-';
  return result;
}

}  // namespace

/// A list or an object with nothing in it is as good as missing.
bool RecordReader::read_field_token(Json::Value value, RawValue& token) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind != RawValue::Kind::list && kind != RawValue::Kind::object) return json_.read(value, token);
  const auto take = [&](Json::Value inner) {
    token.kind = kind;
    return json_.skip(inner);
  };
  if (kind == RawValue::Kind::list) return json_.elements(value, take);
  return json_.members(value, [&](std::string_view, Json::Value inner) { return take(inner); });
}

/// Whether the value of a field says no more than that there is none, or that it is not known.
bool RecordReader::is_unsaid(const ValueType& type, const RawValue& token) {
  if (token.is_container()) return false;
  if (token.is_text() && trimmed(token.text).empty()) return true;
  if (!says_nothing(token)) return false;
  if (type.kind == ValueKind::fact) return names_.fact(token.text, std::nullopt).facts.empty();
  const bool is_open = type.kind == ValueKind::word && !type.is_closed;
  return is_open && !values_.read(type, token, RawValue{}).word;
}

/// Whether a word that is not listed may be meant for one that is: `ELISA (IgG)`, `ELIZA`.
bool RecordReader::may_be_listed(FieldId field, std::string_view text) {
  if (near_listed_.size() <= field.value) near_listed_.resize(vocabulary_.fields.size());
  return near_listed_[field.value].get(text, [&](std::string_view spelling) {
    constexpr std::size_t longest = 200;
    if (spelling.size() > longest) return true;
    const std::string parts = parts_of(spelling);
    const NameShape shape(spelling);
    const auto& words = vocabulary_[field].type.word_index;
    return std::any_of(words.begin(), words.end(), [&](const auto& entry) {
      const std::string& word = vocabulary_.words[entry.first];
      return parts.find(parts_of(word)) != std::string::npos || is_near_miss(shape, NameShape(word));
    });
  });
}

/// Fields stand in the order of their ids; one that stands twice and says two things is unusable.
void RecordReader::read_fields(Record& record) {
  record.first_field = static_cast<std::uint32_t>(fields_.size());
  for (const RawRecord::Further& further : raw_.further) {
    const ValueType& type = vocabulary_[further.field.field].type;
    if (further.field.is_unit || is_unsaid(type, further.token)) continue;
    FieldValue value = read_field(record, further);
    const auto first = fields_.begin() + record.first_field;
    const auto place = std::lower_bound(first, fields_.end(), value.field,
                                        [](const FieldValue& f, FieldId id) { return f.field < id; });
    if (place == fields_.end() || place->field != value.field) {
      fields_.insert(place, std::move(value));
    } else if (place->recorded != value.recorded) {
      place->flaw = Flaw::bad_value;
      note(record, "the key " + in_quotes(further.key) + " stands twice and says two things");
    }
  }
  read_dose(record);
}

FieldValue RecordReader::read_field(const Record& record, const RawRecord::Further& further) {
  const Field& field = vocabulary_[further.field.field];
  FieldValue result;
  result.field = further.field.field;
  result.recorded = further.token.text;
  const auto spoil_field = [&](Flaw flaw, const std::string& problem) {
    result.flaw = flaw;
    if (!problem.empty()) note(record, in_quotes(field.name) + ": " + problem);
  };

  switch (field.type.kind) {
    case ValueKind::quantity:
    case ValueKind::percent_of_predicted:
    case ValueKind::titre:
    case ValueKind::grade:
    case ValueKind::word: {
      ReadValue read = values_.read(field.type, further.token, unit_of(record, field.type, further));
      result.quantity = std::move(read.range);
      result.word = read.word_id;
      if (read.flaw != Flaw::none) {
        spoil_field(read.flaw, read.problem);
      } else if (read.is_word_unlisted && !read.word_id.exists() &&
                 may_be_listed(further.field.field, trimmed(further.token.text))) {
        spoil_field(Flaw::bad_value, in_quotes(further.token) + " may be one of its words, or another one");
      }
      break;
    }
    case ValueKind::fact: {
      if (further.token.is_container()) {
        spoil_field(Flaw::bad_value, "a name is expected");
        break;
      }
      const NameMatch& match = names_.fact(further.token.text, std::nullopt);
      if (!match.facts.empty()) result.fact = match.facts.front();
      if (match.facts.empty() && !match.is_other) spoil_field(Flaw::not_understood, {});
      if (match.is_near_miss) spoil_field(Flaw::unrecognised_name, match.notice);
      break;
    }
    case ValueKind::none:
    case ValueKind::list:
    case ValueKind::date: break;  // no rule can ask for them
  }
  return result;
}

/// The unit of a field: of its own key `dose-unit`, else the record's, unless that belongs to the record's
/// own value.
RawValue RecordReader::unit_of(const Record& record, const ValueType& type,
                               const RawRecord::Further& further) const {
  for (const RawRecord::Further& other : raw_.further) {
    if (other.field.is_unit && other.field.field == further.field.field) return other.token;
  }
  const bool is_free = record.kind != FactKind::observation && ValueReader::needs_unit(type);
  return is_free ? raw_[RecordKey::unit] : RawValue{};
}

/// Nobody takes less than nothing.
void RecordReader::refuse_negative_dose(Record& record) {
  const auto dose = vocabulary_.field_by_name.find("dose");
  if (dose == vocabulary_.field_by_name.end()) return;
  for (std::uint32_t i = 0; i < record.field_count; ++i) {
    FieldValue& field = fields_[record.first_field + i];
    if (field.field != dose->second || field.flaw != Flaw::none) continue;
    const auto is_negative = [](const std::optional<Range::End>& end) {
      return end && end->value.sign() < 0;
    };
    if (!is_negative(field.quantity.low) && !is_negative(field.quantity.high)) continue;
    field.flaw = Flaw::bad_value;
    note(record, "its dose " + in_quotes(field.recorded) + " is negative");
  }
}

}  // namespace eligo::ingest
