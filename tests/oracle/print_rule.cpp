#include <array>

#include "tests/oracle/rule.h"

namespace eligo::oracle {
namespace {

std::string literal(Number number, const std::string& unit) {
  return decimal(number) + (unit.empty() ? "" : " " + unit);
}

std::string reach_text(const Reach& reach) {
  return reach.half_lives != 0 ? decimal(reach.half_lives) + " half-lives" : text(reach.period);
}

std::string window_text(const Window& window) {
  using Form = Window::Form;
  if (window.form == Form::none) return "";
  static constexpr std::array<const char*, 12> words{"",      "up to",  "before", "from",  "after",  "on",
                                                     "up to", "before", "from",   "after", "before", "after"};
  std::string result;
  if (window.form >= Form::at_least_before) {
    result = " at least " + reach_text(window.reach);
  } else if (window.form >= Form::within_up_to) {
    result = " within ";
    if (window.other) result += window.is_longer ? "the longer of " : "the shorter of ";
    result += reach_text(window.reach);
    if (window.other) result += " and " + reach_text(*window.other);
  }
  result += std::string(" ") + words[static_cast<std::size_t>(window.form)];
  return result + " " + (window.anchor == Window::fixed_date ? text(window.date) : anchors()[window.anchor]);
}

std::string word_text(const Field& field, int word) {
  return field.type == Type::fact ? facts()[word].name : field.words[word];
}

template <typename Name>
std::string word_list(const std::vector<int>& words, Name name) {
  if (words.size() == 1) return name(words.front());
  std::string result = "one of { ";
  for (std::size_t i = 0; i < words.size(); ++i) result += (i > 0 ? "; " : "") + name(words[i]);
  return result + " }";
}

std::string filter_text(const Filter& filter) {
  const Field& field = fields()[filter.field];
  const auto name = [&](int word) { return word_text(field, word); };
  switch (filter.kind) {
    case Filter::Kind::is: return " where " + field.name + " is " + word_list(filter.words, name);
    case Filter::Kind::is_not: return " where " + field.name + " is not " + word_list(filter.words, name);
    case Filter::Kind::compare:
      return " where " + field.name + " " + sign(filter.comparison) + " " + literal(filter.limit, field.unit);
    case Filter::Kind::with: return " with " + field.name;
    case Filter::Kind::without: return " without " + field.name;
  }
  return "";
}

std::string filters_text(const std::vector<Filter>& filters) {
  std::string result;
  for (const Filter& filter : filters) result += filter_text(filter);
  return result;
}

/// What the value of a query or a quantity is held against.
struct Scale {
  Type type;
  std::string unit;
  const std::vector<std::string>* words;
};

Scale scale_of(const Query& query) {
  if (query.asked.empty()) return {Type::none, "", nullptr};
  const Fact& fact = facts()[query.asked.front()];
  return {fact.type, fact.unit, &fact.words};
}

std::string limit_text(const Limit& limit, const Scale& scale) {
  const std::string before = sign(limit.comparison) + " ";
  switch (limit.kind) {
    case Limit::Kind::number:
      if (scale.type == Type::titre) return before + "1:" + decimal(limit.number);
      if (scale.type == Type::grade) return before + (*scale.words)[limit.number.numerator()];
      return before + literal(limit.number, scale.unit);
    case Limit::Kind::upper: return before + decimal(limit.number) + " x ULN";
    case Limit::Kind::lower: return before + decimal(limit.number) + " x LLN";
    case Limit::Kind::quantity: {
      // In brackets, so that what follows is not taken for a part of it.
      const Quantity& quantity = limit.quantity.front();
      return before + (quantity.op == Quantity::Op::value ? "(" + text(quantity) + ")" : text(quantity));
    }
  }
  return "";
}

std::string test_text(const Test& test, const Scale& scale) {
  switch (test.kind) {
    case Test::Kind::none: return "";
    case Test::Kind::between:
      return " from " + literal(test.low, scale.unit) + " to " + literal(test.high, scale.unit);
    case Test::Kind::words:
      return std::string(" is ") + (test.is_negated ? "not " : "") +
             word_list(test.words, [&](int word) { return (*scale.words)[word]; });
    case Test::Kind::limits: {
      std::string result = " " + limit_text(test.limits.front(), scale);
      for (std::size_t i = 1; i < test.limits.size(); ++i) {
        result +=
            ", or " + limit_text(test.limits[i], scale) + " when (" + text(test.limits[i].when.front()) + ")";
      }
      return result;
    }
  }
  return "";
}

std::string what_text(const Query& query) {
  std::string result;
  if (query.is_course) {
    result = query.name.empty() ? "course" : "course of " + query.name;
  } else if (query.is_any) {
    result = query.kind == Kind::treatment   ? "treatment"
             : query.kind == Kind::condition ? "condition"
                                             : "procedure";
  } else {
    result = query.name;
  }
  result += filters_text(query.filters);
  if (query.gap > 0) result += " with gaps of at most " + text(Period{0, query.gap});
  if (query.lasting) result += " lasting at least " + text(*query.lasting);
  if (query.total) result += " for a total of at least " + text(*query.total);
  return result;
}

std::string query_text(const Query& query) {
  static constexpr std::array<const char*, 18> words{"most recent ",
                                                     "previous ",
                                                     "first ",
                                                     "highest ",
                                                     "lowest ",
                                                     "any ",
                                                     "no ",
                                                     "every ",
                                                     "number of ",
                                                     "number of lines of ",
                                                     "ever ",
                                                     "active ",
                                                     "receiving ",
                                                     "planned ",
                                                     "dose of ",
                                                     "dose of ",
                                                     "",
                                                     ""};
  if (query.selector == Selector::attribute || query.selector == Selector::answer) {
    const bool is_list = !query.asked.empty() && type_of(query.asked.front()) == Type::list;
    return (is_list ? "number of " : "") + query.name + test_text(query.test, scale_of(query));
  }
  std::string result = words[static_cast<std::size_t>(query.selector)];
  if (query.selector == Selector::receiving && query.is_any) result += "any ";
  if (query.selector == Selector::unchanged) {
    static constexpr std::array<const char*, 4> directions{"up to", "before", "from", "after"};
    const auto direction =
        static_cast<std::size_t>(query.window.form) - static_cast<std::size_t>(Window::Form::within_up_to);
    return result + what_text(query) + " unchanged for " + reach_text(query.window.reach) + " " +
           directions[direction] + " " + anchors()[query.window.anchor];
  }
  return result + what_text(query) + window_text(query.window) + test_text(query.test, scale_of(query)) +
         filters_text(query.demands);
}

std::string amount_text(int low, int high) {
  if (high < 0) return "at least " + std::to_string(low);
  if (low == 0) return "at most " + std::to_string(high);
  return "exactly " + std::to_string(low);
}

std::string list_text(const std::vector<Condition>& items) {
  std::string result = " of { ";
  for (std::size_t i = 0; i < items.size(); ++i) result += (i > 0 ? "; " : "") + text(items[i]);
  return result + " }";
}

std::string operands_text(const Quantity& quantity, const std::string& between) {
  std::string result = "(";
  for (std::size_t i = 0; i < quantity.operands.size(); ++i) {
    result += (i > 0 ? between : "") + text(quantity.operands[i]);
  }
  return result + ")";
}

std::string listed(const Quantity& quantity, const std::string& word) {
  std::string result = word + " of { ";
  for (std::size_t i = 0; i < quantity.operands.size(); ++i) {
    result += (i > 0 ? "; " : "") + text(quantity.operands[i]);
  }
  return result + " }";
}

}  // namespace

std::string text(const Quantity& quantity) {
  using Op = Quantity::Op;
  switch (quantity.op) {
    case Op::number: return literal(quantity.number, quantity.unit);
    case Op::value: return query_text(quantity.query);
    case Op::age: return "age" + window_text(quantity.query.window);
    case Op::add: return operands_text(quantity, " + ");
    case Op::subtract: return operands_text(quantity, " - ");
    case Op::multiply: return operands_text(quantity, " * ");
    case Op::divide: return operands_text(quantity, " / ");
    case Op::power: return operands_text(quantity, " ^ ");
    case Op::sum: return listed(quantity, "sum");
    case Op::smallest: return listed(quantity, "smallest");
    case Op::largest: return listed(quantity, "largest");
    case Op::choice:
      return "(if (" + text(quantity.when.front()) + ") then " + text(quantity.operands[0]) + " else " +
             text(quantity.operands[1]) + ")";
    case Op::otherwise: return operands_text(quantity, " otherwise ");
    case Op::total: return quantity.is_tagged ? "total of main domains of burden" : "total of burden";
    case Op::points: return "points for domain-" + std::to_string(quantity.index) + " of burden";
    case Op::derived: return "derived-" + std::to_string(quantity.index);
  }
  return "";
}

namespace {

std::string indented(const std::string& line) { return "  " + line + "\n"; }

std::string score_text(const Score& score) {
  int most = 0;
  std::string domains;
  for (std::size_t d = 0; d < score.domains.size(); ++d) {
    const Domain& domain = score.domains[d];
    domains += "  domain domain-" + std::to_string(d) + (domain.is_tagged ? " main" : "") +
               (domain.is_sum ? " sum" : " max") + " {\n";
    int points = 0;
    for (const Item& item : domain.items) {
      domains += "    " + std::to_string(item.points) + " when " + text(item.when) + "\n";
      points = domain.is_sum ? points + item.points : std::max(points, item.points);
    }
    domains += "  }\n";
    most += points;
  }
  std::string result = "score burden out of " + std::to_string(most) + "\n  source \"made up\"\n";
  if (!score.entry.empty()) result += indented("entry " + text(score.entry.front()));
  result += domains;
  for (std::size_t i = 0; i < score.states.size(); ++i) {
    result += indented("state-" + std::to_string(i) + " when " + text(score.states[i]));
  }
  // Inside the score itself its name is left out.
  static const std::string name = " of burden";
  for (auto at = result.find(name); at != std::string::npos; at = result.find(name))
    result.erase(at, name.size());
  return result;
}

std::string criterion_text(const Criterion& criterion, std::size_t index) {
  const std::string id = (criterion.is_inclusion ? "I" : "E") + std::to_string(index + 1);
  std::string result = std::string(criterion.is_inclusion ? "inclusion " : "exclusion ") + id + "\n";
  if (!criterion.only_for.empty()) result += indented("only for " + text(criterion.only_for.front()));
  // `unless` binds weakest and stands without brackets.
  const Condition& rule = criterion.rule;
  result += indented(rule.op == Condition::Op::unless ? text(rule.items[0]) + " unless " + text(rule.items[1])
                                                      : text(rule));
  for (const Assumption& assumption : criterion.assumptions) {
    result += "  assume " + (assumption.fact < 0 ? "none" : "no " + facts()[assumption.fact].name) +
              " if not recorded";
    if (!assumption.when.empty()) result += " when " + text(assumption.when.front());
    result += " because \"it is asked for\"\n";
  }
  return result;
}

}  // namespace

std::string text(const Condition& condition) {
  using Op = Condition::Op;
  switch (condition.op) {
    case Op::not_: return "not (" + text(condition.items.front()) + ")";
    case Op::all: return "all" + list_text(condition.items);
    case Op::any: return "any" + list_text(condition.items);
    case Op::none: return "none" + list_text(condition.items);
    case Op::count: return amount_text(condition.low, condition.high) + list_text(condition.items);
    case Op::unless: return "(" + text(condition.items[0]) + " unless " + text(condition.items[1]) + ")";
    case Op::record: return query_text(condition.query);
    case Op::results: {
      const Query& query = condition.query;
      return amount_text(condition.low, condition.high) + " results of " + what_text(query) +
             (query.apart ? " at least " + text(*query.apart) + " apart" : "") + window_text(query.window) +
             test_text(query.test, scale_of(query)) + filters_text(query.demands);
    }
    case Op::compare: {
      const Quantity& left = condition.quantity.front();
      return text(left) + test_text(condition.test, {Type::number, left.unit, nullptr});
    }
    case Op::drugs:
      return amount_text(condition.low, condition.high) + " drugs of " + groups()[condition.index].name +
             " each with " + text(condition.items.front());
    case Op::domains:
      return amount_text(condition.low, condition.high) + (condition.is_negated ? "" : " main") +
             " domains of burden";
    case Op::named: return "defined-" + std::to_string(condition.index);
    case Op::state:
      return std::string("burden is ") + (condition.is_negated ? "not " : "") + "state-" +
             std::to_string(condition.index);
    case Op::entry: return "entry";
  }
  return "";
}

std::string text(const Protocol& protocol) {
  std::string result = "protocol TRIAL\n  as of screening\n" + vocabulary_text();
  for (std::size_t i = 0; i < protocol.defines.size(); ++i) {
    result += "define defined-" + std::to_string(i) + "\n" + indented(text(protocol.defines[i]));
  }
  for (std::size_t i = 0; i < protocol.derived.size(); ++i) {
    const Quantity& quantity = protocol.derived[i];
    result += "derive derived-" + std::to_string(i) + " in " + (quantity.unit.empty() ? "1" : quantity.unit) +
              "\n" + indented("value " + text(quantity));
  }
  for (const Score& score : protocol.scores) result += score_text(score);
  for (std::size_t i = 0; i < protocol.criteria.size(); ++i)
    result += criterion_text(protocol.criteria[i], i);
  return result;
}

}  // namespace eligo::oracle
