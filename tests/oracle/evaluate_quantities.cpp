#include <algorithm>
#include <set>

#include "tests/oracle/evaluator.h"

namespace eligo::oracle {

Number Evaluator::quantity(const Quantity& quantity) {
  using Op = Quantity::Op;
  switch (quantity.op) {
    case Op::number: return quantity.number;
    case Op::value: return value(quantity.query);
    case Op::age: {
      Query query = quantity.query;
      return Number(completed_years(patient_.birth(), patient_.days(query, 0).to));
    }
    case Op::choice:
      return this->quantity(quantity.operands[condition(quantity.when.front()) == Outcome::holds ? 0 : 1]);
    case Op::otherwise: return this->quantity(quantity.operands[has_record(quantity.operands[0]) ? 0 : 1]);
    case Op::total:
      return elsewhere([&] {
        Number sum = 0;
        for (const Domain& domain : protocol_.scores.front().domains) {
          if (!quantity.is_tagged || domain.is_tagged) sum = sum + points(domain);
        }
        return sum;
      });
    case Op::points:
      return elsewhere([&] { return points(protocol_.scores.front().domains[quantity.index]); });
    case Op::derived: return elsewhere([&] { return this->quantity(protocol_.derived[quantity.index]); });
    default: return reckoned(quantity);
  }
}

Number Evaluator::reckoned(const Quantity& quantity) {
  using Op = Quantity::Op;
  std::vector<Number> numbers;
  for (const Quantity& operand : quantity.operands) {
    numbers.push_back(this->quantity(operand));
  }
  Number result = numbers.front();
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const Number& next = numbers[i];
    if (quantity.op == Op::divide && next == 0) return patient_.any_number(text(quantity));
    switch (quantity.op) {
      case Op::add:
      case Op::sum: result = result + next; break;
      case Op::subtract: result = result - next; break;
      case Op::multiply: result = result * next; break;
      case Op::divide: result = result / next; break;
      case Op::power: {
        const Number base = result;
        for (std::int64_t n = 1; n < next.numerator(); ++n) result = result * base;
        break;
      }
      case Op::smallest: result = std::min(result, next); break;
      case Op::largest: result = std::max(result, next); break;
      default: break;
    }
  }
  return result;
}

Number Evaluator::value(const Query& query) {
  switch (query.selector) {
    case Selector::number:
      return Number(query.is_course ? course_hits(query) : static_cast<int>(happened(query).size()));
    case Selector::lines: {
      std::set<Number> lines;
      for (Completed* record : happened(query)) lines.insert(patient_.field(*record, line));
      return Number(static_cast<std::int64_t>(lines.size()));
    }
    case Selector::dose: return dose_on(query, patient_.days(query, query.asked.front()).to).value_or(0);
    case Selector::attribute: return attribute(query);
    default: break;
  }
  bool is_assumed_absent = false;
  Completed* record = select(query, is_assumed_absent);
  return record != nullptr ? patient_.value(*record) : patient_.any_number(name_of(query));
}

bool Evaluator::has_record(const Quantity& quantity) {
  using Op = Quantity::Op;
  switch (quantity.op) {
    case Op::number:
    case Op::total:
    case Op::points: return true;
    case Op::age: return patient_.patient().birth.is_recorded();
    case Op::value: return has_record(quantity.query);
    case Op::choice:
      return has_record(quantity.operands[condition(quantity.when.front()) == Outcome::holds ? 0 : 1]);
    case Op::otherwise: return has_record(quantity.operands[0]) || has_record(quantity.operands[1]);
    case Op::derived: return elsewhere([&] { return has_record(protocol_.derived[quantity.index]); });
    default: break;
  }
  // Constants do not make up for records of which there are none.
  bool is_any_asked = false;
  for (const Quantity& operand : quantity.operands) {
    if (operand.op == Op::number) continue;
    is_any_asked = true;
    if (has_record(operand)) return true;
  }
  return !is_any_asked;
}

bool Evaluator::has_record(const Query& query) {
  switch (query.selector) {
    case Selector::number:
    case Selector::lines:
    case Selector::dose: return true;
    case Selector::attribute:
      return patient_.patient().attributes[query.asked.front()].kind != Value::Kind::missing;
    default: return recorded(query).size() >= (query.selector == Selector::previous ? 2 : 1);
  }
}

}  // namespace eligo::oracle
