#include <algorithm>

#include "tests/oracle/patient.h"

namespace eligo::oracle {

bool is_contradictory(const Patient& patient) {
  const bool is_dead = patient.is_deceased || patient.death.is_recorded();
  if (!is_dead) return false;
  // Without a date of death nothing says that it was after the as-of date.
  if (!patient.death.is_recorded() || patient.death.first() < patient.anchors.front().last()) return true;
  return std::any_of(patient.records.begin(), patient.records.end(), [&](const Record& record) {
    const bool is_sure = record.status == Record::Status::final && !record.is_provisional;
    return is_sure && record.start.is_recorded() && record.start.first() > patient.death.last();
  });
}

}  // namespace eligo::oracle
