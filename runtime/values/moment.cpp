#include "runtime/values/moment.h"

#include <algorithm>

namespace eligo {
namespace {

constexpr std::int64_t seconds_an_hour = 3'600;
constexpr std::int64_t furthest_ahead = 14 * seconds_an_hour;  // of UTC, on the Line Islands
constexpr std::int64_t furthest_behind = 12 * seconds_an_hour;

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// `Z`, `+hh`, `+hhmm` or `+hh:mm`; empty where there is none. The text is known to be well formed.
std::optional<std::int32_t> offset_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text == "Z") return 0;
  const std::int64_t hours = number(text.substr(1, 2));
  const std::size_t minutes_at = text.size() > 3 && text[3] == ':' ? 4 : 3;
  const std::int64_t minutes = text.size() > minutes_at ? number(text.substr(minutes_at, 2)) : 0;
  const std::int64_t ahead = hours * seconds_an_hour + minutes * 60;
  return static_cast<std::int32_t>(text.front() == '-' ? -ahead : ahead);
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  const std::size_t time_at = text.find('T');
  if (time_at == std::string_view::npos) return std::nullopt;
  const auto day = parse_date(text);
  if (!day) return std::nullopt;
  std::string_view time = text.substr(time_at + 1);
  const std::size_t offset_at = std::min(time.find_first_of("Z+-"), time.size());
  Moment moment;
  moment.offset = offset_of(time.substr(offset_at));
  time = time.substr(0, offset_at);
  const std::int64_t seconds = time.size() > 5 ? number(time.substr(6, 2)) : 0;
  moment.wall = day->first * seconds_a_day + number(time.substr(0, 2)) * seconds_an_hour +
                number(time.substr(3, 2)) * 60 + seconds;
  return moment;
}

Moments moments_of(const DateRange& days) {
  return {days.first * seconds_a_day, (days.last + std::int64_t{1}) * seconds_a_day - 1};
}

Moments by_clock_of(const Moment& moment, const Moment& clock) {
  if (moment.offset && clock.offset) {
    const std::int64_t second = moment.wall - *moment.offset + *clock.offset;
    return {second, second};
  }
  if (!moment.offset && !clock.offset) return {moment.wall, moment.wall};
  if (moment.offset) {
    const std::int64_t utc = moment.wall - *moment.offset;
    return {utc - furthest_behind, utc + furthest_ahead};
  }
  const std::int64_t at_utc = moment.wall + *clock.offset;
  return {at_utc - furthest_ahead, at_utc + furthest_behind};
}

Day day_of_second(std::int64_t second) {
  const std::int64_t day = second / seconds_a_day - (second % seconds_a_day < 0 ? 1 : 0);
  return static_cast<Day>(std::clamp<std::int64_t>(day, earliest_day, latest_day));
}

}  // namespace eligo
