#include "tests/oracle/calendar.h"

#include <chrono>
#include <cstdio>

namespace eligo::oracle {
namespace {

using namespace std::chrono;

year_month_day date(Day day) { return year_month_day(sys_days(days(day))); }
Day count(year_month_day date) { return static_cast<Day>(sys_days(date).time_since_epoch().count()); }

std::string cut(Day day, std::size_t length) { return text(day).substr(0, length); }

}  // namespace

Day day(int year, int month, int day_of_month) {
  return count(std::chrono::year(year) / month / day_of_month);
}

std::string text(Day day) {
  const auto d = date(day);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(d.year()),
                static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
  return buffer;
}

std::string month_text(Day day) { return cut(day, 7); }
std::string year_text(Day day) { return cut(day, 4); }

Day first_of_month(Day day) { return count(date(day).year() / date(day).month() / 1); }
Day last_of_month(Day day) { return count(year_month_day(date(day).year() / date(day).month() / last)); }
Day first_of_year(Day day) { return count(date(day).year() / 1 / 1); }
Day last_of_year(Day day) { return count(date(day).year() / 12 / 31); }

Day add(Day day, Period period, int direction) {
  if (day <= never || day >= forever) return day;
  if (period.months != 0) {
    const auto from = date(day);
    const year_month target = from.year() / from.month() + months(direction * period.months);
    const year_month_day kept = target / from.day();
    day = count(kept.ok() ? kept : year_month_day(target / last));
  }
  return day + direction * period.days;
}

Day last_day(Day start, Period period) {
  const Day month_on = add(start, {period.months, 0}, 1);
  const bool is_cut = date(month_on).day() != date(start).day();
  return month_on + period.days - (is_cut ? 0 : 1);
}

int completed_years(Day birth, Day on) {
  const auto born = date(birth);
  const auto now = date(on);
  const int years = static_cast<int>(now.year()) - static_cast<int>(born.year());
  // Who was born on a 29 February is a year older on 1 March: (month, day) compares just so.
  const bool is_ahead = now.month() < born.month() || (now.month() == born.month() && now.day() < born.day());
  return is_ahead ? years - 1 : years;
}

std::string text(Period period) {
  if (period.months > 0 && period.months % 12 == 0) return std::to_string(period.months / 12) + " years";
  if (period.months > 0) return std::to_string(period.months) + " months";
  if (period.days > 0 && period.days % 7 == 0) return std::to_string(period.days / 7) + " weeks";
  return std::to_string(period.days) + " days";
}

}  // namespace eligo::oracle
