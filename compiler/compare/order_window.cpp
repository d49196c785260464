#include <algorithm>
#include <cmath>

#include "compiler/compare/order.h"

/// Windows and periods: which lies inside which, wherever in the calendar.
namespace eligo::amendment {
namespace {

/// Twelve months in days, on average; so many months differ from it by less than three days.
constexpr double days_a_month = 365.2425 / 12;

std::int32_t least_days(const Period& period) {
  if (period.months == 0) return period.days;
  return static_cast<std::int32_t>(std::floor(period.months * days_a_month)) - 3 + period.days;
}

std::int32_t most_days(const Period& period) {
  if (period.months == 0) return period.days;
  return static_cast<std::int32_t>(std::ceil(period.months * days_a_month)) + 3 + period.days;
}

bool is_at_most(const Reach::Part& a, const Reach::Part& b) {
  if (a.minutes != 0 || b.minutes != 0) {  // by the clock and by days are two ways to count
    const auto is_by_clock = [](const Reach::Part& part) {
      return part.period == Period{} && part.half_lives.is_zero();
    };
    return is_by_clock(a) && is_by_clock(b) && a.minutes <= b.minutes;
  }
  if (a.half_lives.is_zero() && b.half_lives.is_zero()) return lasts_at_most(a.period, b.period);
  const bool are_half_lives = a.period == Period{} && b.period == Period{};
  return are_half_lives && a.half_lives <= b.half_lives;
}

std::vector<Reach::Part> parts(const Reach& reach) {
  if (reach.choice == Reach::Choice::only) return {reach.first};
  return {reach.first, reach.second};
}

/// The longer of several is at most x if each is; the shorter, if any is. For x the other way round.
bool is_at_most(const Reach& a, const Reach& b) {
  const auto below_b = [&](const Reach::Part& part) {
    const auto whole = parts(b);
    const auto fits = [&](const Reach::Part& other) { return is_at_most(part, other); };
    return b.choice == Reach::Choice::shorter ? std::all_of(whole.begin(), whole.end(), fits)
                                              : std::any_of(whole.begin(), whole.end(), fits);
  };
  const auto whole = parts(a);
  return a.choice == Reach::Choice::shorter ? std::any_of(whole.begin(), whole.end(), below_b)
                                            : std::all_of(whole.begin(), whole.end(), below_b);
}

bool is_equal(const WindowEnd& a, const WindowEnd& b) {
  return a.anchor == b.anchor && a.fixed == b.fixed && a.direction == b.direction && a.shift == b.shift &&
         is_at_most(a.reach, b.reach) && is_at_most(b.reach, a.reach);
}

/// Whether the day `a` is never later than the day `b`.
bool is_never_later(const WindowEnd& a, const WindowEnd& b) {
  if (is_equal(a, b)) return true;
  if (a.anchor != b.anchor || a.shift > b.shift) return false;
  if (!a.anchor.exists() && a.fixed.last > b.fixed.first) return false;
  if (a.direction <= 0 && b.direction >= 0) return true;
  if (a.direction != b.direction) return false;
  return a.direction < 0 ? is_at_most(b.reach, a.reach) : is_at_most(a.reach, b.reach);
}

}  // namespace

bool lasts_at_most(const Period& a, const Period& b) {
  if (a.months == b.months) return a.days <= b.days;
  if (a.days == b.days) return a.months <= b.months;
  return most_days(a) <= least_days(b);
}

bool is_inside(const Window& a, const Window& b) {
  const bool begins_inside = !b.from || (a.from && is_never_later(*b.from, *a.from));
  const bool ends_inside = !b.to || (a.to && is_never_later(*a.to, *b.to));
  return begins_inside && ends_inside;
}

bool is_equal(const Window& a, const Window& b) { return is_inside(a, b) && is_inside(b, a); }

}  // namespace eligo::amendment
