#include <algorithm>

#include "tests/oracle/completion.h"

namespace eligo::oracle {

/// The records that a day-by-day statement of completeness leaves room for.
bool Completion::is_declared_complete(int fact, Day from, Day to) const {
  return std::any_of(patient_.complete.begin(), patient_.complete.end(), [&](const Complete& complete) {
    const bool speaks_of_it = complete.kind ? *complete.kind == kind_of(fact) : is_a(fact, complete.fact);
    return speaks_of_it && complete.from.value_or(never) <= to && complete.to.value_or(forever) >= from;
  });
}

/// Whether a window of some question holds the day.
bool Completion::is_seen(int fact, Day day) {
  const auto& queries = asks_.facts[fact].queries;
  return std::any_of(queries.begin(), queries.end(), [&](const Query* query) {
    const Days window = days(*query, fact);
    return day >= window.from && day <= window.to;
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
  if (!is_span(fact)) std::erase_if(days, [&](Day day) { return !is_seen(fact, day); });
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
        if (is_later && is_seen(one, day)) places.emplace_back(one, day);
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

}  // namespace eligo::oracle
