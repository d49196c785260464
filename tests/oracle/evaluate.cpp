#include "tests/oracle/evaluate.h"

#include <algorithm>

#include "tests/oracle/evaluator.h"

namespace eligo::oracle {

Outcome Evaluator::criterion(const Criterion& criterion) {
  assumptions_ = &criterion.assumptions;
  if (!criterion.only_for.empty() && condition(criterion.only_for.front()) != Outcome::holds)
    return Outcome::inapplicable;
  return condition(criterion.rule);
}

// ---- conditions

Outcome Evaluator::condition(const Condition& condition) {
  using Op = Condition::Op;
  switch (condition.op) {
    case Op::not_: return negated(this->condition(condition.items.front()));
    case Op::all: return all(condition.items);
    case Op::any: return any(condition.items);
    case Op::none: return negated(any(condition.items));
    case Op::count: return counted(condition);
    case Op::unless: {
      const Outcome rule = this->condition(condition.items[0]);
      return rule == Outcome::holds ? of(this->condition(condition.items[1]) != Outcome::holds) : rule;
    }
    case Op::record: return record(condition.query);
    case Op::results: return of(is_amount(condition, results(condition.query)));
    case Op::compare: return compared(condition);
    case Op::drugs: return drugs(condition);
    case Op::domains: return domains(condition);
    case Op::named: return elsewhere([&] { return this->condition(protocol_.defines[condition.index]); });
    case Op::state: {
      const Outcome state =
          elsewhere([&] { return this->condition(protocol_.scores.front().states[condition.index]); });
      return condition.is_negated ? negated(state) : state;
    }
    case Op::entry: return this->condition(protocol_.scores.front().entry.front());
  }
  return Outcome::fails;
}

Outcome Evaluator::negated(Outcome outcome) {
  return outcome == Outcome::inapplicable ? outcome : of(outcome == Outcome::fails);
}

Outcome Evaluator::all(const std::vector<Condition>& items) {
  Outcome result = Outcome::inapplicable;
  for (const Condition& item : items) {
    const Outcome one = condition(item);
    if (one == Outcome::fails) return one;
    if (one == Outcome::holds) result = one;
  }
  return result;
}

Outcome Evaluator::any(const std::vector<Condition>& items) {
  Outcome result = Outcome::inapplicable;
  for (const Condition& item : items) {
    const Outcome one = condition(item);
    if (one == Outcome::holds) return one;
    if (one == Outcome::fails) result = one;
  }
  return result;
}

bool Evaluator::is_amount(const Condition& condition, int number) {
  return number >= condition.low && (condition.high < 0 || number <= condition.high);
}

Outcome Evaluator::counted(const Condition& condition) {
  int number = 0;
  bool is_any_applicable = false;
  for (const Condition& item : condition.items) {
    const Outcome one = this->condition(item);
    if (one == Outcome::holds) ++number;
    if (one != Outcome::inapplicable) is_any_applicable = true;
  }
  return is_any_applicable ? of(is_amount(condition, number)) : Outcome::inapplicable;
}

Outcome Evaluator::drugs(const Condition& condition) {
  int number = 0;
  bool is_any_applicable = false;
  const auto* outer = each_;
  for (const std::vector<int>& item : groups()[condition.index].items) {
    each_ = &item;
    const Outcome one = this->condition(condition.items.front());
    if (one == Outcome::holds) ++number;
    if (one != Outcome::inapplicable) is_any_applicable = true;
  }
  each_ = outer;
  return is_any_applicable ? of(is_amount(condition, number)) : Outcome::inapplicable;
}

// ---- scores

Number Evaluator::points(const Domain& domain) {
  Number result = 0;
  for (const Item& item : domain.items) {
    if (condition(item.when) != Outcome::holds) continue;
    result = domain.is_sum ? result + item.points : std::max(result, Number(item.points));
  }
  return result;
}

Outcome Evaluator::domains(const Condition& condition) {
  return elsewhere([&] {
    int number = 0;
    for (const Domain& domain : protocol_.scores.front().domains) {
      if ((condition.is_negated || domain.is_tagged) && points(domain) > 0) ++number;
    }
    return of(is_amount(condition, number));
  });
}

// ---- comparisons

Outcome Evaluator::compared(const Condition& condition) {
  return of(passes(condition.test, quantity(condition.quantity.front()), nullptr));
}

bool Evaluator::passes(const Test& test, Number value, Completed* record) {
  switch (test.kind) {
    case Test::Kind::none: return true;
    case Test::Kind::between: return value >= test.low && value <= test.high;
    case Test::Kind::words: {
      const bool is_listed =
          std::any_of(test.words.begin(), test.words.end(), [&](int word) { return value == word; });
      return is_listed != test.is_negated;
    }
    case Test::Kind::limits: {
      for (std::size_t i = 1; i < test.limits.size(); ++i) {
        if (condition(test.limits[i].when.front()) == Outcome::holds)
          return passes(test.limits[i], value, record);
      }
      return passes(test.limits.front(), value, record);
    }
  }
  return false;
}

bool Evaluator::passes(const Limit& limit, Number value, Completed* record) {
  Number against = limit.number;
  const bool is_normal = limit.kind == Limit::Kind::upper || limit.kind == Limit::Kind::lower;
  if (is_normal) against = limit.number * patient_.limit_of_normal(*record, limit.kind == Limit::Kind::upper);
  if (limit.kind == Limit::Kind::quantity) against = quantity(limit.quantity.front());
  return holds(value, limit.comparison, against);
}

Outcome evaluate(const Protocol& protocol, std::size_t criterion, Completion& completion) {
  return Evaluator(protocol, completion).criterion(protocol.criteria[criterion]);
}

}  // namespace eligo::oracle
