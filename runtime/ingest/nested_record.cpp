#include <algorithm>

#include "runtime/ingest/record.h"

/// Values and dosages of a record as FHIR nests them.
namespace eligo::ingest {

bool RecordReader::read_nested_member(NestedKey nested, std::string_view key, Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::missing) return json_.skip(value);
  if (nested == NestedKey::dosage) {
    const bool is_second = raw_.dosage.has_value();
    NestedDosage dosage;
    if (!read_dosage(json_, value, dosage)) return false;
    if (dosage.is_as_needed)
      raw_.said.push_back({Modifier::as_needed, key, {RawValue{RawValue::Kind::truth, "true"}}});
    raw_.dosage = is_second ? NestedDosage{} : dosage;
    return true;
  }
  if (kind == RawValue::Kind::object) return read_nested_value(key, value);
  RawValue token;
  if (!json_.read(value, token)) return false;
  set(raw_[RecordKey::value], key, token);
  return true;
}

/// A quantity gives value, unit and comparator; a coded concept the words that the value may be.
bool RecordReader::read_nested_value(std::string_view key, Json::Value value) {
  NestedValue nested;
  if (!read_nested(json_, value, nested)) return false;
  for (const std::string_view odd : nested.odd)
    reporter_.once(DataNotice::Kind::unknown_key, "the key " + in_quotes(odd) + " of a value is not known");
  const bool is_word = !nested.words.empty();
  const bool is_both = is_word && nested.is_quantity();
  if (is_both || (is_word && !raw_.words.empty())) raw_.repeated = key;
  if (is_word) {
    raw_.words = std::move(nested.words);
    return true;
  }
  if (!nested.is_quantity()) {
    set(raw_[RecordKey::value], key, RawValue{RawValue::Kind::object, {}});
    return true;
  }
  bool are_two = false;
  set(raw_[RecordKey::value], key, nested.value);
  set(raw_[RecordKey::unit], key, nested_unit(nested, are_two));
  raw_.has_two_units |= are_two;
  if (!nested.comparator.is_missing()) raw_.said.push_back({Modifier::comparator, key, {nested.comparator}});
  return true;
}

/// The dose that a dosage comes to. One that is not understood exactly, or is not what the dose says, leaves
/// the dose open.
void RecordReader::read_dose(Record& record) {
  if (!raw_.dosage) return;
  const auto id = vocabulary_.field_by_name.find("dose");
  if (id == vocabulary_.field_by_name.end()) return;
  const ValueType& type = vocabulary_[id->second].type;
  const NestedDosage& dosage = *raw_.dosage;
  FieldValue value;
  value.field = id->second;
  value.recorded = "dosage";
  value.flaw = Flaw::bad_value;
  if (!dosage.value.is_missing() && type.kind == ValueKind::quantity) {
    const std::string& unit = composed_.emplace_back(std::string(dosage.unit.text) + "/d");
    ReadValue read = values_.read(type, dosage.value, RawValue{RawValue::Kind::text, unit});
    value.flaw = read.flaw;
    value.quantity = std::move(read.range);
    for (auto* end : {&value.quantity.low, &value.quantity.high}) {
      if (*end) (*end)->value = (*end)->value * dosage.doses_a_day;
    }
  }
  const auto first = fields_.begin() + record.first_field;
  const auto place = std::lower_bound(first, fields_.end(), value.field,
                                      [](const FieldValue& f, FieldId field) { return f.field < field; });
  const bool has_dose = place != fields_.end() && place->field == value.field;
  const bool is_said_alike =
      has_dose && place->flaw == Flaw::none && value.flaw == Flaw::none && place->quantity == value.quantity;
  if (is_said_alike) return;
  if (has_dose) {
    if (place->flaw == Flaw::none) place->flaw = Flaw::bad_value;
    note(record, "its dosage is not the same as its dose, or is not understood; its dose is not known");
    return;
  }
  if (value.flaw != Flaw::none) note(record, "its dosage is not understood; its dose is not known");
  fields_.insert(place, std::move(value));
}

}  // namespace eligo::ingest
