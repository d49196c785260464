#include "runtime/model/patient.h"

#include <algorithm>

namespace eligo {

const Range* Supposition::ratio(std::uint32_t record, bool is_upper) const {
  const auto found = std::find_if(ratios.begin(), ratios.end(), [&](const Ratio& ratio) {
    return ratio.record == record && ratio.is_upper == is_upper;
  });
  return found == ratios.end() ? nullptr : &found->range;
}

const Supposition::Result* Supposition::result(QueryId query) const {
  const auto found = std::find_if(results.rbegin(), results.rend(),
                                  [&](const Result& result) { return result.query == query; });
  return found == results.rend() ? nullptr : &*found;
}

PatientFacts::Slice PatientFacts::of(FactId fact) const {
  const auto end = records.end() - supposed.records;
  const auto first =
      std::partition_point(records.begin(), end, [fact](const Record& record) { return record.fact < fact; });
  const auto last =
      std::partition_point(first, end, [fact](const Record& record) { return record.fact == fact; });
  return {static_cast<std::uint32_t>(first - records.begin()),
          static_cast<std::uint32_t>(last - records.begin())};
}

const Attribute* PatientFacts::attribute(FactId fact) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [fact](const Attribute& attribute) { return attribute.fact == fact; });
  return found == attributes.end() ? nullptr : &*found;
}

const FieldValue* PatientFacts::field(const Record& record, FieldId field, FactId ingredient) const {
  const FieldValue* first = fields.data() + record.first_field;
  const FieldValue* last = first + record.field_count;
  const FieldValue* found = std::find_if(first, last, [&](const FieldValue& value) {
    return value.field == field && value.ingredient == ingredient;
  });
  return found == last ? nullptr : found;
}

RecordId PatientFacts::itself(RecordId record) const {
  const Record& own = records[record.value];
  return own.is_reading() ? RecordId{entries[own.entry - 1].itself} : record;
}

}  // namespace eligo
