#include "runtime/evaluate/window.h"

#include <algorithm>

#include "runtime/model/ingredients.h"

namespace eligo {
namespace {

constexpr DateRange any_day{earliest_day, latest_day};

/// Whole days, rounded up; a span longer than all days there are is cut to that.
std::int32_t rounded_up(const Number& days) {
  const Number length = std::clamp(days, Number(0), Number(latest_day - earliest_day));
  auto whole = static_cast<std::int32_t>(length.to_double());
  while (Number(whole) < length) ++whole;
  return whole;
}

/// Turns the ends of windows into days.
class Resolver {
 public:
  /// A combination asked about as one of its ingredients has the half-life of that; as several, none.
  Resolver(const QueryRun& run, FactId fact) : look_(run) {
    const std::vector<FactId> ingredients = ingredients_asked(run.plan.vocabulary, run.query, fact);
    const FactId drug = ingredients.empty() ? fact : ingredients.front();
    if (drug.exists() && ingredients.size() < 2) half_life_ = &run.plan.vocabulary[drug].half_life_days;
  }

  DateRange end(const WindowEnd& end, Days& days) const {
    const DateRange base = anchor(end, days);
    const DateRange reached = moved(base, end, days);
    const auto shifted = [&](Day day) { return add(day, {0, end.shift}); };
    return {shifted(reached.first), shifted(reached.last)};
  }

  /// The moments that the end of a window by the clock may be. Where only the day of its anchor is known,
  /// that is any time of it.
  Moments moments(const WindowEnd& end, Days& days) const {
    const auto time = look_.patient.time_of(end.anchor);
    days.timed->anchor = end.anchor;
    days.timed->clock = time;
    const Moments base = time ? Moments{time->wall, time->wall} : moments_of(anchor(end, days));
    const Moments reached = moved(base, end, days);
    return {reached.first + end.shift, reached.last + end.shift};  // a second before it, or after it
  }

  DateRange anchor_day(AnchorId id, Days& days) const {
    const auto& anchors = look_.patient.anchors;
    if (id.value >= anchors.size() || !anchors[id.value]) {
      days.missing_anchor = id;
      return any_day;
    }
    const DateRange day = *anchors[id.value];
    if (!day.is_exact()) days.partial_anchor = id;
    return day;
  }

 private:
  DateRange anchor(const WindowEnd& end, Days& days) const {
    return end.anchor.exists() ? anchor_day(end.anchor, days) : end.fixed;
  }

  /// The days that one part of a reach leads to. An unknown half-life may be of any length.
  DateRange part(const DateRange& base, const Reach::Part& part, int direction, Days& days) const {
    Period period = part.period;
    if (!part.half_lives.is_zero()) {
      if (half_life_ == nullptr || !*half_life_) {
        days.lacks_half_life = true;
        return direction < 0 ? DateRange{earliest_day, base.last} : DateRange{base.first, latest_day};
      }
      period.days += rounded_up(part.half_lives * **half_life_);
    }
    return {add(base.first, period, direction), add(base.last, period, direction)};
  }

  /// By the clock for hours; else the same time of the day that is reached.
  Moments part(const Moments& base, const Reach::Part& part, int direction, Days& days) const {
    if (part.minutes != 0) {
      const std::int64_t seconds = std::int64_t{part.minutes} * 60 * direction;
      return {base.first + seconds, base.last + seconds};
    }
    const DateRange day{day_of_second(base.first), day_of_second(base.last)};
    const DateRange reached = this->part(day, part, direction, days);
    return {base.first + (reached.first - day.first) * seconds_a_day,
            base.last + (reached.last - day.last) * seconds_a_day};
  }

  /// Of days or of moments.
  template <typename Base>
  Base moved(const Base& base, const WindowEnd& end, Days& days) const {
    if (end.direction == 0) return base;
    const Base a = part(base, end.reach.first, end.direction, days);
    if (end.reach.choice == Reach::Choice::only) return a;
    const Base b = part(base, end.reach.second, end.direction, days);
    const bool later = (end.reach.choice == Reach::Choice::longer) == (end.direction > 0);
    if (later) return {std::max(a.first, b.first), std::max(a.last, b.last)};
    return {std::min(a.first, b.first), std::min(a.last, b.last)};
  }

  const QueryRun& look_;
  const std::optional<Number>* half_life_ = nullptr;
};

/// The moments of a window by the clock, and the days that it may touch.
void resolve_by_clock(const Window& window, const Resolver& resolver, Days& days) {
  days.timed = TimedWindow{moments_of(days.from), moments_of(days.to), {}, {}};
  if (window.from) days.timed->from = resolver.moments(*window.from, days);
  if (window.to) days.timed->to = resolver.moments(*window.to, days);
  const auto days_of = [](const Moments& moments) {
    return DateRange{day_of_second(moments.first), day_of_second(moments.last)};
  };
  days.from = days_of(days.timed->from);
  days.to = days_of(days.timed->to);
}

/// When one end of a span was, as the clock of the window's anchor showed it. Of a day any time of it.
Moments moments_of(const DateRange& day, const std::optional<Moment>& time, const TimedWindow& window) {
  if (!time) return moments_of(day);
  if (!window.clock) return {time->wall, time->wall};
  return by_clock_of(*time, *window.clock);
}

Truth overlaps_by_clock(const Extent& span, const TimedWindow& window) {
  const Moments start = moments_of(span.start, span.start_time, window);
  const Moments end = moments_of(span.end, span.end_time, window);
  const bool is_empty = window.from.first > window.to.last;
  if (is_empty || start.first > window.to.last || end.last < window.from.first) return Truth::fails();
  const bool is_surely_there = window.from.last <= window.to.first;
  const bool surely = is_surely_there && start.last <= window.to.first && end.first >= window.from.last;
  return surely ? Truth::holds() : Truth::unknown();
}

bool asks_on_a_day(Selector selector) { return traits(selector).window == SelectorTraits::Window::on; }
bool is_open_ahead(Selector selector) { return traits(selector).window == SelectorTraits::Window::open; }

/// What is planned lies ahead, and so may a date that is asked for itself; all else ends at the as-of date.
DateRange default_end(const QueryRun& run, const Resolver& resolver, Days& days) {
  const bool is_date = run.query.kind == FactKind::attribute && run.query.window.from;
  if (is_open_ahead(run.query.selector) || is_date) return {latest_day, latest_day};
  if (run.plan.as_of.exists()) return resolver.anchor_day(run.plan.as_of, days);
  return asks_on_a_day(run.query.selector) ? any_day : DateRange{latest_day, latest_day};
}

/// Begun by the as-of date, if nothing is known of it.
DateRange start_of(const DateRange& as_of, const Record& record) {
  if (record.has_bad_date) return any_day;
  if (record.has_date) return record.start;
  if (record.status == RecordStatus::planned) return any_day;
  if (record.kind == FactKind::question) return as_of;
  return {earliest_day, as_of.last};
}

/// A condition that is over, with no day given, ended before the as-of date; unless it may have begun later,
/// which shows that it is the data that are of a later day.
bool is_over(const DateRange& as_of, const Record& record) {
  const bool is_condition = record.kind == FactKind::condition && record.status == RecordStatus::final;
  if (!is_condition || !record.is_over) return false;
  const bool is_end_recorded = record.end.last < latest_day && !record.is_end_bounded;
  const bool is_end_open = !is_end_recorded && record.end.first <= record.start.first;
  return is_end_open && (!record.has_date || record.start.last < as_of.first);
}

DateRange end_of(const DateRange& as_of, const Record& record, const DateRange& start, bool& is_unknown) {
  if (record.has_bad_date) return any_day;
  const bool has_end = record.end.last < latest_day;
  const DateRange open{std::max(start.first, record.end.first), record.end.last};
  is_unknown = record.is_end_bounded && !open.is_exact();
  if (record.is_ongoing && record.is_end_bounded)
    return {std::max(start.first, as_of.first), std::max(record.end.last, as_of.last)};
  if (record.is_ongoing)
    return has_end ? DateRange{record.end.first, latest_day} : DateRange{latest_day, latest_day};
  if (is_over(as_of, record))
    return {open.first, std::max(open.first, std::min(open.last, add(as_of.last, {0, 1}, -1)))};
  if (has_end) return record.end;
  is_unknown = true;
  return open;
}

}  // namespace

bool reaches_by_half_lives(const Window& window) {
  const auto does = [](const std::optional<WindowEnd>& end) {
    return end && !(end->reach.first.half_lives.is_zero() && end->reach.second.half_lives.is_zero());
  };
  return does(window.from) || does(window.to);
}

Days window_of(const QueryRun& run, FactId fact) {
  const Window& window = run.query.window;
  Resolver resolver(run, fact);
  Days days;
  days.to = window.to ? resolver.end(*window.to, days) : default_end(run, resolver, days);
  const bool is_last_day = run.query.selector == Selector::dose;
  if (is_last_day || (asks_on_a_day(run.query.selector) && !window.from && !window.to)) {
    days.from = days.to;
    days.is_one_anchor = true;
  } else if (window.from) {
    days.from = resolver.end(*window.from, days);
    const AnchorId to = window.to ? window.to->anchor : run.plan.as_of;
    days.is_one_anchor = to.exists() && to == window.from->anchor && !days.lacks_half_life;
  } else {
    days.from = {earliest_day, earliest_day};
  }
  if (window.is_timed()) resolve_by_clock(window, resolver, days);
  return days;
}

bool have_same_window(const Plan& plan, const Query& a, const Query& b) {
  const auto end_of = [&](const Query& query) {
    const bool is_of_one_day = !query.window.from && asks_on_a_day(query.selector);
    const bool has_default = !query.window.to && !is_open_ahead(query.selector) && !is_of_one_day;
    if (!has_default || !plan.as_of.exists()) return query.window.to;
    WindowEnd as_of;
    as_of.anchor = plan.as_of;
    return std::optional(as_of);
  };
  return a.window.from == b.window.from && end_of(a) == end_of(b);
}

Days widest_window(const QueryRun& run) {
  const auto& facts = run.query.facts;
  Days days = window_of(run, facts.empty() ? FactId{} : facts.front());
  if (!reaches_by_half_lives(run.query.window)) return days;
  for (const FactId fact : facts) {
    const Days other = window_of(run, fact);
    days.from = {std::min(days.from.first, other.from.first), std::max(days.from.last, other.from.last)};
    days.to = {std::min(days.to.first, other.to.first), std::max(days.to.last, other.to.last)};
    days.lacks_half_life |= other.lacks_half_life;
  }
  return days;
}

Truth overlaps(const Extent& span, const Days& days) {
  if (days.timed) return overlaps_by_clock(span, *days.timed);
  if (days.is_empty() || span.start.first > days.to.last || span.end.last < days.from.first)
    return Truth::fails();
  // Where its ends are not exact, the window may turn out to have no day at all.
  const bool is_surely_there = days.from.last <= days.to.first;
  const bool surely = is_surely_there && span.start.last <= days.to.first && span.end.first >= days.from.last;
  return surely ? Truth::holds() : Truth::unknown();
}

Extent span_of(const DateRange& as_of, const Record& record) {
  Extent span;
  span.start = start_of(as_of, record);
  if (record.kind != FactKind::condition && record.kind != FactKind::treatment) {
    const bool has_end =
        record.kind == FactKind::procedure && record.has_date && record.end.first >= span.start.first;
    span.end = has_end ? record.end : span.start;
    if (span.start.is_exact()) span.start_time = record.start_time;
    if (span.end.is_exact()) span.end_time = has_end && record.end_time ? record.end_time : span.start_time;
    if (span.start != span.end && !record.end_time) span.end_time.reset();
    return span;
  }
  span.end = end_of(as_of, record, span.start, span.has_unknown_end);
  if (span.end.last < span.start.first) return {any_day, any_day, false, {}, {}};  // it ends before it starts
  span.start.last = std::min(span.start.last, span.end.last);
  span.end.first = std::max(span.end.first, span.start.first);
  if (span.start.is_exact()) span.start_time = record.start_time;
  if (span.end.is_exact()) span.end_time = record.end_time;
  return span;
}

Reason window_doubt(const Record& record, std::uint32_t index, const Extent& span, const Days& days) {
  Reason reason;
  reason.fact = record.fact;
  reason.record = RecordId{index};
  const bool is_spanned = span.start.is_exact() && span.end.is_exact();
  if (record.has_bad_date) {
    reason.code = ReasonCode::unusable_record;
    reason.flaw = Flaw::bad_date;
  } else if (days.missing_anchor.exists()) {
    reason = {ReasonCode::no_anchor, {}, {}, days.missing_anchor, {}, Flaw::none, {}};
  } else if (days.lacks_half_life) {
    reason = {ReasonCode::no_half_life, record.fact, {}, {}, {}, Flaw::none, {}};
  } else if (is_spanned && days.partial_anchor.exists()) {
    reason = {ReasonCode::partial_date, {}, {}, days.partial_anchor, {}, Flaw::none, {}};
  } else if (is_spanned && days.timed) {
    reason.code = ReasonCode::no_time;
    if (span.start_time && !days.timed->clock)
      reason = {ReasonCode::no_time, {}, {}, days.timed->anchor, {}, Flaw::none, {}};
  } else if (span.has_unknown_end && span.start.last <= days.to.first) {
    reason.code = ReasonCode::unknown_end;
  } else if (!record.has_date) {
    reason.code = ReasonCode::no_date;
  } else {
    reason.code = ReasonCode::partial_date;
  }
  return reason;
}

}  // namespace eligo
