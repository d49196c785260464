#pragma once

#include <string>

#include "runtime/model/patient.h"
#include "runtime/model/reason.h"

namespace eligo {

/// A name or code of the data that is not understood: the same for all patients who have it.
struct UnknownName {
  FactKind list = FactKind::observation;  ///< that it stands in
  FieldId field;                          ///< if it is what a field of a record names
  std::string name;                       ///< empty: there is a code alone, or nothing
  std::string system, code;
  friend bool operator==(const UnknownName&, const UnknownName&) = default;
};

/// What a reason speaks of that says `unrecognised_record`.
UnknownName unknown_name(const PatientFacts& patient, const Reason& reason);

}  // namespace eligo
