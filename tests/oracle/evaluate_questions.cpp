#include <algorithm>

#include "tests/oracle/evaluator.h"

namespace eligo::oracle {

Outcome Evaluator::record(const Query& query) {
  switch (query.selector) {
    case Selector::any:
    case Selector::ever:
    case Selector::active:
    case Selector::planned:
    case Selector::receiving: return of(is_any(query));
    case Selector::no: return of(!is_any(query));
    case Selector::every: return every(query);
    case Selector::unchanged: return of(is_unchanged(query));
    case Selector::attribute: return of(is_attribute(query));
    default: return selected(query);
  }
}

bool Evaluator::is_any(const Query& query) {
  if (query.is_course || query.selector == Selector::receiving) return course_hits(query) > 0;
  const auto passes = [&](Completed* record) { return passes_test(*record, query); };
  const Records there = recorded(query);
  if (std::any_of(there.begin(), there.end(), passes)) return true;
  const Records more = further(query);
  return std::any_of(more.begin(), more.end(),
                     [&](Completed* one) { return matches(*one, query) && passes(one); });
}

Outcome Evaluator::every(const Query& query) {
  const Records there = recorded(query);
  const auto passes = [&](Completed* record) { return passes_test(*record, query); };
  if (!std::all_of(there.begin(), there.end(), passes)) return Outcome::fails;
  const Records all = happened(query);
  if (all.empty()) return Outcome::inapplicable;
  return of(std::all_of(all.begin(), all.end(), passes));
}

int Evaluator::results(const Query& query) {
  std::vector<Day> days;
  for (Completed* record : happened(query)) {
    const bool is_event = query.apart || !record->may_repeat || patient_.is_own(*record);
    if (is_event && passes_test(*record, query)) days.push_back(patient_.start(*record));
  }
  if (!query.apart) return static_cast<int>(days.size());
  std::sort(days.begin(), days.end());
  int number = 0;
  Day next = never;
  for (const Day day : days) {
    if (day < next) continue;
    ++number;
    next = add(day, *query.apart, 1);
  }
  return number;
}

Completed* Evaluator::select(const Query& query, bool& is_assumed_absent) {
  is_assumed_absent = false;
  switch (query.selector) {
    case Selector::most_recent:
    case Selector::answer: return latest(query, 1, is_assumed_absent);
    case Selector::previous: return latest(query, 2, is_assumed_absent);
    default: break;
  }
  Records all = happened(query);
  if (all.empty()) {
    is_assumed_absent = is_assumed(query);
    return nullptr;
  }
  if (query.selector == Selector::first) {
    patient_.order(all);
    return all.front();
  }
  const bool is_highest = query.selector == Selector::highest;
  Records extreme;
  for (Completed* one : all) {
    if (!extreme.empty()) {
      const Number value = patient_.value(*one);
      const Number most = patient_.value(*extreme.front());
      if (is_highest ? value < most : value > most) continue;
      if (value != most) extreme.clear();
    }
    extreme.push_back(one);
  }
  return patient_.one_of(extreme);
}

Completed* Evaluator::latest(const Query& query, std::size_t place, bool& is_assumed_absent) {
  Records there = recorded(query);
  if (there.size() < place) {
    if (is_assumed(query)) {
      is_assumed_absent = true;
      return nullptr;
    }
    add_unrecorded(query, there);
  }
  if (there.size() < place) {
    // In a window without a day nothing can be supplied.
    const Days days = patient_.days(query, asked(query).front());
    if (days.from <= days.to) patient_.choices().forbid();
    return nullptr;
  }
  patient_.order(there);
  return there[there.size() - place];
}

void Evaluator::add_unrecorded(const Query& query, Records& there) {
  const Records known = there;
  const auto is_before_known = [&](Completed* one) {
    return known.empty() || patient_.start(*one) <= patient_.start(*known.front());
  };
  for (Completed* one : further(query)) {
    if (matches(*one, query) && is_before_known(one)) there.push_back(one);
  }
  const std::vector<int>& names = asked(query);
  for (Completed& one : patient_.supplied(names.front())) {
    if (is_asked(query, one.fact) && matches(one, query) && is_before_known(&one)) there.push_back(&one);
  }
}

/// The same for two questions if they are the same.
std::string Evaluator::name_of(const Query& query) const {
  Condition question;
  question.op = Condition::Op::record;
  question.query = query;
  // What is asked up to the as-of date is what is asked without any window.
  Window& window = question.query.window;
  if (window.form == Window::Form::up_to && window.anchor == 0) window = {};
  std::string name = text(question);
  for (const int fact : asked(query)) name += " " + std::to_string(fact);
  return name;
}

Outcome Evaluator::selected(const Query& query) {
  bool is_assumed_absent = false;
  Completed* record = select(query, is_assumed_absent);
  if (is_assumed_absent) {
    // A question that nobody answered is taken as answered with no.
    return of(query.selector == Selector::answer && passes(query.test, Number(0), nullptr));
  }
  if (record != nullptr) return of(passes_test(*record, query));
  const bool is_latest = query.selector == Selector::most_recent || query.selector == Selector::previous;
  const auto foregone = is_latest ? of_any_value(query) : std::nullopt;
  return foregone ? *foregone : of(patient_.any_outcome(name_of(query)));
}

/// What the test of a result comes to for every value of its closed kind, where that is one outcome.
std::optional<Outcome> Evaluator::of_any_value(const Query& query) {
  const Type type = type_of(asked(query).front());
  const auto& limits = query.test.limits;
  const bool is_by_value_alone = std::all_of(
      limits.begin(), limits.end(), [](const Limit& limit) { return limit.kind == Limit::Kind::number; });
  if ((type != Type::grade && type != Type::closed_word) || !is_by_value_alone) return std::nullopt;
  const int count = static_cast<int>(facts()[asked(query).front()].words.size());
  int held = 0;
  for (int value = 0; value < count; ++value) held += passes(query.test, value, nullptr) ? 1 : 0;
  if (held == 0) return Outcome::fails;
  if (held == count && query.demands.empty()) return Outcome::holds;
  return std::nullopt;
}

bool Evaluator::is_missing(const Query& query) {
  return patient_.patient().attributes[query.asked.front()].kind == Value::Kind::missing;
}

bool Evaluator::is_attribute(const Query& query) {
  const Fact& fact = facts()[query.asked.front()];
  if (!is_missing(query) || !is_assumed(query)) return passes(query.test, attribute(query), nullptr);
  return fact.words.front() == "no" && passes(query.test, Number(0), nullptr);
}

Number Evaluator::attribute(const Query& query) {
  const int fact = query.asked.front();
  if (facts()[fact].type == Type::list && is_missing(query) && is_assumed(query)) return 0;
  return patient_.attribute(fact);
}

}  // namespace eligo::oracle
