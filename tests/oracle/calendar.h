#pragma once

#include <string>

namespace eligo::oracle {

/// Days since 1970-01-01.
using Day = int;
inline constexpr Day never = -1'000'000;   ///< before every day
inline constexpr Day forever = 1'000'000;  ///< after every day

struct Period {
  int months = 0;
  int days = 0;
};

Day day(int year, int month, int day_of_month);
std::string text(Day day);        ///< `2025-03-01`
std::string month_text(Day day);  ///< `2025-03`
std::string year_text(Day day);   ///< `2025`
Day first_of_month(Day day);
Day last_of_month(Day day);
Day first_of_year(Day day);
Day last_of_year(Day day);
/// Months are calendar units: the day of the month is kept, or the month's last day taken.
Day add(Day day, Period period, int direction);
/// The last day of a period that begins with the day, which is counted: from 1 January three months last
/// until 31 March. Where the last month has no such day, until its end.
Day last_day(Day start, Period period);
int completed_years(Day birth, Day on);
std::string text(Period period);  ///< `3 months`, `2 weeks`

}  // namespace eligo::oracle
