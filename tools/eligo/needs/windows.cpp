#include "tools/eligo/needs/windows.h"

#include <algorithm>

namespace eligo {
namespace {

/// Days from an anchor to the end of a window. Months have 28 to 31 of them.
struct Distance {
  std::int32_t least = 0;
  std::int32_t most = 0;
};

/// Empty for what is not counted in whole days and months alone.
std::optional<Distance> distance_of(const WindowEnd& end) {
  const Period& period = end.reach.first.period;
  Reach plain;
  plain.first.period = period;
  if (end.reach != plain) return std::nullopt;
  const std::int32_t one = end.direction * (period.months * 28 + period.days) + end.shift;
  const std::int32_t other = end.direction * (period.months * 31 + period.days) + end.shift;
  return Distance{std::min(one, other), std::max(one, other)};
}

/// Whether `a` never lies after `b`. Ends that cannot be compared: no.
bool is_no_later(const WindowEnd& a, const WindowEnd& b) {
  if (a == b) return true;
  if (!a.anchor.exists() || a.anchor != b.anchor) return false;
  const auto of_a = distance_of(a);
  const auto of_b = distance_of(b);
  return of_a && of_b && of_a->most <= of_b->least;
}

/// Whether every day of `inner` lies in `outer`, too.
bool covers(const Window& outer, const Window& inner) {
  const bool begins = !outer.from || (inner.from && is_no_later(*outer.from, *inner.from));
  const bool ends = outer.to == inner.to || (outer.to && inner.to && is_no_later(*inner.to, *outer.to));
  return begins && ends;
}

bool is_about_one_day(Selector selector) {
  return selector == Selector::active || selector == Selector::receiving || selector == Selector::dose;
}

}  // namespace

Window asked_window(const Plan& plan, const Query& query) {
  Window window = query.window;
  if (window.from || window.to || query.selector == Selector::planned || !plan.as_of.exists()) return window;
  WindowEnd as_of;
  as_of.anchor = plan.as_of;
  window.to = as_of;
  if (is_about_one_day(query.selector)) window.from = as_of;
  return window;
}

void add_widest(std::vector<Window>& windows, const Window& window) {
  const auto is_wider = [&](const Window& other) { return covers(other, window); };
  if (std::any_of(windows.begin(), windows.end(), is_wider)) return;
  std::erase_if(windows, [&](const Window& other) { return covers(window, other); });
  windows.push_back(window);
}

}  // namespace eligo
