#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace eligo {

/// An index into one table; the tag keeps ids of different tables apart.
template <typename Tag>
struct Id {
  static constexpr std::uint32_t none_value = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = none_value;

  [[nodiscard]] constexpr bool exists() const { return value != none_value; }
  friend constexpr auto operator<=>(Id, Id) = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

using FactId = Id<struct FactTag>;              ///< Vocabulary::facts
using FieldId = Id<struct FieldTag>;            ///< Vocabulary::fields
using WordId = Id<struct WordTag>;              ///< Vocabulary::words
using AnchorId = Id<struct AnchorTag>;          ///< Vocabulary::anchors
using NodeId = Id<struct NodeTag>;              ///< Plan::nodes
using QueryId = Id<struct QueryTag>;            ///< Plan::queries
using AssumptionId = Id<struct AssumptionTag>;  ///< Plan::assumptions
using RecordId = Id<struct RecordTag>;          ///< PatientFacts::records

}  // namespace eligo
