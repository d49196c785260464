#include "runtime/values/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "runtime/values/ascii.h"

namespace eligo {

namespace {

using std::chrono::last;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int first_year = 1;
constexpr int last_year = 9999;
constexpr std::int64_t months_a_year = 12;

Day to_day(const year_month_day& date) { return static_cast<Day>(sys_days(date).time_since_epoch().count()); }

/// Any `Day`, also one that no calendar year of <chrono> could hold.
year_month_day to_date(Day day) {
  return sys_days(std::chrono::days(std::clamp(day, earliest_day, latest_day)));
}

year_month_day make_date(int year, int month, int day) { return std::chrono::year(year) / month / day; }

year_month_day month_end(int year, int month) { return std::chrono::year(year) / month / last; }

int year_of(const year_month_day& date) { return static_cast<int>(date.year()); }
int month_of(const year_month_day& date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
int day_of_month(const year_month_day& date) { return static_cast<int>(static_cast<unsigned>(date.day())); }

/// Takes exactly `count` digits off `text`, as a number from `low` to `high`.
std::optional<int> take_number(std::string_view& text, std::size_t count, int low, int high) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (value < low || value > high) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// An offset from UTC: none, `Z`, `+hh`, `+hhmm` or `+hh:mm`.
bool is_offset(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (!take_number(text, 2, 0, 23)) return false;
  if (text.empty()) return true;
  take(text, ':');
  return take_number(text, 2, 0, 59) && text.empty();
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff` with or without an offset.
bool is_time(std::string_view text) {
  if (!take_number(text, 2, 0, 23) || !take(text, ':') || !take_number(text, 2, 0, 59)) return false;
  if (!take(text, ':')) return is_offset(text);
  if (!take_number(text, 2, 0, 60)) return false;  // 60: a leap second
  if (take(text, '.')) {
    if (!take_number(text, 1, 0, 9)) return false;
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  return is_offset(text);
}

}  // namespace

std::optional<Day> day_of(int year, int month, int day) {
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const year_month_day date = make_date(year, month, day);
  if (!date.ok()) return std::nullopt;
  return to_day(date);
}

std::optional<DateRange> parse_date(std::string_view text) {
  const auto year = take_number(text, 4, first_year, last_year);
  if (!year) return std::nullopt;
  if (text.empty()) return DateRange{to_day(make_date(*year, 1, 1)), to_day(make_date(*year, 12, 31))};

  if (!take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2, 1, 12);
  if (!month) return std::nullopt;
  if (text.empty()) return DateRange{to_day(make_date(*year, *month, 1)), to_day(month_end(*year, *month))};

  if (!take(text, '-')) return std::nullopt;
  const auto day_number = take_number(text, 2, 1, 31);
  if (!day_number) return std::nullopt;
  if (!text.empty() && !(take(text, 'T') && is_time(text))) return std::nullopt;
  const auto day = day_of(*year, *month, *day_number);
  if (!day) return std::nullopt;
  return DateRange{*day, *day};
}

std::string date_text(Day day) {
  if (day <= earliest_day || day >= latest_day) return {};
  const year_month_day date = to_date(day);
  std::array<char, 32> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year_of(date),
                                 month_of(date), day_of_month(date));
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string date_text(const DateRange& range) {
  const bool open_first = range.first <= earliest_day;
  const bool open_last = range.last >= latest_day;
  if (open_first && open_last) return "any date";
  if (open_first) return "up to " + date_text(range.last);
  if (open_last) return "from " + date_text(range.first);
  if (range.is_exact()) return date_text(range.first);

  const year_month_day first = to_date(range.first);
  const year_month_day final = to_date(range.last);
  const bool whole_months = day_of_month(first) == 1 && final == month_end(year_of(final), month_of(final)) &&
                            first.year() == final.year();
  if (whole_months && first.month() == final.month()) return date_text(range.first).substr(0, 7);
  if (whole_months && month_of(first) == 1 && month_of(final) == 12)
    return date_text(range.first).substr(0, 4);
  return date_text(range.first) + " to " + date_text(range.last);
}

Day add(Day day, const Period& period, int sign) {
  if (day <= earliest_day) return earliest_day;
  if (day >= latest_day) return latest_day;
  std::int64_t moved = day;
  if (period.months != 0) {
    const year_month_day date = to_date(day);
    const std::int64_t months =
        year_of(date) * months_a_year + month_of(date) - 1 + std::int64_t{period.months} * sign;
    const std::int64_t first_month = year_of(to_date(earliest_day)) * months_a_year;
    const std::int64_t last_month = year_of(to_date(latest_day)) * months_a_year + months_a_year - 1;
    const std::int64_t kept = std::clamp(months, first_month, last_month);
    // Floor division: a month before year 0 still belongs to the year it lies in.
    const std::int64_t month = ((kept % months_a_year) + months_a_year) % months_a_year;
    const int year = static_cast<int>((kept - month) / months_a_year);
    const year_month_day end = month_end(year, static_cast<int>(month) + 1);
    moved =
        to_day(make_date(year, static_cast<int>(month) + 1, std::min(day_of_month(date), day_of_month(end))));
  }
  moved += std::int64_t{period.days} * sign;
  return static_cast<Day>(std::clamp<std::int64_t>(moved, earliest_day, latest_day));
}

Day last_day(Day start, const Period& period) {
  const Day after = add(start, period);
  if (start <= earliest_day || after >= latest_day) return after;
  const bool is_day_missing =
      period.months != 0 && to_date(add(start, {period.months, 0})).day() != to_date(start).day();
  return is_day_missing ? after : after - 1;
}

Period age_period(AgeUnit unit, std::int32_t count) {
  switch (unit) {
    case AgeUnit::years: return {12 * count, 0};
    case AgeUnit::months: return {count, 0};
    case AgeUnit::weeks: return {0, 7 * count};
    case AgeUnit::days: return {0, count};
  }
  return {};
}

std::int32_t age_in(AgeUnit unit, Day birth, Day on) {
  if (unit == AgeUnit::years) return age_in_years(birth, on);
  if (unit == AgeUnit::months) {
    const year_month_day born = to_date(birth);
    const year_month_day now = to_date(on);
    const int months = 12 * (year_of(now) - year_of(born)) + month_of(now) - month_of(born);
    return months - (now.day() < born.day() ? 1 : 0);
  }
  const std::int32_t length = unit == AgeUnit::weeks ? 7 : 1;
  const std::int32_t days = on - birth;
  return days >= 0 ? days / length : -((-days + length - 1) / length);
}

int age_in_years(Day birth, Day on) {
  const year_month_day born = to_date(birth);
  const year_month_day now = to_date(on);
  const bool birthday_ahead =
      now.month() < born.month() || (now.month() == born.month() && now.day() < born.day());
  return year_of(now) - year_of(born) - (birthday_ahead ? 1 : 0);
}

}  // namespace eligo
