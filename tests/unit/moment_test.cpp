#include "runtime/values/moment.h"

#include <doctest/doctest.h>

using namespace eligo;

namespace {

Moment moment(std::string_view text) {
  const auto read = parse_moment(text);
  REQUIRE_MESSAGE(read, std::string(text));
  return *read;
}

constexpr std::int64_t hour = 3'600;

}  // namespace

TEST_CASE("moment: the clock on the wall, and how far it is ahead") {
  CHECK(moment("1970-01-02T01:02").wall == seconds_a_day + hour + 120);
  CHECK(moment("1970-01-02T01:02:03.5").wall == seconds_a_day + hour + 123);
  CHECK_FALSE(moment("2025-06-30T23:00").offset.has_value());
  CHECK(moment("2025-06-30T23:00Z").offset == 0);
  CHECK(moment("2025-06-30T23:00:00+08").offset == 8 * hour);
  CHECK(moment("2025-06-30T23:00-0330").offset == -(3 * hour + 1800));
  CHECK(moment("2025-06-30T23:00+05:45").offset == 5 * hour + 2700);
}

TEST_CASE("moment: a date alone has no time, and what is no date has neither") {
  CHECK_FALSE(parse_moment("2025-06-30").has_value());
  CHECK_FALSE(parse_moment("2025-06").has_value());
  CHECK_FALSE(parse_moment("2025-02-30T01:00").has_value());
  CHECK_FALSE(parse_moment("2025-06-30T24:00").has_value());
}

TEST_CASE("moment: two clocks that are both known, or neither, differ by an exact time") {
  const Moment here = moment("2025-06-30T12:00+08:00");
  CHECK(by_clock_of(moment("2025-06-30T04:00Z"), here) == Moments{here.wall, here.wall});
  const Moment wall = moment("2025-06-30T12:00");
  CHECK(by_clock_of(wall, wall) == Moments{wall.wall, wall.wall});
}

TEST_CASE("moment: beside one that is known the other may be any clock on earth") {
  const Moment utc = moment("2025-06-30T12:00Z");
  const Moment wall = moment("2025-06-30T12:00");
  CHECK(by_clock_of(wall, utc) == Moments{utc.wall - 14 * hour, utc.wall + 12 * hour});
  CHECK(by_clock_of(utc, wall) == Moments{wall.wall - 12 * hour, wall.wall + 14 * hour});
}

TEST_CASE("moment: the day of a second, before 1970 as well") {
  CHECK(day_of_second(0) == 0);
  CHECK(day_of_second(seconds_a_day - 1) == 0);
  CHECK(day_of_second(-1) == -1);
  CHECK(moments_of({2, 3}) == Moments{2 * seconds_a_day, 4 * seconds_a_day - 1});
}
