#pragma once

#include <optional>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// The conditions among some nodes that ask about the value of one and the same record, the latest of its
/// kind, or of one attribute: the outcome of one of them says something of the others.
class SameValue {
 public:
  SameValue(const Plan& plan, const std::vector<NodeId>& nodes);

  /// The conditions on the value that this one asks about, with itself; none if it asks about no value.
  [[nodiscard]] const std::vector<NodeId>& beside(NodeId condition) const;
  /// The values for which the condition comes to the outcome, as far as a range can tell.
  [[nodiscard]] Range values_for(NodeId condition, Truth outcome) const;
  /// The outcome of the condition for values of a range.
  [[nodiscard]] Truth outcome_for(NodeId condition, const Range& values) const;

 private:
  [[nodiscard]] const ValueTest& test_of(NodeId condition) const;

  const Plan& plan_;
  std::vector<std::vector<NodeId>> groups_;
};

/// The comparison that holds where this one fails.
Comparison opposite(Comparison comparison);
/// The values for which a comparison with the limit holds; of comparisons that no range can tell, all.
Range values_for(Comparison comparison, const Number& limit);

}  // namespace eligo
