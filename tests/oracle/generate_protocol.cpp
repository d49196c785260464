#include <algorithm>
#include <set>

#include "tests/oracle/asks.h"
#include "tests/oracle/generate.h"

namespace eligo::oracle {
namespace {

const std::vector<Comparison> comparisons{
    Comparison::less,      Comparison::less_or_equal,    Comparison::equal,
    Comparison::not_equal, Comparison::greater_or_equal, Comparison::greater};

class Generator {
 public:
  explicit Generator(Random& random) : random_(random) {
    static const std::vector<std::string> names{
        "glucose", "glucose",    "ALT",     "ALT",        "creatinine",  "ANA",
        "ECOG",    "smear",      "culture", "FVC",        "cancer",      "cancer",
        "seizure", "ailments",   "alpha",   "pair",       "agents",      "beta",
        "surgery", "transplant", "barrier", "sex",        "fertile",     "height",
        "habits",  "age",        "age",     "gamma-drug", "lung-cancer", "fasting-glucose"};
    const int count = 1 + random.below(2);
    for (int i = 0; i < count; ++i) topics_.push_back(random.one_of(names));
    for (int i = 0; i < 2; ++i) windows_.push_back(window());
  }

  Protocol protocol() {
    Protocol protocol;
    protocol_ = &protocol;
    if (random_.percent(15)) protocol.defines.push_back(condition(1));
    if (!unit().empty() && percent(30)) protocol.derived.push_back(quantity(unit(), 2));
    if (random_.percent(15)) protocol.scores.push_back(score());
    const int count = 1 + random_.below(3);
    for (int i = 0; i < count; ++i) protocol.criteria.push_back(criterion());
    return protocol;
  }

 private:
  bool percent(int chance) { return random_.percent(chance); }

  // ---- criteria

  Criterion criterion() {
    Criterion criterion;
    criterion.is_inclusion = percent(55);
    if (percent(20)) criterion.only_for.push_back(condition(percent(20) ? 1 : 0));
    criterion.rule = percent(12) ? composite(Condition::Op::unless, 1) : condition(percent(25) ? 2 : 1);
    if (percent(15)) criterion.assumptions.push_back(assumption());
    return criterion;
  }

  Assumption assumption() {
    Assumption assumption;
    const std::string& topic = random_.one_of(topics_);
    const int fact = fact_named(topic);
    if (percent(60) && fact < unlisted_drug()) assumption.fact = fact;
    if (percent(30)) assumption.when.push_back(condition(0));
    return assumption;
  }

  Score score() {
    Score score;
    const int count = 1 + random_.below(2);
    if (percent(30)) score.entry.push_back(condition(0));
    for (int d = 0; d < count; ++d) {
      Domain domain;
      domain.is_tagged = d == 0 || percent(50);
      domain.is_sum = percent(50);
      const int items = 1 + random_.below(2);
      for (int i = 0; i < items; ++i) domain.items.push_back({1 + random_.below(3), condition(0)});
      score.domains.push_back(std::move(domain));
    }
    // States are asked for from outside; what they ask of the score itself is said with its name.
    protocol_->scores.push_back(score);
    Condition state = of_score(0);
    if (!score.entry.empty()) {
      Condition entry;
      entry.op = Condition::Op::entry;
      Condition both;
      both.op = Condition::Op::all;
      both.items = {entry, state};
      state = both;
    }
    protocol_->scores.clear();
    score.states.push_back(state);
    return score;
  }

  // ---- conditions

  Condition composite(Condition::Op op, int depth) {
    Condition condition;
    condition.op = op;
    const int count = op == Condition::Op::not_ ? 1 : op == Condition::Op::unless ? 2 : 2 + random_.below(2);
    for (int i = 0; i < count; ++i) condition.items.push_back(this->condition(depth - 1));
    if (op == Condition::Op::count) amount(condition, count);
    return condition;
  }

  void amount(Condition& condition, int most) {
    const int form = random_.below(3);
    const int number = form == 1 ? random_.below(most) : 1 + random_.below(most);
    condition.low = form == 1 ? 0 : number;
    condition.high = form == 0 ? -1 : number;
  }

  Condition condition(int depth) {
    using Op = Condition::Op;
    if (depth > 0 && percent(55)) {
      static const std::vector<Op> ops{Op::not_, Op::all,  Op::all,   Op::any,
                                       Op::any,  Op::none, Op::count, Op::unless};
      return composite(random_.one_of(ops), depth);
    }
    if (!protocol_->defines.empty() && percent(15)) {
      Condition named;
      named.op = Op::named;
      return named;
    }
    if (!protocol_->scores.empty() && percent(25)) return of_score(1);
    if (!protocol_->derived.empty() && percent(20)) {
      Quantity derived;
      derived.op = Quantity::Op::derived;
      derived.unit = protocol_->derived.front().unit;
      return compared(derived);
    }
    return about(random_.one_of(topics_));
  }

  Condition of_score(int states) {
    Condition condition;
    const int form = random_.below(3 + states);
    const Score& score = protocol_->scores.front();
    if (form == 0) {
      condition.op = Condition::Op::domains;
      condition.is_negated = percent(50);
      amount(condition, 1);
    } else if (form < 3) {
      Quantity quantity;
      quantity.op = form == 1 || states == 0 ? Quantity::Op::total : Quantity::Op::points;
      quantity.is_tagged = percent(30);
      quantity.index = random_.below(static_cast<int>(score.domains.size()));
      condition.op = Condition::Op::compare;
      condition.quantity.push_back(quantity);
      condition.test.kind = Test::Kind::limits;
      condition.test.limits.push_back(
          {Limit::Kind::number, random_.one_of(comparisons), random_.below(4), {}, {}});
    } else {
      condition.op = Condition::Op::state;
      condition.is_negated = percent(30);
    }
    return condition;
  }

  Condition about(const std::string& topic) {
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

  Condition about(const std::string& name, const std::vector<int>& asked) {
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

  static Condition of(Query query) {
    Condition condition;
    condition.op = Condition::Op::record;
    condition.query = std::move(query);
    return condition;
  }

  Condition about_age() {
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

  Limit limit_of(Number number) { return {Limit::Kind::number, random_.one_of(comparisons), number, {}, {}}; }

  void add_when(Test& test, Limit limit) {
    limit.when.push_back(condition(0));
    test.limits.push_back(std::move(limit));
  }

  Condition about_attribute(Query query) {
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

  /// A quantity that is not one selected record, against a number.
  Condition compared(const Quantity& quantity) {
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
    } else {
      condition.test.limits.push_back(limit_of(number()));
      if (percent(8)) add_when(condition.test, limit_of(number()));
    }
    return condition;
  }

  static std::vector<Number> numbers(const std::string& unit) {
    if (unit == "U/L") return {40, 80};
    if (unit == "mg/dL") return {1, 2};
    if (unit == "cm") return {150, 170};
    if (unit == "mg/day") return {5, 10, 15};
    if (unit == "years") return {18, 40, 65};
    if (unit == "% predicted") return {50, 70};
    return {5, 7};
  }

  Test word_test(int fact) {
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

  Test value_test(int fact) {
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

  Limit value_limit(const Fact& fact) {
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
      return {Limit::Kind::quantity, random_.one_of(comparisons), 0, {quantity(fact.unit, 1)}, {}};
    }
    return limit_of(random_.one_of(numbers(fact.unit)));
  }

  Condition about_results(Query query) {
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

  /// `number of …`, or `at least 2 results of … apart`.
  Condition counted(Query query) {
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

  Condition about_condition(Query query) {
    static const std::vector<Selector> selectors{Selector::active, Selector::active, Selector::ever,
                                                 Selector::any,    Selector::no,     Selector::number};
    query.selector = random_.one_of(selectors);
    if (percent(15)) query.filters.push_back(filter({cause, cause}));
    if (query.selector != Selector::ever && percent(40)) query.window = random_.one_of(windows_);
    return query.selector == Selector::number ? counted(query) : of(query);
  }

  Condition about_procedure(Query query) {
    static const std::vector<Selector> selectors{Selector::any,  Selector::any,     Selector::no,
                                                 Selector::ever, Selector::planned, Selector::number};
    query.selector = random_.one_of(selectors);
    if (percent(15)) query.filters.push_back(filter({indication, cause}));
    if (query.selector != Selector::ever && percent(45)) query.window = random_.one_of(windows_);
    return query.selector == Selector::number ? counted(query) : of(query);
  }

  Condition about_treatment(Query query) {
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

  void course(Query& query) {
    query.is_course = true;
    if (percent(40)) query.lasting = period();
    if (!query.lasting && percent(25)) query.total = period();
    if (percent(25)) query.gap = 1 + random_.below(7);
  }

  void half_lives(Query& query) {
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

  Condition each_of(int group, Kind kind) {
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

  // ---- parts of queries

  Filter filter(const std::vector<int>& among) {
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

  Period period() {
    static const std::vector<Period> periods{{0, 3}, {0, 7}, {0, 14}, {0, 28}, {1, 0}, {3, 0}, {12, 0}};
    return random_.one_of(periods);
  }

  Window window() {
    Window window;
    window.form = static_cast<Window::Form>(1 + random_.below(11));
    window.anchor = percent(60) ? 0 : percent(70) ? 1 : Window::fixed_date;
    window.date = today() - random_.below(40);
    window.reach.period = period();
    if (window.form >= Window::Form::within_up_to && window.form <= Window::Form::within_after &&
        percent(10)) {
      window.other = Reach{period(), 0};
      window.is_longer = percent(50);
    }
    return window;
  }

  // ---- quantities

  std::string unit() {
    for (const std::string& topic : topics_) {
      const int fact = fact_named(topic);
      if (fact == unlisted_drug()) continue;
      if (type_of(fact) == Type::number && facts()[fact].unit != "% predicted") return facts()[fact].unit;
    }
    return "";
  }

  /// A record or attribute whose value bears the unit.
  Quantity leaf(const std::string& unit) {
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

  static bool query_is_observation(const Query& query) { return query.kind == Kind::observation; }

  Quantity constant(const std::string& unit) {
    Quantity quantity;
    quantity.unit = unit;
    quantity.number = random_.one_of(numbers(unit));
    return quantity;
  }

  static Quantity plain(Number number) {
    Quantity quantity;
    quantity.number = number;
    return quantity;
  }

  Quantity quantity(const std::string& unit, int depth) {
    return depth > 0 && percent(70) ? arithmetic(unit, depth) : leaf(unit);
  }

  Quantity arithmetic(const std::string& unit, int depth) {
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

  Random& random_;
  std::vector<std::string> topics_;
  std::vector<Window> windows_;
  Protocol* protocol_ = nullptr;
  bool is_list_ = false;
};

}  // namespace

Day today() { return day(2025, 3, 1); }

Protocol random_protocol(Random& random) { return Generator(random).protocol(); }

}  // namespace eligo::oracle
