#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/ingest/value.h"

namespace eligo::ingest {

/// A reference range as it stands in the data: limits, or a text such as `10-40 U/L`, `<= 41`, `up to 41`.
struct RecordedRange {
  RawValue whole;  ///< a text; an object where `low`, `high` and `text` were its members
  RawValue low, high, text;
  RawValue unit;  ///< of the range, else of the result
};

/// What a laboratory's reference range came to.
struct ReferenceRange {
  std::optional<Range> lower, upper;  ///< in the unit of the type; empty: no limit
  std::string problem;                ///< a clause, where something of it is left out
};

/// Reads a range. A limit that can be none of a laboratory (0, below 0, 9999, outside the plausible range) is
/// left out.
ReferenceRange read_reference_range(ValueReader& values, const ValueType& type,
                                    const RecordedRange& recorded);

}  // namespace eligo::ingest
