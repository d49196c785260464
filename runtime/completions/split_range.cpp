#include "runtime/completions/split_range.h"

#include <algorithm>
#include <iterator>

namespace eligo {
namespace {

bool may_be(const Range& range, const Number& value) {
  return compare(range, Comparison::equal, Range::exactly(value)).may_hold();
}

/// A point inside a range.
Number pivot(const Range& range) {
  const auto magnitude = [](const Number& value) { return value.sign() < 0 ? -value : value; };
  if (range.low && range.high) return (range.low->value + range.high->value) / Number(2);
  if (range.low) return range.low->value + magnitude(range.low->value) + Number(1);
  if (range.high) return range.high->value - magnitude(range.high->value) - Number(1);
  return 0;
}

std::vector<Range> split_at(const Range& range, const Number& at) {
  std::vector<Range> parts;
  if (!range.low || range.low->value < at) parts.push_back({range.low, Range::End{at, true}});
  parts.push_back(Range::exactly(at));
  if (!range.high || range.high->value > at) parts.push_back({Range::End{at, true}, range.high});
  return parts;
}

}  // namespace

std::vector<Range> split(const Range& range, const std::vector<Number>& cuts) {
  if (range.is_exact()) return {};
  std::vector<Number> inside;
  std::copy_if(cuts.begin(), cuts.end(), std::back_inserter(inside),
               [&](const Number& cut) { return may_be(range, cut); });
  if (inside.empty()) return {};
  const auto middle = inside.begin() + static_cast<std::ptrdiff_t>(inside.size() / 2);
  std::nth_element(inside.begin(), middle, inside.end());
  return split_at(range, *middle);
}

std::vector<Range> halves(const Range& range) {
  return range.is_exact() ? std::vector<Range>{} : split_at(range, pivot(range));
}

std::vector<Range> points(const Range& range, std::size_t count) {
  std::vector<Range> result;
  result.reserve(count);
  Range rest = range;
  while (result.size() < count) {
    const Number at = pivot(rest);
    result.push_back(Range::exactly(at));
    rest.low = Range::End{at, true};
  }
  return result;
}

std::vector<DateRange> split(const DateRange& days, std::vector<Day> cuts) {
  std::erase_if(cuts, [&](Day cut) { return cut <= days.first || cut > days.last; });
  if (cuts.empty()) return {};
  const auto middle = cuts.begin() + static_cast<std::ptrdiff_t>(cuts.size() / 2);
  std::nth_element(cuts.begin(), middle, cuts.end());
  return {{days.first, *middle - 1}, {*middle, days.last}};
}

void add_ends(const DateRange& days, std::vector<Day>& cuts) {
  const auto is_bounded = [](Day day) { return day > earliest_day && day < latest_day; };
  if (is_bounded(days.first)) cuts.push_back(days.first);
  if (is_bounded(days.last)) cuts.push_back(days.last + 1);
}

std::vector<DateRange> halves(const DateRange& days) {
  if (days.first >= days.last) return {};
  const Day middle = days.first + (days.last - days.first + 1) / 2;
  return {{days.first, middle - 1}, {middle, days.last}};
}

std::vector<DateRange> points(const DateRange& days, std::size_t count) {
  const std::int64_t length = std::int64_t{days.last} - days.first + 1;
  const auto most = static_cast<Day>(std::min<std::int64_t>(length, static_cast<std::int64_t>(count)));
  const Day first = days.first <= earliest_day ? days.last - most + 1 : days.first;
  std::vector<DateRange> result;
  result.reserve(static_cast<std::size_t>(most));
  for (Day i = 0; i < most; ++i) result.push_back({first + i, first + i});
  return result;
}

}  // namespace eligo
