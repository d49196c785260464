#include <algorithm>

#include "tests/oracle/protocol_generator.h"

namespace eligo::oracle {

Condition ProtocolGenerator::about(const std::string& topic) {
  if (topic == "age") return about_age();
  for (std::size_t g = 0; g < groups().size(); ++g) {
    if (groups()[g].name != topic) continue;
    std::vector<int> asked;
    for (const auto& item : groups()[g].items) asked.insert(asked.end(), item.begin(), item.end());
    std::sort(asked.begin(), asked.end());
    if (percent(30)) return each_of(static_cast<int>(g), kind_of(asked.front()));
    return about(topic, asked);
  }
  return about(topic, {fact_named(topic)});
}

Condition ProtocolGenerator::about(const std::string& name, const std::vector<int>& asked) {
  Query query;
  query.name = name;
  query.asked = asked;
  query.kind = kind_of(asked.front());
  switch (query.kind) {
    case Kind::attribute: return about_attribute(query);
    case Kind::question:
      query.selector = Selector::answer;
      query.test = word_test(asked.front());
      return of(query);
    case Kind::observation: return about_results(query);
    case Kind::condition: return about_condition(query);
    case Kind::treatment: return about_treatment(query);
    case Kind::procedure: return about_procedure(query);
  }
  return of(query);
}

Condition ProtocolGenerator::of(Query query) {
  Condition condition;
  condition.op = Condition::Op::record;
  condition.query = std::move(query);
  return condition;
}

Condition ProtocolGenerator::about_age() {
  Quantity age;
  age.op = Quantity::Op::age;
  age.unit = "years";
  if (percent(20)) {
    age.query.window.form = Window::Form::on;
    age.query.window.anchor = random_.below(2);
  }
  Condition condition;
  condition.op = Condition::Op::compare;
  condition.quantity.push_back(age);
  if (percent(25)) {
    condition.test.kind = Test::Kind::between;
    condition.test.low = 18;
    condition.test.high = percent(50) ? 40 : 65;
  } else {
    condition.test.kind = Test::Kind::limits;
    condition.test.limits.push_back(limit_of(random_.one_of(std::vector<int>{18, 40, 65})));
    if (percent(15)) add_when(condition.test, limit_of(random_.one_of(std::vector<int>{18, 40, 65})));
  }
  return condition;
}

Condition ProtocolGenerator::about_attribute(Query query) {
  query.selector = Selector::attribute;
  const Type type = type_of(query.asked.front());
  if (type == Type::closed_word) {
    query.test = word_test(query.asked.front());
    return of(query);
  }
  Quantity value;
  value.op = Quantity::Op::value;
  value.query = query;
  if (type == Type::list) value.query.selector = Selector::attribute;
  value.unit = facts()[query.asked.front()].unit;
  is_list_ = type == Type::list;
  return compared(value);
}

Condition ProtocolGenerator::about_results(Query query) {
  const int fact = query.asked.front();
  if (percent(35)) query.window = random_.one_of(windows_);
  if (percent(20)) query.filters.push_back(filter({method, cause}));
  static const std::vector<Selector> selectors{
      Selector::most_recent, Selector::most_recent, Selector::most_recent, Selector::previous,
      Selector::first,       Selector::highest,     Selector::lowest,      Selector::any,
      Selector::any,         Selector::no,          Selector::every,       Selector::number};
  query.selector = random_.one_of(selectors);
  const bool is_number = facts()[fact].type == Type::number && facts()[fact].unit != "% predicted";
  if (is_number && percent(10)) return compared(arithmetic(facts()[fact].unit, 1));
  const bool is_word = facts()[fact].type == Type::closed_word || facts()[fact].type == Type::open_word;
  const bool is_extreme = query.selector == Selector::highest || query.selector == Selector::lowest;
  if (is_extreme && is_word) query.selector = Selector::any;
  if (query.selector == Selector::number) return counted(query);
  const bool needs_test = query.selector != Selector::any && query.selector != Selector::no;
  if (needs_test || percent(80)) query.test = value_test(fact);
  if (query.test.kind != Test::Kind::none && percent(10)) query.demands.push_back(filter({method, cause}));
  return of(query);
}

Condition ProtocolGenerator::counted(Query query) {
  if (query.kind == Kind::treatment || percent(35)) {
    Quantity number;
    number.op = Quantity::Op::value;
    number.query = query;
    return compared(number);
  }
  Condition condition;
  condition.op = Condition::Op::results;
  amount(condition, 2);
  query.selector = Selector::any;
  if (percent(50)) query.apart = period();
  if (query.kind == Kind::observation && percent(70)) query.test = value_test(query.asked.front());
  condition.query = query;
  return condition;
}

Condition ProtocolGenerator::about_condition(Query query) {
  static const std::vector<Selector> selectors{Selector::active, Selector::active, Selector::ever,
                                               Selector::any,    Selector::no,     Selector::number};
  query.selector = random_.one_of(selectors);
  if (percent(15)) query.filters.push_back(filter({cause, cause}));
  if (query.selector != Selector::ever && percent(40)) query.window = random_.one_of(windows_);
  return query.selector == Selector::number ? counted(query) : of(query);
}

Condition ProtocolGenerator::about_procedure(Query query) {
  static const std::vector<Selector> selectors{Selector::any,  Selector::any,     Selector::no,
                                               Selector::ever, Selector::planned, Selector::number};
  query.selector = random_.one_of(selectors);
  if (percent(15)) query.filters.push_back(filter({indication, cause}));
  if (query.selector != Selector::ever && percent(45)) query.window = random_.one_of(windows_);
  return query.selector == Selector::number ? counted(query) : of(query);
}

Condition ProtocolGenerator::about_treatment(Query query) {
  if (percent(12)) {
    query.name.clear();
    query.asked.clear();
    query.is_any = true;
  }
  if (percent(30)) query.filters.push_back(filter({response, indication, dose, line}));
  const int form = random_.below(10);
  if (form == 0 && !query.is_any) {
    query.selector = Selector::unchanged;
    query.window.form =
        static_cast<Window::Form>(static_cast<int>(Window::Form::within_up_to) + random_.below(2));
    query.window.anchor = random_.below(2);
    query.window.reach.period = Period{0, 1 + random_.below(14)};
    return of(query);
  }
  if (form == 1 && !query.is_any) {
    query.selector = Selector::dose;
    if (percent(30)) {
      query.window.form = Window::Form::on;
      query.window.anchor = random_.below(2);
    }
    Quantity dose_quantity;
    dose_quantity.op = Quantity::Op::value;
    dose_quantity.query = query;
    dose_quantity.unit = "mg/day";
    return compared(dose_quantity);
  }
  if (percent(45)) query.window = random_.one_of(windows_);
  if (percent(20) && (!query.asked.empty() || query.is_any)) half_lives(query);
  if (form == 2 || form == 3) {
    query.selector = Selector::receiving;
    return of(query);
  }
  if (form == 4 && !query.is_any) {
    query.selector = Selector::lines;
    Quantity lines;
    lines.op = Quantity::Op::value;
    lines.query = query;
    return compared(lines);
  }
  if (form == 5 && !query.is_any) {
    query.selector = percent(50) ? Selector::planned : Selector::ever;
    if (query.selector == Selector::ever) query.window = Window{};
    return of(query);
  }
  query.selector = percent(75) ? Selector::any : percent(60) ? Selector::no : Selector::number;
  if (!query.is_any) query.is_course = percent(75);
  if (query.is_course) course(query);
  return query.selector == Selector::number ? counted(query) : of(query);
}

void ProtocolGenerator::course(Query& query) {
  query.is_course = true;
  if (percent(40)) query.lasting = period();
  if (!query.lasting && percent(25)) query.total = period();
  if (percent(25)) query.gap = 1 + random_.below(7);
}

void ProtocolGenerator::half_lives(Query& query) {
  const bool all_known = !query.is_any && std::all_of(query.asked.begin(), query.asked.end(), [](int fact) {
    return facts()[fact].half_life_days.has_value();
  });
  if (!all_known) return;
  query.window = Window{};
  query.window.form = Window::Form::within_up_to;
  query.window.anchor = random_.below(2);
  query.window.reach.half_lives = 2 + random_.below(3);
  if (percent(60)) {
    query.window.other = Reach{period(), 0};
    query.window.is_longer = percent(50);
  }
}

Condition ProtocolGenerator::each_of(int group, Kind kind) {
  Condition condition;
  condition.op = Condition::Op::drugs;
  condition.index = group;
  amount(condition, 2);
  Query query;
  query.kind = kind;
  query.selector = percent(80) ? Selector::any : Selector::no;
  if (kind != Kind::treatment) {
    query.name = "cancer";
    query.asked = {fact_named("cancer")};
    query.selector = Selector::active;
  } else {
    course(query);
    if (percent(40)) query.filters.push_back(filter({response, indication}));
    if (percent(40)) query.window = random_.one_of(windows_);
  }
  condition.items.push_back(of(query));
  return condition;
}

}  // namespace eligo::oracle
