#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/values/date.h"

namespace eligo {

inline constexpr std::int64_t seconds_a_day = 86'400;

/// A time of a day as it is written: what the clock on the wall showed, in seconds since 1970-01-01T00:00 of
/// that clock, and by how many seconds the clock was ahead of UTC, where the data say so.
struct Moment {
  std::int64_t wall = 0;
  std::optional<std::int32_t> offset;
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// The moments that something may have been at, in seconds; both ends belong to it.
struct Moments {
  std::int64_t first = 0;
  std::int64_t last = 0;
  friend bool operator==(const Moments&, const Moments&) = default;
};

/// The moment of an ISO 8601 date-time; empty for a date alone and for what is no date.
std::optional<Moment> parse_moment(std::string_view text);

/// All moments of some days, by the clock on the wall.
Moments moments_of(const DateRange& days);

/// When a moment may have been by the clock that `clock` was read from. Two moments with offsets, and two
/// without, differ by an exact time. Where one has an offset and the other none, the clock of the other may
/// be any on earth.
Moments by_clock_of(const Moment& moment, const Moment& clock);

/// The day that a second lies in.
Day day_of_second(std::int64_t second);

}  // namespace eligo
