#include "runtime/model/unknown_name.h"

namespace eligo {

UnknownName unknown_name(const PatientFacts& patient, const Reason& reason) {
  UnknownName result;
  if (!reason.record.exists()) {
    const Attribute* attribute = patient.attribute(reason.fact);
    result.list = FactKind::attribute;
    if (attribute != nullptr) result.name = attribute->recorded_name;
    return result;
  }
  const Record& record = patient.records[reason.record.value];
  result.list = record.kind;
  if (reason.field.exists()) {
    const FieldValue* value = patient.field(record, reason.field);
    result.field = reason.field;
    if (value != nullptr) result.name = value->recorded;
  } else if (record.entry > 0) {
    const UnknownEntry& entry = patient.entries[record.entry - 1];
    result.name = entry.name;
    result.system = entry.system;
    result.code = entry.code;
  }
  return result;
}

}  // namespace eligo
