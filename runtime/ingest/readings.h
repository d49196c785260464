#pragma once

#include "runtime/ingest/value.h"
#include "runtime/model/vocabulary.h"

namespace eligo::ingest {

/// Whether an entry with this value and unit may be a record of a fact with values of this type, given what
/// its value comes to if it is (`read`, by the type). A value that cannot be read, and a unit that is missing
/// or not known, rule out nothing.
bool may_have_value(const ValueType& type, const RawValue& value, const RawValue& unit,
                    const ReadValue& read);

/// The same of a result, whose value may be a comment in words: `clumped, see smear`. That rules out nothing.
bool may_be_result(const ValueType& type, const RawValue& value, const RawValue& unit, const ReadValue& read);

}  // namespace eligo::ingest
