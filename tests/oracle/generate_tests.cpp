#include <algorithm>
#include <utility>

#include "tests/oracle/generate.h"
#include "tests/oracle/protocol_generator.h"

namespace eligo::oracle {
namespace {

bool is_arithmetic(const Quantity& quantity) {
  using Op = Quantity::Op;
  return quantity.op == Op::add || quantity.op == Op::subtract || quantity.op == Op::multiply ||
         quantity.op == Op::divide || quantity.op == Op::sum || quantity.op == Op::power ||
         quantity.op == Op::derived;
}

/// Whether there may be a value at which it equals a number and which the definition does not think of: a
/// root, or what takes more than one step to compute.
bool has_far_values(const Quantity& quantity, bool is_inside = false) {
  using Op = Quantity::Op;
  if (quantity.op == Op::power || quantity.op == Op::derived) return true;
  if (is_inside && is_arithmetic(quantity)) return true;
  return std::any_of(quantity.operands.begin(), quantity.operands.end(), [&](const Quantity& one) {
    return has_far_values(one, is_inside || is_arithmetic(quantity));
  });
}

/// Two that together leave no single value: no `<` and `<=` of one number.
Comparison unequal(Comparison comparison) {
  const bool is_less = comparison == Comparison::less || comparison == Comparison::less_or_equal ||
                       comparison == Comparison::equal;
  return is_less ? Comparison::less : Comparison::greater_or_equal;
}

}  // namespace

// ---- limits and tests

void ProtocolGenerator::add_when(Test& test, Limit limit) {
  limit.when.push_back(condition(0));
  test.limits.push_back(std::move(limit));
}

Condition ProtocolGenerator::compared(const Quantity& quantity) {
  Condition condition;
  condition.op = Condition::Op::compare;
  condition.quantity.push_back(quantity);
  condition.test.kind = percent(20) ? Test::Kind::between : Test::Kind::limits;
  const bool is_count =
      is_list_ || (quantity.op == Quantity::Op::value && (quantity.query.selector == Selector::number ||
                                                          quantity.query.selector == Selector::lines));
  is_list_ = false;
  const auto number = [&] {
    return is_count ? Number(random_.below(3)) : random_.one_of(numbers(quantity.unit));
  };
  if (condition.test.kind == Test::Kind::between) {
    condition.test.low = number();
    condition.test.high = number();
    if (condition.test.high < condition.test.low) std::swap(condition.test.low, condition.test.high);
    if (has_far_values(quantity)) condition.test.low = condition.test.high - 1000;
  } else {
    condition.test.limits.push_back(limit_of(number()));
    if (percent(8)) add_when(condition.test, limit_of(number()));
    for (Limit& limit : condition.test.limits) {
      if (has_far_values(quantity)) limit.comparison = unequal(limit.comparison);
    }
  }
  return condition;
}

std::vector<Number> ProtocolGenerator::numbers(const std::string& unit) {
  if (unit == "U/L") return {40, 80};
  if (unit == "mg/dL") return {1, 2};
  if (unit == "cm") return {150, 170};
  if (unit == "mg/day") return {5, 10, 15};
  if (unit == "years") return {18, 40, 65};
  if (unit == "% predicted") return {50, 70};
  return {5, 7};
}

Test ProtocolGenerator::word_test(int fact) {
  Test test;
  test.kind = Test::Kind::words;
  test.is_negated = percent(30);
  const int count = static_cast<int>(facts()[fact].words.size());
  test.words.push_back(random_.below(count));
  if (percent(20)) {
    const int other = random_.below(count);
    if (other != test.words.front()) test.words.push_back(other);
  }
  return test;
}

Test ProtocolGenerator::value_test(int fact) {
  const Fact& asked = facts()[fact];
  const bool has_words = asked.type == Type::closed_word || asked.type == Type::open_word;
  if (has_words || (asked.type == Type::grade && percent(25))) return word_test(fact);
  Test test;
  if (asked.type == Type::number && percent(15)) {
    test.kind = Test::Kind::between;
    const auto ends = numbers(asked.unit);
    test.low = ends[0];
    test.high = ends[1];
    return test;
  }
  test.kind = Test::Kind::limits;
  test.limits.push_back(value_limit(asked));
  if (percent(12)) add_when(test, value_limit(asked));
  return test;
}

Limit ProtocolGenerator::value_limit(const Fact& fact) {
  if (fact.type == Type::titre) return limit_of(percent(50) ? 80 : 160);
  if (fact.type == Type::grade) return limit_of(random_.below(4));
  if (fact.has_limits && percent(45)) {
    return {percent(75) ? Limit::Kind::upper : Limit::Kind::lower,
            random_.one_of(comparisons),
            1 + random_.below(2),
            {},
            {}};
  }
  if (fact.unit != "% predicted" && percent(8)) {
    Limit limit{Limit::Kind::quantity, random_.one_of(comparisons), 0, {quantity(fact.unit, 1)}, {}};
    if (has_far_values(limit.quantity.front(), true)) limit.comparison = unequal(limit.comparison);
    return limit;
  }
  return limit_of(random_.one_of(numbers(fact.unit)));
}

// ---- parts of queries

Filter ProtocolGenerator::filter(const std::vector<int>& among) {
  Filter filter;
  filter.field = random_.one_of(among);
  const Field& field = fields()[filter.field];
  if (percent(25)) {
    filter.kind = percent(50) ? Filter::Kind::with : Filter::Kind::without;
  } else if (field.type == Type::number) {
    filter.kind = Filter::Kind::compare;
    filter.comparison = random_.one_of(comparisons);
    filter.limit = filter.field == dose ? random_.one_of(numbers("mg/day")) : Number(1 + random_.below(2));
  } else {
    filter.kind = percent(70) ? Filter::Kind::is : Filter::Kind::is_not;
    if (field.type == Type::fact) {
      filter.words.push_back(fact_named(percent(50) ? "cancer" : "seizure"));
    } else {
      filter.words.push_back(random_.below(2));
      if (percent(15)) filter.words.push_back(1 - filter.words.front());
    }
  }
  return filter;
}

Period ProtocolGenerator::period() {
  static const std::vector<Period> periods{{0, 3}, {0, 7}, {0, 14}, {0, 28}, {1, 0}, {3, 0}, {12, 0}};
  return random_.one_of(periods);
}

Window ProtocolGenerator::window() {
  Window window;
  window.form = static_cast<Window::Form>(1 + random_.below(11));
  window.anchor = percent(60) ? 0 : percent(70) ? 1 : Window::fixed_date;
  window.date = today() - random_.below(40);
  window.reach.period = period();
  if (window.form >= Window::Form::within_up_to && window.form <= Window::Form::within_after && percent(10)) {
    window.other = Reach{period(), 0};
    window.is_longer = percent(50);
  }
  return window;
}

}  // namespace eligo::oracle
