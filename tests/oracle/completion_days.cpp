#include <algorithm>
#include <set>

#include "tests/oracle/completion.h"

namespace eligo::oracle {
namespace {

constexpr Day long_ago = -20'000;  ///< stands for all days that are before any that the rules tell apart
constexpr Day far_ahead = 40'000;  ///< and after them

/// In order, each once.
void sort_and_unite(std::vector<Day>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

}  // namespace

/// `what`: a fact, or below 0 something else.
template <typename Make>
const std::vector<Day>& Completion::remembered(int what, Make make) {
  std::vector<int> key{what, birth_.value_or(never)};
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    const Date& date = patient_.anchors[i];
    key.push_back(date.kind == Date::Kind::exact ? date.day : anchors_[i].value_or(never));
  }
  for (const auto& [fact, days] : half_lives_)
    key.insert(key.end(), {fact, static_cast<int>(days.numerator())});
  const auto found = memo_.points.find(key);
  if (found != memo_.points.end()) return found->second;
  return memo_.points[key] = make();
}

Day Completion::anchor(int index) {
  auto& chosen = anchors_[index];
  if (!chosen) {
    const Date& date = patient_.anchors[index];
    chosen = date.kind == Date::Kind::exact
                 ? date.day
                 : pick_day(remembered(-1 - index, [&] { return anchor_points(index); }), date.first(),
                            date.last());
  }
  return *chosen;
}

/// The days at which a window that is counted from the anchor meets something recorded.
std::vector<Day> Completion::anchor_points(int index) {
  std::set<Day> bases;
  const auto add_date = [&](const Date& date) {
    if (date.first() > never) bases.insert(date.first());
    if (date.last() < forever) bases.insert({date.last(), date.last() + 1});
  };
  for (const Record& record : patient_.records) {
    add_date(record.start);
    add_date(record.end);
    const int longest = longest_days(record.fact);
    if (longest > 0 && record.start.kind == Date::Kind::exact)
      bases.insert({record.start.day + longest - 1, record.start.day + longest});
  }
  for (const Complete& complete : patient_.complete) {
    if (complete.from) bases.insert(*complete.from);
    if (complete.to) bases.insert(*complete.to + 1);
  }
  for (std::size_t i = 0; i < anchors_.size(); ++i) {
    if (anchors_[i]) bases.insert(*anchors_[i]);
    if (static_cast<int>(i) != index) add_date(patient_.anchors[i]);
  }
  if (birth_) bases.insert(*birth_);
  if (!birth_) add_date(patient_.birth);
  std::set<Period, bool (*)(Period, Period)> periods(
      [](Period a, Period b) { return std::pair(a.months, a.days) < std::pair(b.months, b.days); });
  periods.insert(Period{});
  for (const Window* window : asks_.windows) {
    if (window->anchor == Window::fixed_date) bases.insert(window->date);
    for (const Reach& reach : {window->reach, window->other.value_or(Reach{})}) {
      periods.insert(reach.period);
      if (reach.half_lives != 0) periods.insert({{0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 10}, {0, 15}});
    }
  }
  for (const int age : asks_.ages) periods.insert({12 * age, 0});
  std::set<Day> points;
  for (const Day base : bases) {
    for (const Period& period : periods) {
      for (const int direction : {-1, 1}) {
        const Day day = add(base, period, direction);
        for (int near = -1; near <= 1; ++near) points.insert(day + near);
      }
    }
  }
  return {points.begin(), points.end()};
}

Day Completion::pick_day(const std::vector<Day>& points, Day first, Day last) {
  std::vector<Day> days;
  const Day low = first <= never ? std::min(long_ago, points.empty() ? 0 : points.front() - 1000) : first;
  const Day high = last >= forever ? std::max(far_ahead, points.empty() ? 0 : points.back() + 1000) : last;
  if (low > high) return pick(days);
  days.push_back(low);
  for (const Day day : points) {
    if (day > low && day < high) days.push_back(day);
  }
  if (high > low) days.push_back(high);
  return pick(days);
}

Day Completion::birth() {
  if (birth_) return *birth_;
  const Date& date = patient_.birth;
  if (date.kind == Date::Kind::exact) return *(birth_ = date.day);
  for (int i = 0; i < static_cast<int>(anchors_.size()); ++i) anchor(i);
  return *(birth_ = pick_day(remembered(-100, [&] { return birth_points(); }), date.first(), date.last()));
}

std::vector<Day> Completion::birth_points() {
  std::set<Day> points;
  for (const Window* window : asks_.windows) {
    const Day on = window->form == Window::Form::none     ? as_of()
                   : window->anchor == Window::fixed_date ? window->date
                                                          : anchor(window->anchor);
    for (const int age : asks_.ages) {
      for (const int years : {age, age + 1}) {
        for (int near = -1; near <= 1; ++near) points.insert(add(on, {12 * years, 0}, -1) + near);
      }
    }
  }
  return {points.begin(), points.end()};
}

Day Completion::moved(Day base, const Reach& reach, int fact, int direction) {
  if (reach.half_lives == 0) return add(base, reach.period, direction);
  const auto stated = fact == unlisted_drug() ? std::nullopt : facts()[fact].half_life_days;
  if (!stated && half_lives_.count(fact) == 0) half_lives_[fact] = choices_.choose(2) == 0 ? 1 : 3650;
  const Number days = reach.half_lives * (stated ? *stated : half_lives_[fact]);
  const auto whole = days.numerator() / days.denominator() + (days.denominator() == 1 ? 0 : 1);
  return add(base, {0, static_cast<int>(whole)}, direction);
}

Days Completion::days(const Query& query, int fact) {
  using Form = Window::Form;
  const Window& window = query.window;
  const bool is_one_day = query.selector == Selector::active || query.selector == Selector::receiving ||
                          query.selector == Selector::dose;
  if (window.form == Form::none) {
    if (query.selector == Selector::planned) return {never, forever};
    const Day to = as_of();
    return {is_one_day ? to : never, to};
  }
  const Day base = window.anchor == Window::fixed_date ? window.date : anchor(window.anchor);
  const auto reached = [&](int direction) {
    Day day = moved(base, window.reach, fact, direction);
    if (!window.other) return day;
    const Day other = moved(base, *window.other, fact, direction);
    return window.is_longer == (direction > 0) ? std::max(day, other) : std::min(day, other);
  };
  // What is planned lies ahead; all else ends at the as-of date.
  const auto open_end = [&] { return query.selector == Selector::planned ? forever : as_of(); };
  Days days;
  switch (window.form) {
    case Form::none: break;
    case Form::up_to: days = {never, base}; break;
    case Form::before: days = {never, base - 1}; break;
    case Form::from: days = {base, open_end()}; break;
    case Form::after: days = {base + 1, open_end()}; break;
    case Form::on: days = {base, base}; break;
    case Form::within_up_to: days = {reached(-1), base}; break;
    case Form::within_before: days = {reached(-1), base - 1}; break;
    case Form::within_from: days = {base, reached(1)}; break;
    case Form::within_after: days = {base + 1, reached(1)}; break;
    case Form::at_least_before: days = {never, reached(-1)}; break;
    case Form::at_least_after: days = {reached(1), open_end()}; break;
  }
  if (query.selector == Selector::dose) days.from = days.to;
  return days;
}

void Completion::add_points(int fact, std::vector<Day>& points) {
  const FactAsks& asks = asks_.facts[fact];
  const auto add_range = [&](Day from, Day to) {
    if (from > never && from < forever) points.push_back(from);
    if (to > never && to < forever) points.push_back(to + 1);
  };
  for (const Query* query : asks.queries) {
    const Days days = this->days(*query, fact);
    add_range(days.from, days.to);
  }
  add_range(never, as_of());
  for (const Record& record : patient_.records) {
    if (kind_of(record.fact) != kind_of(fact)) continue;
    add_range(record.start.first(), record.start.last());
    if (record.status == Record::Status::absent) add_range(record.start.first(), record.start.first());
    if (record.start.kind != Date::Kind::exact) add_range(record.start.last(), forever);
    add_range(record.end.first(), record.end.last());
    const bool is_undated_answer =
        kind_of(record.fact) == Kind::question && record.start.kind == Date::Kind::missing;
    if (is_undated_answer) add_range(as_of(), as_of());
  }
  for (const Complete& complete : patient_.complete)
    add_range(complete.from.value_or(never), complete.to.value_or(forever));
}

const std::vector<Day>& Completion::points(int fact) {
  const auto*& known = points_[fact];
  if (known != nullptr) return *known;
  // The windows are counted from the anchors, which are chosen before.
  for (const Query* query : asks_.facts[fact].queries) days(*query, fact);
  as_of();
  const auto& points = remembered(fact, [&] { return record_points(fact); });
  return *(points_[fact] = &points);
}

/// So many records of the fact may lie on days that are not known, at most.
int Completion::floating(int fact) const {
  const FactAsks& asks = asks_.facts[fact];
  int number = asks.further + asks.latest;
  for (const Record& record : patient_.records) {
    if (root_of(record.fact) == root_of(fact) && record.start.kind != Date::Kind::exact) ++number;
  }
  return std::min(number, 3);
}

std::vector<Day> Completion::record_points(int fact) {
  std::vector<Day> bases;
  add_points(fact, bases);
  const FactAsks& asks = asks_.facts[fact];
  if (asks.is_ordered) {
    sort_and_unite(bases);
    for (const Day base : std::vector<Day>(bases)) {
      for (const Period& period : asks.periods) {
        for (const int direction : {-1, 1})
          bases.insert(bases.end(), {add(base, period, direction), add(base, period, direction) + 1});
      }
    }
  }
  sort_and_unite(bases);
  std::vector<Day> points = bases;
  if (!bases.empty()) points.push_back(bases.front() - 1);
  // Long before, for months are not all of one length.
  if (!bases.empty() && is_span(fact)) points.push_back(bases.front() - 101);
  // Room for every order of those whose days are not known.
  const int room = asks.is_ordered ? floating(fact) : 0;
  for (const Day base : bases) {
    if (is_span(fact) || !asks.periods.empty()) points.push_back(base - 1);
    for (int near = 1; near < room; ++near) points.push_back(base + near);
  }
  sort_and_unite(points);
  return asks.is_ordered || is_span(fact) ? points : told_apart(fact, points);
}

/// Where order does not matter a day stands for all that lie in the same windows.
std::vector<Day> Completion::told_apart(int fact, const std::vector<Day>& points) {
  std::vector<Days> windows, spans;
  for (const Query* query : asks_.facts[fact].queries) windows.push_back(days(*query, fact));
  for (const Record& record : patient_.records) {
    if (root_of(record.fact) != root_of(fact)) continue;
    const bool is_absence = record.status == Record::Status::absent;
    const bool may_be_it = record.start.kind != Date::Kind::exact;
    if (is_absence) spans.push_back({record.start.first(), record.start.first()});
    if (is_absence || may_be_it) spans.push_back({record.start.first(), record.start.last()});
  }
  std::vector<Day> result;
  std::set<std::vector<int>> seen;
  for (const Day day : points) {
    std::vector<int> in{is_declared_complete(fact, day, day) ? 1 : 0, day > as_of() ? 1 : 0};
    for (const Days& window : windows) in.push_back(day >= window.from && day <= window.to ? 1 : 0);
    for (const Days& span : spans) in.push_back(day < span.from ? -1 : day > span.to ? 1 : 0);
    if (seen.insert(in).second) result.push_back(day);
  }
  return result;
}

}  // namespace eligo::oracle
