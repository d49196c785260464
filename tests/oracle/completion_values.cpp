#include <algorithm>
#include <set>

#include "tests/oracle/completion.h"

namespace eligo::oracle {
namespace {

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

/// The vocabulary's plausible range ends a bound that has no end of its own.
Value bounded(const Value& value, int fact) {
  Value result = value;
  if (value.kind == Value::Kind::span && !value.low) result.low = facts()[fact].plausible_low;
  if (value.kind == Value::Kind::span && !value.high) result.high = facts()[fact].plausible_high;
  return result;
}

/// The grades or words that a value may be.
std::vector<Number> listed(const Fact& fact, const Value& value) {
  std::vector<Number> result;
  for (int i = 0; i < static_cast<int>(fact.words.size()); ++i) {
    if (value.has_inside(i)) result.emplace_back(i);
  }
  if (fact.type == Type::open_word) result.emplace_back(-1);
  return result;
}

/// A word that a closed kind does not list is as good as none, and so is a name that is not understood.
bool is_plain(const Value& value, Type type) {
  if (value.kind != Value::Kind::exact) return false;
  return value.number >= 0 || (type != Type::closed_word && type != Type::grade && type != Type::fact);
}

}  // namespace

/// Where arithmetic can turn: where two values and a number of the rules are added, multiplied or divided, or
/// one value stands more than once.
void Completion::add_turning_points(std::vector<Number>& cuts) const {
  cuts.emplace_back(0);
  const std::vector<Number> own = cuts;
  for (const Number& cut : own) {
    for (const Number& number : asks_.numbers) {
      cuts.insert(cuts.end(), {cut - number, number - cut, cut + number, cut * number});
      if (number != 0) cuts.push_back(cut / number);
    }
    cuts.insert(cuts.end(), {cut / 2, cut / 3, cut * Number(2, 3)});
  }
}

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
    if (!asks.are_held_against_others() || record.value.kind != Value::Kind::exact) continue;
    cuts.push_back(record.value.number);
    if (asks.is_reckoned_with) cuts.push_back(record.value.number * record.value.number);
  }
  if (!asks.is_reckoned_with) return cuts;
  cuts.insert(cuts.end(), asks_.numbers.begin(), asks_.numbers.end());
  add_turning_points(cuts);
  return cuts;
}

bool Completion::any_outcome(const std::string& question) {
  const auto [place, is_new] = any_outcomes_.try_emplace(question);
  if (is_new) place->second = choices_.choose(2) == 1;
  return place->second;
}

Number Completion::any_number(const std::string& quantity) {
  const auto known = any_numbers_.find(quantity);
  if (known != any_numbers_.end()) return known->second;
  std::vector<Number> cuts = asks_.numbers;
  for (const FactAsks& asks : asks_.facts) cuts.insert(cuts.end(), asks.limits.begin(), asks.limits.end());
  std::vector<Number> values;
  for (const Record& record : patient_.records) {
    if (record.value.kind == Value::Kind::exact) values.push_back(record.value.number);
  }
  cuts.insert(cuts.end(), values.begin(), values.end());
  for (const Number& a : values) {
    for (const Number& b : values) cuts.insert(cuts.end(), {a + b, a - b, a * b});
  }
  add_turning_points(cuts);
  return any_numbers_[quantity] = pick_number(cuts, Value{}, true);
}

Number Completion::pick_number(const std::vector<Number>& cuts, const Value& value, bool is_dense) {
  std::vector<Number> all = cuts;
  for (const auto& end : {value.low, value.high}) {
    if (end) all.push_back(*end);
  }
  std::vector<Number> numbers;
  for (const Number& number : representatives(std::move(all), is_dense)) {
    if (value.has_inside(number)) numbers.push_back(number);
  }
  return pick(numbers);
}

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
    chosen = pick_number(cuts, bounded(value, fact), asks_.facts[fact].are_held_against_others());
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
                               asks_.facts[record.fact].are_held_against_others());
  } else if (fact.type == Type::titre) {
    Value positive = value;
    if (!positive.low) {
      positive.low = 0;
      positive.is_low_open = true;
    }
    record.value =
        pick_number(value_cuts(record.fact), positive, asks_.facts[record.fact].are_held_against_others());
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

bool Completion::has_field(Completed& record, int field) {
  if (record.recorded != nullptr) return record.recorded->fields[field].kind != Value::Kind::missing;
  auto& is_recorded = record.fields[field].is_recorded;
  if (!is_recorded) is_recorded = choices_.choose(2) == 1;
  return *is_recorded;
}

/// What the rest of a sum may come to that is asked about, or equals another sum: with all doses that are
/// known.
std::vector<Number> Completion::summed_doses(int fact) const {
  std::set<Number> sums{0};
  for (const auto* asked : {&asks_.doses, &asks_.numbers, &asks_.facts[fact].limits}) {
    sums.insert(asked->begin(), asked->end());
  }
  const auto add = [&](const Number& one) {
    const std::set<Number> before = sums;
    for (const Number& sum : before) sums.insert({sum + one, sum - one});
  };
  for (const Record& record : patient_.records) {
    if (is_plain(record.fields[dose], Type::number)) add(record.fields[dose].number);
  }
  const auto add_chosen = [&](const Completed& record) {
    const bool is_open = record.recorded == nullptr || !is_plain(record.recorded->fields[dose], Type::number);
    if (is_open && record.fields[dose].value) add(*record.fields[dose].value);
  };
  std::for_each(recorded_.begin(), recorded_.end(), add_chosen);
  for (const auto& [key, list] : further_) std::for_each(list.begin(), list.end(), add_chosen);
  return {sums.begin(), sums.end()};
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
    chosen = pick_number(asks_.is_dose_summed ? summed_doses(record.fact) : asks_.doses, positive, false);
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

}  // namespace eligo::oracle
