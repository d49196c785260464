#include "runtime/patient.h"

#include <algorithm>

namespace eligo {

Patient::Slice Patient::of(FactId fact) const {
  const auto first = std::partition_point(records.begin(), records.end(),
                                          [fact](const Record& record) { return record.fact < fact; });
  const auto last = std::partition_point(first, records.end(),
                                         [fact](const Record& record) { return record.fact == fact; });
  return {static_cast<std::uint32_t>(first - records.begin()),
          static_cast<std::uint32_t>(last - records.begin())};
}

const Attribute* Patient::attribute(FactId fact) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [fact](const Attribute& attribute) { return attribute.fact == fact; });
  return found == attributes.end() ? nullptr : &*found;
}

const FieldValue* Patient::field(const Record& record, FieldId field) const {
  const FieldValue* first = fields.data() + record.first_field;
  const FieldValue* last = first + record.field_count;
  const FieldValue* found =
      std::find_if(first, last, [field](const FieldValue& value) { return value.field == field; });
  return found == last ? nullptr : found;
}

}  // namespace eligo
