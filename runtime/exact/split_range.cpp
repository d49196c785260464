#include <algorithm>

#include "runtime/exact/split.h"

namespace eligo {
namespace {

bool may_be(const Range& range, const Number& value) {
  return compare(range, Comparison::equal, Range::exactly(value)).may_hold();
}

/// A point inside a range in which no rule has one.
Number pivot(const Range& range) {
  const auto magnitude = [](const Number& value) { return value.sign() < 0 ? -value : value; };
  if (range.low && range.high) return (range.low->value + range.high->value) / Number(2);
  if (range.low) return range.low->value + magnitude(range.low->value) + Number(1);
  if (range.high) return range.high->value - magnitude(range.high->value) - Number(1);
  return 0;
}

}  // namespace

std::vector<Range> split(const Range& range, const std::vector<Number>& cuts) {
  if (range.is_exact()) return {};
  std::vector<Number> inside;
  std::copy_if(cuts.begin(), cuts.end(), std::back_inserter(inside),
               [&](const Number& cut) { return may_be(range, cut); });
  const Number at = inside.empty() ? pivot(range) : inside[inside.size() / 2];
  std::vector<Range> parts;
  if (!range.low || range.low->value < at) parts.push_back({range.low, Range::End{at, true}});
  parts.push_back(Range::exactly(at));
  if (!range.high || range.high->value > at) parts.push_back({Range::End{at, true}, range.high});
  return parts;
}

std::vector<DateRange> split(const DateRange& days, std::vector<Day> cuts) {
  if (days.first >= days.last) return {};
  std::erase_if(cuts, [&](Day cut) { return cut <= days.first || cut > days.last; });
  std::sort(cuts.begin(), cuts.end());
  const Day middle = days.first + (days.last - days.first + 1) / 2;
  const Day at = cuts.empty() ? middle : cuts[cuts.size() / 2];
  return {{days.first, at - 1}, {at, days.last}};
}

}  // namespace eligo
