#include "tests/oracle/protocol_generator.h"

namespace eligo::oracle {

std::string ProtocolGenerator::unit() {
  for (const std::string& topic : topics_) {
    const int fact = fact_named(topic);
    if (fact == unlisted_drug()) continue;
    if (type_of(fact) == Type::number && facts()[fact].unit != "% predicted") return facts()[fact].unit;
  }
  return "";
}

Quantity ProtocolGenerator::leaf(const std::string& unit) {
  Quantity quantity;
  quantity.op = Quantity::Op::value;
  quantity.unit = unit;
  if (percent(20)) return constant(unit);
  for (const std::string& topic : topics_) {
    const int fact = fact_named(topic);
    if (fact == unlisted_drug() || type_of(fact) != Type::number || facts()[fact].unit != unit) continue;
    quantity.query.name = topic;
    quantity.query.asked = {fact};
    quantity.query.kind = kind_of(fact);
    quantity.query.selector = Selector::attribute;
    if (query_is_observation(quantity.query)) {
      static const std::vector<Selector> selectors{Selector::most_recent, Selector::most_recent,
                                                   Selector::previous,    Selector::first,
                                                   Selector::highest,     Selector::lowest};
      quantity.query.selector = random_.one_of(selectors);
      if (percent(30)) quantity.query.window = random_.one_of(windows_);
    }
    return quantity;
  }
  return constant(unit);
}

Quantity ProtocolGenerator::constant(const std::string& unit) {
  Quantity quantity;
  quantity.unit = unit;
  quantity.number = random_.one_of(numbers(unit));
  return quantity;
}

Quantity ProtocolGenerator::plain(Number number) {
  Quantity quantity;
  quantity.number = number;
  return quantity;
}

Quantity ProtocolGenerator::quantity(const std::string& unit, int depth) {
  return depth > 0 && percent(70) ? arithmetic(unit, depth) : leaf(unit);
}

Quantity ProtocolGenerator::arithmetic(const std::string& unit, int depth) {
  using Op = Quantity::Op;
  static const std::vector<Op> ops{Op::add,       Op::subtract,  Op::multiply, Op::divide,
                                   Op::sum,       Op::smallest,  Op::largest,  Op::choice,
                                   Op::otherwise, Op::otherwise, Op::power};
  Quantity result;
  result.op = random_.one_of(ops);
  if (result.op == Op::power && !unit.empty()) result.op = Op::subtract;
  result.unit = unit;
  result.operands.push_back(quantity(unit, depth - 1));
  switch (result.op) {
    case Op::power: result.operands.push_back(plain(2)); break;
    case Op::multiply: result.operands.push_back(plain(Number(1 + random_.below(4), 2))); break;
    case Op::divide:
      if (unit.empty() && percent(40)) {
        result.operands.push_back(leaf(unit));
      } else {
        result.operands.push_back(plain(2));
      }
      break;
    case Op::choice: result.when.push_back(condition(0)); [[fallthrough]];
    default: result.operands.push_back(quantity(unit, depth - 1));
  }
  return result;
}

}  // namespace eligo::oracle
