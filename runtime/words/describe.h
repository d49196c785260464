#pragma once

#include <string>
#include <string_view>

#include "runtime/model/patient.h"
#include "runtime/model/plan.h"

namespace eligo {

/// The one place where facts, values and days are put into words.

/// The list of the data in which a fact's records stand: `conditions`.
std::string_view list_name(FactKind kind);
/// A record's name: its fact's, or as it stands in the data.
std::string record_name(const Plan& plan, const Record& record);
/// Its value as recorded, converted values beside it: `18 umol/L (1.05 mg/dL)`. Empty if it has none.
std::string value_text(const ValueType& type, const Vocabulary& vocabulary, const Record& record);
/// An attribute's value as recorded.
std::string attribute_text(const Vocabulary& vocabulary, const Attribute& attribute);
/// When it was: `on 2025-02-27`, `from 2023-01 to 2023-06-30`, `since 2024-02`, `without a date`.
std::string when_text(const Record& record);
/// A quantity with its unit: `80.6 mL/min`.
std::string quantity_text(const Range& range, std::string_view unit);
/// The flaw of a record, in words: `its unit does not convert`.
std::string_view flaw_text(Flaw flaw);

}  // namespace eligo
