#include "compiler/lint/value_set.h"

#include <algorithm>
#include <cmath>

namespace eligo::lint {
namespace {

using End = Range::End;

/// The higher of two lower ends; one that is missing is the lowest.
const std::optional<End>& higher_low(const std::optional<End>& a, const std::optional<End>& b) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return a->open ? a : b;
  return a->value > b->value ? a : b;
}

const std::optional<End>& lower_high(const std::optional<End>& a, const std::optional<End>& b) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return a->open ? a : b;
  return a->value < b->value ? a : b;
}

bool is_empty(const std::optional<End>& low, const std::optional<End>& high) {
  if (!low || !high) return false;
  return low->value > high->value || (low->value == high->value && (low->open || high->open));
}

/// Whether the first range ends before the second does.
bool ends_before(const Range& a, const Range& b) {
  if (!a.high || !b.high) return a.high.has_value();
  return a.high->value < b.high->value || (a.high->value == b.high->value && a.high->open && !b.high->open);
}

/// Calls `take` with the two ends of every overlap, until it returns false.
template <typename Take>
void each_overlap(const std::vector<Range>& a, const std::vector<Range>& b, const Take& take) {
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const auto& low = higher_low(a[i].low, b[k].low);
    const auto& high = lower_high(a[i].high, b[k].high);
    if (!is_empty(low, high) && !take(low, high)) return;
    (ends_before(a[i], b[k]) ? i : k) += 1;
  }
}

/// The nearest whole number at or below (above) a value; nothing where it is beyond 64 bits.
std::optional<Number> whole_near(const Number& value, bool up) {
  if (value.is_whole()) return value;
  const double near = up ? std::ceil(value.to_double()) : std::floor(value.to_double());
  if (std::abs(near) > 1e15) return std::nullopt;
  return Number(static_cast<std::int64_t>(near));
}

}  // namespace

ValueSet ValueSet::of(Comparison comparison, const Number& limit) {
  switch (comparison) {
    case Comparison::less: return ValueSet(Range::below(limit));
    case Comparison::less_or_equal: return ValueSet(Range::at_most(limit));
    case Comparison::equal: return one(limit);
    case Comparison::not_equal: return one(limit).complement();
    case Comparison::greater_or_equal: return ValueSet(Range::at_least(limit));
    case Comparison::greater: return ValueSet(Range::above(limit));
  }
  return everything();
}

ValueSet ValueSet::complement() const {
  ValueSet result;
  std::optional<End> low;
  bool is_open_below = true;
  for (const Range& range : ranges_) {
    if (range.low) {
      result.ranges_.push_back({is_open_below ? std::nullopt : low, End{range.low->value, !range.low->open}});
    }
    if (!range.high) return result;
    low = End{range.high->value, !range.high->open};
    is_open_below = false;
  }
  result.ranges_.push_back({is_open_below ? std::nullopt : low, std::nullopt});
  return result;
}

ValueSet ValueSet::whole() const {
  ValueSet result;
  for (const Range& range : ranges_) {
    Range made = range;
    if (made.low) {
      const auto near = whole_near(made.low->value, true);
      if (!near) return *this;
      made.low = End{made.low->open && made.low->value.is_whole() ? *near + 1 : *near};
    }
    if (made.high) {
      const auto near = whole_near(made.high->value, false);
      if (!near) return *this;
      made.high = End{made.high->open && made.high->value.is_whole() ? *near - 1 : *near};
    }
    if (!is_empty(made.low, made.high)) result.ranges_.push_back(std::move(made));
  }
  return result;
}

ValueSet intersection(const ValueSet& a, const ValueSet& b) {
  ValueSet result;
  each_overlap(a.ranges_, b.ranges_, [&](const auto& low, const auto& high) {
    result.ranges_.push_back({low, high});
    return true;
  });
  return result;
}

bool overlap(const ValueSet& a, const ValueSet& b) {
  bool found = false;
  each_overlap(a.ranges_, b.ranges_, [&](const auto& /*low*/, const auto& /*high*/) {
    found = true;
    return false;
  });
  return found;
}

ValueSet united(const ValueSet& a, const ValueSet& b) {
  return intersection(a.complement(), b.complement()).complement();
}

}  // namespace eligo::lint
