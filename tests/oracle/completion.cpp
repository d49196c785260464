#include "tests/oracle/completion.h"

#include <algorithm>
#include <set>

namespace eligo::oracle {
namespace {

constexpr Day long_ago = -20'000;  ///< stands for all days that are before any that the rules tell apart
constexpr Day far_ahead = 40'000;  ///< and after them

bool is_span(int fact) { return kind_of(fact) == Kind::condition || kind_of(fact) == Kind::treatment; }

/// One number of each stretch that the cuts part, each cut among them.
std::vector<Number> representatives(std::vector<Number> cuts, bool is_dense) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Number> result;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (i == 0) result.push_back(cuts[0] - 1);
    if (i > 0) result.push_back((cuts[i - 1] + cuts[i]) / 2);
    if (is_dense) result.push_back(cuts[i] - Number(1, 16));
    result.push_back(cuts[i]);
    if (is_dense) result.push_back(cuts[i] + Number(1, 16));
  }
  result.push_back(cuts.empty() ? Number(1) : cuts.back() + 1);
  if (is_dense) result.insert(result.end(), {Number(-1000), Number(1000)});
  return result;
}

}  // namespace

Completion::Completion(const Asks& asks, const Patient& patient, Choices& choices, Memo& memo)
    : asks_(asks),
      patient_(patient),
      choices_(choices),
      memo_(memo),
      anchors_(anchors().size()),
      attributes_(facts().size()) {
  for (const Record& record : patient.records) {
    Completed& completed = recorded_.emplace_back();
    completed.recorded = &record;
    completed.fact = record.fact;
    completed.is_planned = record.status == Record::Status::planned;
  }
}

// ---- days

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
  const auto found = memo_.find(key);
  if (found != memo_.end()) return found->second;
  return memo_[key] = make();
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
  Days days;
  switch (window.form) {
    case Form::none: break;
    case Form::up_to: days = {never, base}; break;
    case Form::before: days = {never, base - 1}; break;
    case Form::from: days = {base, forever}; break;
    case Form::after: days = {base + 1, forever}; break;
    case Form::on: days = {base, base}; break;
    case Form::within_up_to: days = {reached(-1), base}; break;
    case Form::within_before: days = {reached(-1), base - 1}; break;
    case Form::within_from: days = {base, reached(1)}; break;
    case Form::within_after: days = {base + 1, reached(1)}; break;
    case Form::at_least_before: days = {never, reached(-1)}; break;
    case Form::at_least_after: days = {reached(1), forever}; break;
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
    if (record.start.kind != Date::Kind::exact) add_range(record.start.last(), forever);
    add_range(record.end.first(), record.end.last());
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
    for (const Day base : std::vector<Day>(bases)) {
      for (const Period& period : asks.periods) {
        for (const int direction : {-1, 1})
          bases.insert(bases.end(), {add(base, period, direction), add(base, period, direction) + 1});
      }
    }
  }
  std::set<Day> points(bases.begin(), bases.end());
  if (!points.empty()) points.insert(*points.begin() - 1);
  for (const Day base : bases) {
    if (is_span(fact) || !asks.periods.empty()) points.insert(base - 1);
    // Room for every order of those whose days are not known.
    for (int near = 1; asks.is_ordered && near < floating(fact); ++near) points.insert(base + near);
  }
  if (asks.is_ordered || is_span(fact)) return {points.begin(), points.end()};
  // Where order does not matter a day stands for all that lie in the same windows.
  std::vector<Day> result;
  std::set<std::vector<bool>> seen;
  for (const Day day : points) {
    std::vector<bool> in;
    for (const Query* query : asks.queries) {
      const Days days = this->days(*query, fact);
      in.push_back(day >= days.from && day <= days.to);
    }
    in.push_back(is_declared_complete(fact, day, day));
    in.push_back(day > as_of());
    for (const Record& record : patient_.records) {
      const bool is_absence =
          record.status == Record::Status::absent && root_of(record.fact) == root_of(fact);
      if (is_absence) in.insert(in.end(), {day<record.start.first(), day> record.start.last()});
      const bool may_be_it = root_of(record.fact) == root_of(fact) && record.start.kind != Date::Kind::exact;
      if (may_be_it) in.insert(in.end(), {day<record.start.first(), day> record.start.last()});
    }
    if (seen.insert(in).second) result.push_back(day);
  }
  return result;
}

// ---- attributes and values

std::vector<Number> Completion::value_cuts(int fact) {
  const FactAsks& asks = asks_.facts[fact];
  std::vector<Number> cuts = asks.limits;
  if (!asks.factors.empty()) cuts.push_back(0);
  for (const Record& record : patient_.records) {
    if (!is_a(record.fact, fact) && !is_a(fact, record.fact)) continue;
    for (const auto& limit : {record.lower, record.upper}) {
      if (!limit) continue;
      for (const Number& factor : asks.factors) cuts.push_back(*limit * factor);
    }
    for (const auto& end : {record.value.low, record.value.high}) {
      if (end) cuts.push_back(*end);
    }
    const bool is_held_against_others = asks.is_ranked || asks.is_reckoned_with;
    if (is_held_against_others && record.value.kind == Value::Kind::exact)
      cuts.push_back(record.value.number);
  }
  if (!asks.is_reckoned_with) return cuts;
  // Two values and a number of the rules, added, multiplied or divided, are where arithmetic can turn.
  cuts.insert(cuts.end(), asks_.numbers.begin(), asks_.numbers.end());
  const std::vector<Number> own = cuts;
  for (const Number& cut : own) {
    for (const Number& number : asks_.numbers) {
      cuts.insert(cuts.end(), {cut - number, number - cut, cut + number, cut * number});
      if (number != 0) cuts.push_back(cut / number);
    }
  }
  return cuts;
}

Number Completion::any_number(const void* quantity) {
  const auto known = any_numbers_.find(quantity);
  if (known != any_numbers_.end()) return known->second;
  std::vector<Number> cuts = asks_.numbers;
  for (const FactAsks& asks : asks_.facts) cuts.insert(cuts.end(), asks.limits.begin(), asks.limits.end());
  return any_numbers_[quantity] = pick_number(cuts, Value{}, true);
}

/// The vocabulary's plausible range ends a bound that has no end of its own.
Value bounded(const Value& value, int fact) {
  Value result = value;
  if (value.kind == Value::Kind::span && !value.low) result.low = facts()[fact].plausible_low;
  if (value.kind == Value::Kind::span && !value.high) result.high = facts()[fact].plausible_high;
  return result;
}

Number Completion::pick_number(const std::vector<Number>& cuts, const Value& value, bool is_reckoned_with) {
  std::vector<Number> all = cuts;
  for (const auto& end : {value.low, value.high}) {
    if (end) all.push_back(*end);
  }
  std::vector<Number> numbers;
  for (const Number& number : representatives(std::move(all), is_reckoned_with)) {
    if (value.has_inside(number)) numbers.push_back(number);
  }
  return pick(numbers);
}

namespace {

/// The grades or words that a value may be.
std::vector<Number> listed(const Fact& fact, const Value& value) {
  std::vector<Number> result;
  for (int i = 0; i < static_cast<int>(fact.words.size()); ++i) {
    if (value.has_inside(i)) result.emplace_back(i);
  }
  if (fact.type == Type::open_word) result.emplace_back(-1);
  return result;
}

/// A word that a closed kind does not list is as good as none.
bool is_plain(const Value& value, Type type) {
  if (value.kind != Value::Kind::exact) return false;
  return value.number >= 0 || (type != Type::closed_word && type != Type::grade);
}

}  // namespace

Number Completion::attribute(int fact) {
  auto& chosen = attributes_[fact];
  if (chosen) return *chosen;
  const Value& value = patient_.attributes[fact];
  const Fact& asked = facts()[fact];
  if (is_plain(value, asked.type)) {
    chosen = value.number;
  } else if (asked.type == Type::list) {
    chosen = Number(static_cast<std::int64_t>(choices_.choose(6)));
  } else if (asked.type == Type::number) {
    std::vector<Number> cuts = value_cuts(fact);
    for (const int t : {150, 160, 170}) cuts.emplace_back(t);
    chosen = pick_number(cuts, bounded(value, fact), asks_.facts[fact].is_reckoned_with);
  } else {
    chosen = pick(listed(asked, value));
  }
  return *chosen;
}

Number Completion::value(Completed& record) {
  if (record.value) return *record.value;
  static const Value anything;
  const Value& value = record.recorded != nullptr ? record.recorded->value : anything;
  const Fact& fact = facts()[record.fact];
  if (is_plain(value, fact.type)) {
    record.value = value.number;
  } else if (fact.type == Type::number) {
    record.value = pick_number(value_cuts(record.fact), bounded(value, record.fact),
                               asks_.facts[record.fact].is_reckoned_with);
  } else if (fact.type == Type::titre) {
    Value positive = value;
    if (!positive.low) {
      positive.low = 0;
      positive.is_low_open = true;
    }
    record.value = pick_number(value_cuts(record.fact), positive, false);
  } else {
    record.value = pick(listed(fact, value));
  }
  return *record.value;
}

/// Where the limit is missing it may be any number above 0: which matters by what the value is divided by it.
Number Completion::limit_of_normal(Completed& record, bool upper) {
  auto& chosen = upper ? record.upper : record.lower;
  if (chosen) return *chosen;
  if (record.recorded != nullptr) {
    const auto& stated = upper ? record.recorded->upper : record.recorded->lower;
    const bool is_read =
        is_plain(record.recorded->value, Type::number) || record.recorded->value.kind == Value::Kind::span;
    if (stated && is_read) return *(chosen = *stated);
  }
  const Number value = this->value(record);
  std::vector<Number> cuts{0};
  for (const Number& factor : asks_.facts[record.fact].factors) cuts.push_back(value / factor);
  Value positive;
  positive.low = 0;
  positive.is_low_open = true;
  return *(chosen = pick_number(cuts, positive, false));
}

// ---- records

/// The records that a day-by-day statement of completeness leaves room for.
bool Completion::is_declared_complete(int fact, Day from, Day to) const {
  return std::any_of(patient_.complete.begin(), patient_.complete.end(), [&](const Complete& complete) {
    const bool speaks_of_it = complete.kind ? *complete.kind == kind_of(fact) : is_a(fact, complete.fact);
    return speaks_of_it && complete.from.value_or(never) <= to && complete.to.value_or(forever) >= from;
  });
}

Completed& Completion::add_further(std::deque<Completed>& list, int fact) {
  Completed record;
  record.fact = fact;
  const Day earliest = list.empty() ? never : *list.back().start;
  std::vector<Day> days;
  for (const Day day : points(fact)) {
    if (day >= earliest && !is_declared_complete(fact, day, day)) days.push_back(day);
  }
  // One that no window holds shows nothing.
  const auto& queries = asks_.facts[fact].queries;
  if (!is_span(fact)) {
    std::erase_if(days, [&](Day day) {
      return std::none_of(queries.begin(), queries.end(), [&](const Query* query) {
        const Days window = this->days(*query, fact);
        return day >= window.from && day <= window.to;
      });
    });
  }
  record.start = pick(days);
  return list.emplace_back(record);
}

/// Whether the same statements speak of two facts.
bool Completion::is_spoken_of_alike(int a, int b) const {
  const auto speak_alike = [&](int said) { return is_a(a, said) == is_a(b, said); };
  return std::all_of(patient_.complete.begin(), patient_.complete.end(),
                     [&](const Complete& complete) { return complete.kind || speak_alike(complete.fact); }) &&
         std::all_of(patient_.records.begin(), patient_.records.end(), [&](const Record& record) {
           return record.status != Record::Status::absent || speak_alike(record.fact);
         });
}

/// Whether further records of the fact show nothing that those of another fact do not show.
bool Completion::has_twin(int fact) const {
  const FactAsks& asks = asks_.facts[fact];
  if (asks.is_one_of_several) return false;
  for (int other = 0; other < fact; ++other) {
    const FactAsks& others = asks_.facts[other];
    if (others.queries == asks.queries && !others.is_one_of_several && is_spoken_of_alike(fact, other))
      return true;
  }
  return false;
}

std::deque<Completed>& Completion::further(int fact, bool planned) {
  const auto [place, is_new] = further_.try_emplace({fact, planned});
  auto& list = place->second;
  if (!is_new || has_twin(fact)) return list;
  const FactAsks& asks = asks_.facts[fact];
  const int most = planned ? asks.further_planned : asks.further;
  for (int i = 0; i < most; ++i) {
    const bool is_closed =
        std::any_of(patient_.complete.begin(), patient_.complete.end(), [&](const Complete& complete) {
          const bool speaks_of_it =
              complete.kind ? *complete.kind == kind_of(fact) : is_a(fact, complete.fact);
          return speaks_of_it && !complete.from && !complete.to;
        });
    if (is_closed || choices_.choose(2) == 0) break;
    add_further(list, fact).is_planned = planned;
  }
  return list;
}

std::deque<Completed>& Completion::supplied(int fact) {
  const int root = root_of(fact);
  const auto [place, is_new] = supplied_.try_emplace(root);
  auto& list = place->second;
  if (!is_new) return list;
  std::vector<int> kin = with_narrower({root});
  std::erase_if(kin, [&](int one) { return asks_.facts[one].latest == 0 || has_twin(one); });
  int most = 0;
  for (const int one : kin) most = std::max(most, asks_.facts[one].latest);
  for (int i = 0; i < most; ++i) {
    std::vector<std::pair<int, Day>> places;
    for (const int one : kin) {
      for (const Day day : points(one)) {
        const bool is_later = list.empty() || day >= *list.back().start;
        if (is_later && is_declared_complete(one, day, day)) places.emplace_back(one, day);
      }
    }
    const std::size_t chosen = choices_.choose(places.size() + 1);
    if (chosen == places.size()) break;
    Completed& record = list.emplace_back();
    record.fact = places[chosen].first;
    record.start = places[chosen].second;
  }
  return list;
}

Day Completion::start(Completed& record) {
  if (record.start) return *record.start;
  const Date& date = record.recorded->start;
  if (date.kind == Date::Kind::exact) return *(record.start = date.day);
  if (date.kind == Date::Kind::missing && kind_of(record.fact) == Kind::question)
    return *(record.start = as_of());
  Day last = date.last();
  if (date.kind == Date::Kind::missing && !record.is_planned) last = as_of();
  if (is_span(record.fact) && record.recorded->end.is_recorded())
    last = std::min(last, record.recorded->end.last());
  return *(record.start = pick_day(points(record.fact), date.first(), last));
}

Day Completion::end(Completed& record) {
  if (record.end) return *record.end;
  if (!is_span(record.fact)) return *(record.end = start(record));
  const Day from = start(record);
  const Record* recorded = record.recorded;
  if (recorded != nullptr && recorded->end.kind == Date::Kind::exact)
    return *(record.end = std::max(from, recorded->end.day));
  if (recorded != nullptr && recorded->end.is_recorded()) {
    return *(record.end =
                 pick_day(points(record.fact), std::max(from, recorded->end.first()), recorded->end.last()));
  }
  const bool is_condition = kind_of(record.fact) == Kind::condition;
  if (recorded != nullptr) {
    const bool is_there = recorded->is_ongoing ||
                          (is_condition && !recorded->is_over && recorded->status == Record::Status::final);
    if (is_there) return *(record.end = forever);
    if (is_condition && recorded->status == Record::Status::final) {
      return *(record.end = pick_day(points(record.fact), from, as_of() - 1));
    }
  }
  std::vector<Day> days{from};
  for (const Day day : points(record.fact)) {
    if (day > from) days.push_back(day);
  }
  days.push_back(forever);
  if (recorded == nullptr)
    std::erase_if(days, [&](Day day) { return is_declared_complete(record.fact, from, day); });
  return *(record.end = pick(days));
}

Day Completion::stated(Completed& absence) {
  if (absence.recorded->start.kind == Date::Kind::missing) return as_of();
  return start(absence);
}

bool Completion::counts(Completed& record, bool planned) {
  if (record.recorded == nullptr) return record.is_planned == planned;
  using Status = Record::Status;
  const Status status = record.recorded->status;
  if (status == Status::void_ || status == Status::absent) return false;
  if (status == Status::planned) return planned;
  if (!record.standing) {
    if (status == Status::unreadable) {
      record.standing = static_cast<int>(choices_.choose(3));
    } else {
      const bool is_contradicted = std::any_of(recorded_.begin(), recorded_.end(), [&](Completed& absence) {
        return absence.recorded->status == Status::absent && is_a(record.fact, absence.fact) &&
               start(record) <= stated(absence);
      });
      record.standing = is_contradicted ? static_cast<int>(choices_.choose(2)) : 1;
    }
  }
  return *record.standing == (planned ? 2 : 1);
}

bool Completion::has_field(Completed& record, int field) {
  if (record.recorded != nullptr) return record.recorded->fields[field].kind != Value::Kind::missing;
  auto& is_recorded = record.fields[field].is_recorded;
  if (!is_recorded) is_recorded = choices_.choose(2) == 1;
  return *is_recorded;
}

Number Completion::field(Completed& record, int field) {
  auto& chosen = record.fields[field].value;
  if (chosen) return *chosen;
  static const Value anything;
  const Value& value = record.recorded != nullptr ? record.recorded->fields[field] : anything;
  const Field& asked = fields()[field];
  if (is_plain(value, asked.type)) return *(chosen = value.number);
  std::vector<Number> numbers;
  if (field == dose) {
    Value positive = value;
    if (!positive.low) positive.low = 0;
    std::vector<Number> cuts = asks_.doses;
    if (asks_.is_dose_summed) {
      for (const int sum : {0, 5, 10, 15, 20}) cuts.emplace_back(sum);
    }
    chosen = pick_number(cuts, positive, false);
  } else if (field == line) {
    for (const int number : {1, 2, 3, 101, 102, 103}) numbers.emplace_back(number);
    std::erase_if(numbers, [&](Number number) { return !value.has_inside(number); });
    chosen = pick(numbers);
  } else if (asked.type == Type::fact) {
    for (int fact = 0; fact < unlisted_drug(); ++fact) {
      if (kind_of(fact) == Kind::condition) numbers.emplace_back(fact);
    }
    numbers.emplace_back(-1);
    chosen = pick(numbers);
  } else {
    for (int word = -1; word < static_cast<int>(asked.words.size()); ++word) numbers.emplace_back(word);
    chosen = pick(numbers);
  }
  return *chosen;
}

void Completion::order(std::vector<Completed*>& records) {
  std::stable_sort(records.begin(), records.end(),
                   [&](Completed* a, Completed* b) { return start(*a) < start(*b); });
  for (auto first = records.begin(); first != records.end();) {
    const Day day = start(**first);
    const auto last = std::find_if(first, records.end(), [&](Completed* one) { return start(*one) != day; });
    if (last - first > 1) {
      auto& ranked = ranked_[{day, kind_of((*first)->fact)}];
      for (auto one = first; one != last; ++one) {
        if (std::find(ranked.begin(), ranked.end(), *one) != ranked.end()) continue;
        ranked.insert(ranked.begin() + static_cast<std::ptrdiff_t>(choices_.choose(ranked.size() + 1)), *one);
      }
      const auto place = [&](const Completed* one) { return std::find(ranked.begin(), ranked.end(), one); };
      std::sort(first, last, [&](Completed* a, Completed* b) { return place(a) < place(b); });
    }
    first = last;
  }
}

}  // namespace eligo::oracle
