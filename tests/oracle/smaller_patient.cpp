#include "tests/oracle/change.h"
#include "tests/oracle/generate.h"
#include "tests/oracle/smaller.h"

namespace eligo::oracle {
namespace {

class SmallerPatient {
 public:
  explicit SmallerPatient(std::size_t index) : change_(index) {}

  bool make(Patient& patient) {
    remove_record(patient);
    change_.remove_one(patient.complete);
    for (Value& attribute : patient.attributes) remove(attribute);
    for (Record& record : patient.records) this->record(record);
    for (Complete& complete : patient.complete) {
      change_.forget(complete.from);
      change_.forget(complete.to);
    }
    simplify(patient.birth, never, forever);
    remove(patient.birth);
    remove(patient.death);
    change_.simplify(patient.is_deceased, false);
    anchors(patient);
    return change_.is_made();
  }

 private:
  /// What a record replaces is known by its place.
  void remove_record(Patient& patient) {
    std::size_t place = 0;
    while (place < patient.records.size() && !change_.now()) ++place;
    if (place == patient.records.size()) return;
    patient.records.erase(patient.records.begin() + static_cast<std::ptrdiff_t>(place));
    for (Record& record : patient.records) {
      if (record.replaces == static_cast<int>(place)) record.replaces.reset();
      if (record.replaces > static_cast<int>(place)) record.replaces = *record.replaces - 1;
    }
  }

  void anchors(Patient& patient) {
    const bool is_as_of_known = patient.anchors[0].kind == Date::Kind::exact;
    if (!is_as_of_known && change_.now()) patient.anchors[0] = {Date::Kind::exact, today()};
    for (std::size_t i = 1; i < patient.anchors.size(); ++i) {
      simplify(patient.anchors[i], never, forever);
      remove(patient.anchors[i]);
    }
  }

  void record(Record& record) {
    for (Value& field : record.fields) remove(field);
    change_.forget(record.lower);
    change_.forget(record.upper);
    remove(record.end);
    simplify(record.start, never, record.end.is_recorded() ? record.end.last() : forever);
    simplify(record.end, record.start.last() < forever ? record.start.last() : never, forever);
    const bool is_plain = record.status == Record::Status::final || record.status == Record::Status::absent;
    if (!is_plain && change_.now()) record.status = Record::Status::final;
    change_.simplify(record.is_ongoing, false);
    change_.simplify(record.is_over, false);
    change_.simplify(record.is_in_other_unit, false);
    change_.simplify(record.is_provisional, false);
    change_.simplify(record.is_unrecognised, false);
    change_.simplify(record.edition, 0);
    change_.forget(record.replaces);
    simplify(record.value, type_of(record.fact));
  }

  void remove(Value& value) {
    if (value.kind != Value::Kind::missing && change_.now()) value = Value{};
  }
  void remove(Date& date) {
    if (date.is_recorded() && change_.now()) date = Date{};
  }

  /// A day in the place of something less exact, if it lies between the two.
  void simplify(Date& date, Day first, Day last) {
    const bool has_day = date.is_recorded() && date.day >= first && date.day <= last;
    if (has_day && date.kind != Date::Kind::exact && change_.now()) date.kind = Date::Kind::exact;
  }

  void simplify(Value& value, Type type) {
    const bool is_plain = value.kind == Value::Kind::exact && value.number >= 0;
    if (type == Type::none || is_plain || !change_.now()) return;
    const Number number = std::max(value.number, Number(type == Type::titre ? 40 : 0));
    value = Value{};
    value.kind = Value::Kind::exact;
    value.number = number;
  }

  Change change_;
};

}  // namespace

std::optional<Patient> smaller(const Patient& patient, std::size_t index) {
  Patient result = patient;
  if (!SmallerPatient(index).make(result)) return std::nullopt;
  return result;
}

}  // namespace eligo::oracle
