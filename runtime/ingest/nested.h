#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "runtime/ingest/json.h"
#include "runtime/values/number.h"

/// Values as FHIR nests them: quantities, coded concepts, dosages.
namespace eligo::ingest {

/// A quantity or a coded concept, as an object of the document.
struct NestedValue {
  RawValue value, unit, comparator;
  RawValue code, system;              ///< of the unit; of a coding the word itself
  std::vector<RawValue> words;        ///< of a coded concept: its codes and its text
  std::vector<std::string_view> odd;  ///< keys that are not known

  [[nodiscard]] bool is_quantity() const { return !value.is_missing(); }
};

/// How much is taken a day. Without a value the dosage is not understood exactly.
struct NestedDosage {
  RawValue value, unit;  ///< of one dose
  Number doses_a_day;
  bool is_as_needed = false;  ///< all of it
};

enum class NestedKey : std::uint8_t { value, dosage };

/// `valueQuantity`, `valueCodeableConcept`, `valueString` and their like; `dosage`, `dosageInstruction`.
std::optional<NestedKey> nested_key(std::string_view key);

/// The words of a text, of a coded concept with its codes and its text, or of a list of either. False if the
/// document cannot be read.
bool read_words(Json& json, Json::Value value, std::vector<RawValue>& words);

/// Reads an object. False if the document cannot be read.
bool read_nested(Json& json, Json::Value value, NestedValue& result);
/// Reads a text, an object or a list. False if the document cannot be read.
bool read_dosage(Json& json, Json::Value value, NestedDosage& result);

/// The unit of a quantity: its code in UCUM before its text. `are_two`: they are two different units.
RawValue nested_unit(const NestedValue& quantity, bool& are_two);

/// The word of a coded concept that the type knows. Where its words mean two things, or none is known in an
/// open list, a value that cannot be read. `words` is not empty.
RawValue worded(ValueReader& values, const ValueType& type, const std::vector<RawValue>& words);

/// The value with the comparator that stands in a key of its own; `text` holds it.
RawValue with_comparator(const RawValue& value, std::string_view sign, std::string& text);

}  // namespace eligo::ingest
