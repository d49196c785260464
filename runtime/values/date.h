#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

/// A calendar day, as days since 1970-01-01 in the proleptic Gregorian calendar. Eligo reads no clock and no
/// zone.
using Day = std::int32_t;

inline constexpr Day earliest_day = -2'000'000;  ///< stands for "as early as can be"
inline constexpr Day latest_day = 4'000'000;     ///< stands for "as late as can be"

/// The days a date may mean: one for `2025-03-01`, a month for `2025-03`, a year for `2025`. Closed at both
/// ends.
struct DateRange {
  Day first = earliest_day;
  Day last = latest_day;

  [[nodiscard]] bool is_exact() const { return first == last; }
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// A span of time. Months (12 a year) are calendar units, days are exact: two types that never convert into
/// each other.
struct Period {
  std::int32_t months = 0;
  std::int32_t days = 0;
  friend bool operator==(const Period&, const Period&) = default;
};

/// Year 1 to 9999. Empty if the day does not exist.
std::optional<Day> day_of(int year, int month, int day);

/// An ISO 8601 date of year, month or day precision, or a date-time (with or without an offset), of which the
/// day as written counts. Empty for anything else, 2025-02-30 included.
std::optional<DateRange> parse_date(std::string_view text);

/// ISO 8601 day; `…` never: the two stand-ins for open ends give an empty string.
std::string date_text(Day day);
/// `2025-03-01`, `2025-03`, `2025`, or `2025-03-01 to 2025-04-15`, `from …`, `up to …`.
std::string date_text(const DateRange& range);

/// `day` moved by `sign` (1 or -1) times the period: months first, the day clamped to the month's end, then
/// days.
Day add(Day day, const Period& period, int sign = 1);

/// Completed years from `birth` to `on`; a 29 February birthday falls on 1 March in a common year.
/// Negative if `on` is before `birth`.
int age_in_years(Day birth, Day on);

}  // namespace eligo
