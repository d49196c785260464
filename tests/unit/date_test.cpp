#include "runtime/values/date.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using eligo::add;
using eligo::age_in;
using eligo::age_in_years;
using eligo::date_text;
using eligo::DateRange;
using eligo::Day;
using eligo::day_of;
using eligo::earliest_day;
using eligo::last_day;
using eligo::latest_day;
using eligo::parse_date;

namespace {

Day day(std::string_view text) {
  const auto range = parse_date(text);
  REQUIRE_MESSAGE((range && range->is_exact()), std::string(text));
  return range->first;
}

Day any_day(std::mt19937& random) {
  const Day first = *day_of(1800, 1, 1);
  return first + static_cast<Day>(random() % 146'000);
}

}  // namespace

TEST_CASE("days are counted from 1970-01-01") {
  CHECK(day("1970-01-01") == 0);
  CHECK(day("1970-01-02") == 1);
  CHECK(day("1969-12-31") == -1);
  CHECK(day_of(2000, 2, 29).has_value());
  CHECK_FALSE(day_of(1900, 2, 29));
  CHECK_FALSE(day_of(2025, 4, 31));
  CHECK(day_of(1, 1, 1).has_value());
  CHECK(day_of(9999, 12, 31).has_value());
  CHECK_FALSE(day_of(0, 1, 1));
  CHECK_FALSE(day_of(2025, 0, 1));
  CHECK_FALSE(day_of(2025, 13, 1));
  CHECK_FALSE(day_of(2025, 1, 0));
  CHECK_FALSE(day_of(2025, 1, 32));
  CHECK(day_of(2025, 12, 31).has_value());
  CHECK_FALSE(day_of(10000, 1, 1));
  CHECK_FALSE(day_of(std::numeric_limits<int>::max(), -1, 300));
}

TEST_CASE("a date of less precision means all its days") {
  CHECK(parse_date("2025-03") == DateRange{day("2025-03-01"), day("2025-03-31")});
  CHECK(parse_date("2024-02") == DateRange{day("2024-02-01"), day("2024-02-29")});
  CHECK(parse_date("2025") == DateRange{day("2025-01-01"), day("2025-12-31")});
}

TEST_CASE("the day of a date-time counts as written") {
  for (const char* text :
       {"2025-03-01T00:00", "2025-03-01T23:59:59", "2025-03-01T23:59:60Z", "2025-03-01T23:00:00.123456+05:30",
        "2025-03-01T23:00:00-11:00", "2025-03-01T10:00+0100", "2025-03-01T10:00-08"}) {
    CAPTURE(text);
    CHECK(day(text) == day("2025-03-01"));
  }
}

TEST_CASE("what is no date is not read") {
  for (const char* text : {"",
                           "25",
                           "2025-",
                           "2025-3-1",
                           "2025-13",
                           "2025-00",
                           "2025-02-30",
                           "2025-02-29",
                           "0000-01-01",
                           "20250301",
                           "2025-03-01T",
                           "2025-03-01T10",
                           "2025-03-01T24:00",
                           "2025-03-01T10:60",
                           "2025-03-01T10:00:00.",
                           "2025-03-01T10:00:61",
                           "2025-03-01T10:00ZZ",
                           "2025-03-01T10:00+1",
                           "2025-03-01T10:00+1000Z",
                           "2025-03-01T10:00+24",
                           "2025-03-01T10:00+10:",
                           "2025-03-01T10:00+10:60",
                           "2025-03-01T10:00+10:000",
                           "2025-03-01T10:00x",
                           "2025-03-01T10-00",
                           "2025-03-01T1000",
                           "2025-03-01T10:00:0",
                           "2025-03-01T10:00:00.x",
                           "2025-03-01T10:00:00.5x",
                           "2025-03-01X10:00",
                           "2025.03-01",
                           "2025-03.01",
                           "2o25-03-01",
                           "2025-03-32",
                           "2025-03-00",
                           "2025-03-01 10:00",
                           "2025-03T10:00",
                           "-2025-03-01",
                           " 2025-03-01",
                           "2025-03-01 ",
                           "2025/03/01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a range is shown as shortly as it can be") {
  CHECK(date_text(day("2025-03-01")) == "2025-03-01");
  CHECK(date_text(*parse_date("2025-03")) == "2025-03");
  CHECK(date_text(*parse_date("2025")) == "2025");
  CHECK(date_text({day("2025-03-01"), day("2025-04-15")}) == "2025-03-01 to 2025-04-15");
  CHECK(date_text({day("2024-01-01"), day("2025-12-31")}) == "2024-01-01 to 2025-12-31");
  CHECK(date_text({day("2025-03-02"), day("2025-03-31")}) == "2025-03-02 to 2025-03-31");
  CHECK(date_text({day("2025-03-01"), day("2025-03-30")}) == "2025-03-01 to 2025-03-30");
  CHECK(date_text({day("2025-02-01"), day("2025-12-31")}) == "2025-02-01 to 2025-12-31");
  CHECK(date_text({day("2025-01-01"), day("2025-11-30")}) == "2025-01-01 to 2025-11-30");
  CHECK(date_text({day("2024-03-01"), day("2025-03-31")}) == "2024-03-01 to 2025-03-31");
  CHECK(date_text({day("2025-03-01"), latest_day}) == "from 2025-03-01");
  CHECK(date_text({earliest_day, day("2025-03-01")}) == "up to 2025-03-01");
  CHECK(date_text(DateRange{}) == "any date");
  CHECK(date_text(earliest_day).empty());
  CHECK(date_text(latest_day).empty());
}

TEST_CASE("months move by the calendar, and a day past the month's end is its last day") {
  CHECK(add(day("2025-01-31"), {.months = 1}) == day("2025-02-28"));
  CHECK(add(day("2024-01-31"), {.months = 1}) == day("2024-02-29"));
  CHECK(add(day("2025-03-31"), {.months = 1}, -1) == day("2025-02-28"));
  CHECK(add(day("2024-02-29"), {.months = 12}) == day("2025-02-28"));
  CHECK(add(day("2025-01-15"), {.months = 1}, -1) == day("2024-12-15"));
  CHECK(add(day("2025-01-31"), {.months = 1, .days = 1}) == day("2025-03-01"));
  CHECK(add(day("2025-03-01"), {.days = 28}, -1) == day("2025-02-01"));
}

TEST_CASE("an open end stays open, and no period moves a day past it") {
  CHECK(add(earliest_day, {.months = 5, .days = 5}) == earliest_day);
  CHECK(add(latest_day, {.months = 5, .days = 5}, -1) == latest_day);
  constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
  constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
  CHECK(add(0, {.months = most, .days = most}) == latest_day);
  CHECK(add(0, {.months = most, .days = most}, -1) == earliest_day);
  CHECK(add(0, {.months = least, .days = least}, -1) == latest_day);
  CHECK(add(most, {.days = 1}) == latest_day);
  CHECK(age_in_years(std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()) > 0);
}

TEST_CASE("adding keeps the order of days, and days alone can be taken back") {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same inputs in every run
  for (int i = 0; i < 20'000; ++i) {
    const Day a = any_day(random);
    const Day b = any_day(random);
    const eligo::Period period{static_cast<std::int32_t>(random() % 600),
                               static_cast<std::int32_t>(random() % 1000)};
    if (a <= b) REQUIRE(add(a, period) <= add(b, period));
    REQUIRE(add(add(a, {.days = period.days}), {.days = period.days}, -1) == a);
    // Clamping can only lose the days that a shorter month lacks.
    const Day back = add(add(a, {.months = period.months}), {.months = period.months}, -1);
    REQUIRE((back <= a && a - back <= 3));
  }
}

TEST_CASE("the last day of a period, its first one counted") {
  CHECK(last_day(day("2025-01-01"), {.months = 3}) == day("2025-03-31"));
  CHECK(last_day(day("2025-01-01"), {.days = 28}) == day("2025-01-28"));
  CHECK(last_day(day("2025-01-01"), {.days = 1}) == day("2025-01-01"));
  CHECK(last_day(day("2025-01-01"), {.days = 0}) == day("2024-12-31"));
  CHECK(last_day(day("2025-01-31"), {.months = 1}) == day("2025-02-28"));
  CHECK(last_day(day("2025-01-29"), {.months = 1}) == day("2025-02-28"));
  CHECK(last_day(day("2025-01-28"), {.months = 1}) == day("2025-02-27"));
  CHECK(last_day(day("2024-02-29"), {.months = 12}) == day("2025-02-28"));
  CHECK(last_day(day("2025-01-31"), {.months = 1, .days = 2}) == day("2025-03-02"));
  CHECK(last_day(earliest_day, {.days = 3}) == earliest_day);
  CHECK(last_day(latest_day, {.days = 3}) == latest_day);
  CHECK(last_day(latest_day - 1, {.days = 3}) == latest_day);
  CHECK(last_day(day("2025-02-15"), {.months = 12}) == day("2026-02-14"));
}

TEST_CASE("a later start never ends a period earlier") {
  std::mt19937 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int i = 0; i < 20'000; ++i) {
    const Day start = any_day(random);
    const eligo::Period period{static_cast<std::int32_t>(random() % 60), 0};
    REQUIRE(last_day(start, period) <= last_day(start + 1, period));
  }
}

TEST_CASE("age counts completed months, weeks and days") {
  using eligo::AgeUnit;
  CHECK(age_in(AgeUnit::months, day("2024-12-30"), day("2025-06-29")) == 5);
  CHECK(age_in(AgeUnit::months, day("2024-12-30"), day("2025-06-30")) == 6);
  CHECK(age_in(AgeUnit::months, day("2024-12-31"), day("2025-06-30")) == 5);
  CHECK(age_in(AgeUnit::months, day("2024-12-31"), day("2025-07-01")) == 6);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-16"), day("2025-06-30")) == 2);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-17"), day("2025-06-30")) == 1);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-30"), day("2025-06-23")) == -1);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-30"), day("2025-06-22")) == -2);
  CHECK(age_in(AgeUnit::days, day("2025-06-30"), day("2025-06-28")) == -2);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-30"), day("2025-06-30")) == 0);
  CHECK(age_in(AgeUnit::days, day("2025-06-20"), day("2025-06-30")) == 10);
  CHECK(age_in(AgeUnit::weeks, day("2025-06-30"), day("2025-06-29")) == -1);
  CHECK(age_in(AgeUnit::years, day("2004-02-29"), day("2022-02-28")) == 17);
}

TEST_CASE("age counts completed years") {
  CHECK(age_in_years(day("2000-06-15"), day("2018-06-14")) == 17);
  CHECK(age_in_years(day("2000-06-15"), day("2018-06-15")) == 18);
  CHECK(age_in_years(day("2000-06-15"), day("2000-06-14")) == -1);
  CHECK(age_in_years(day("2000-06-15"), day("2000-06-15")) == 0);
}

TEST_CASE("who is born on 29 February turns a year older on 1 March of a common year") {
  CHECK(age_in_years(day("2004-02-29"), day("2022-02-28")) == 17);
  CHECK(age_in_years(day("2004-02-29"), day("2022-03-01")) == 18);
  CHECK(age_in_years(day("2004-02-29"), day("2024-02-29")) == 20);
  CHECK(age_in_years(day("2004-02-29"), day("2024-02-28")) == 19);
}

TEST_CASE("age never falls from one day to the next, and each birthday adds one") {
  std::mt19937 random(2);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int i = 0; i < 20'000; ++i) {
    const Day birth = any_day(random);
    const Day on = any_day(random);
    const int age = age_in_years(birth, on);
    REQUIRE((age >= 0) == (on >= birth));
    const int step = age_in_years(birth, on + 1) - age;
    REQUIRE((step == 0 || step == 1));
    // `age` birthdays are past, at most a day after the anniversary by months (29 February).
    REQUIRE(add(birth, {.months = 12 * age}) <= on);
    REQUIRE(add(birth, {.months = 12 * (age + 1)}) + 1 >= on);
  }
}

TEST_CASE("every day of 400 years is read back from its text") {
  for (Day d = *day_of(1800, 1, 1); d < *day_of(2200, 1, 1); ++d)
    REQUIRE(parse_date(date_text(d)) == DateRange{d, d});
}
