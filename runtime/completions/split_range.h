#pragma once

#include <vector>

#include "runtime/values/date.h"
#include "runtime/values/range.h"

namespace eligo {

/// The parts of a range below, at and above one of the cuts in it, the middle one. Empty if there is none.
std::vector<Range> split(const Range& range, const std::vector<Number>& cuts);
/// The parts below, at and above a point of its own choice. Empty for a single value.
std::vector<Range> halves(const Range& range);
/// So many values of it.
std::vector<Range> points(const Range& range, std::size_t count);

/// The days before a cut, the middle one of those inside, and those from it on. Empty if there is none.
std::vector<DateRange> split(const DateRange& days, std::vector<Day> cuts);
/// Where some days begin, and where the days after them begin; an open end has none.
void add_ends(const DateRange& days, std::vector<Day>& cuts);
/// Empty for a single day.
std::vector<DateRange> halves(const DateRange& days);
/// So many days of it, or all there are: the first, or of those without a beginning the last.
std::vector<DateRange> points(const DateRange& days, std::size_t count);

}  // namespace eligo
