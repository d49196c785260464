#pragma once

#include <memory>

#include "compiler/compare/one_plan.h"
#include "compiler/compare/order.h"
#include "compiler/lint/regions.h"

namespace eligo::amendment {

/// Proofs that nobody passes one version of a rule and is ruled out by the other. Made when all the rules
/// that will be asked about have been taken into the common plan.
class Proofs {
 public:
  explicit Proofs(const OnePlan& both);
  ~Proofs();

  /// Whether it is certain that no patient passes `a` and is ruled out by `b`, where both are settled. False
  /// says nothing.
  bool is_impossible(const ComparedRule& passed, const ComparedRule& ruled_out);
  /// Whether the rules may want different things on record, even if they are the same where all is known:
  /// they depend on different assumptions or on latest results of different windows, or their vocabularies
  /// read different data.
  [[nodiscard]] bool may_differ_in_data(const ComparedRule& a, const ComparedRule& b) const;

 private:
  const OnePlan& both_;
  Order order_;
  lint::Regions regions_;
};

}  // namespace eligo::amendment
