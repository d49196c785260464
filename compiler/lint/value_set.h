#pragma once

#include <vector>

#include "runtime/values/range.h"

namespace eligo::lint {

/// A set of values of one quantity: ranges that neither overlap nor touch, in rising order. Words and grades
/// are their indices.
class ValueSet {
 public:
  ValueSet() = default;  ///< the empty set
  explicit ValueSet(Range range) : ranges_{std::move(range)} {}

  static ValueSet everything() { return ValueSet(Range::anything()); }
  static ValueSet one(const Number& value) { return ValueSet(Range::exactly(value)); }
  /// The values that fulfil the comparison.
  static ValueSet of(Comparison comparison, const Number& limit);

  [[nodiscard]] bool empty() const { return ranges_.empty(); }
  [[nodiscard]] const std::vector<Range>& ranges() const { return ranges_; }
  [[nodiscard]] ValueSet complement() const;
  /// Of the whole numbers in it alone: `< 18` is `<= 17`.
  [[nodiscard]] ValueSet whole() const;
  friend ValueSet intersection(const ValueSet& a, const ValueSet& b);
  friend bool overlap(const ValueSet& a, const ValueSet& b);
  friend bool operator==(const ValueSet&, const ValueSet&) = default;

 private:
  std::vector<Range> ranges_;
};

ValueSet intersection(const ValueSet& a, const ValueSet& b);
/// Whether a value lies in both.
bool overlap(const ValueSet& a, const ValueSet& b);
ValueSet united(const ValueSet& a, const ValueSet& b);

}  // namespace eligo::lint
