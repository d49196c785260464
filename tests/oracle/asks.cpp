#include "tests/oracle/asks.h"

#include <algorithm>
#include <numeric>

namespace eligo::oracle {
namespace {

class Gatherer {
 public:
  Gatherer(const Protocol& protocol, Asks& asks) : protocol_(protocol), asks_(asks) {
    asks.facts.resize(facts().size() + 1);
    asks.ages = {18, 40, 65};
  }

  void criterion(const Criterion& criterion) {
    for (const Condition& applies : criterion.only_for) condition(applies);
    condition(criterion.rule);
    for (const Assumption& assumption : criterion.assumptions) {
      for (const Condition& when : assumption.when) condition(when);
    }
  }

  void condition(const Condition& condition) {
    for (const Condition& item : condition.items) {
      const std::vector<int> outer = each_;
      if (condition.op == Condition::Op::drugs) {
        each_.clear();
        for (const auto& drugs : groups()[condition.index].items)
          each_.insert(each_.end(), drugs.begin(), drugs.end());
      }
      this->condition(item);
      each_ = outer;
    }
    if (condition.op == Condition::Op::named) once(protocol_.defines[condition.index]);
    const bool is_of_score = condition.op == Condition::Op::state || condition.op == Condition::Op::domains;
    if (is_of_score) score();
    if (condition.op == Condition::Op::record) query(condition.query, 1);
    if (condition.op == Condition::Op::results)
      query(condition.query, std::max(condition.low, condition.high) + 1);
    for (const Quantity& one : condition.quantity) {
      for (const Limit& limit : condition.test.limits) asks_.numbers.push_back(limit.number);
      if (condition.test.kind == Test::Kind::between) {
        asks_.numbers.insert(asks_.numbers.end(), {condition.test.low, condition.test.high});
      }
      quantity(one, most_counted(condition.test));
      if (one.op == Quantity::Op::value && one.query.selector == Selector::attribute) {
        limits(condition.test, asks_.facts[one.query.asked.front()]);
      }
      if (one.op == Quantity::Op::value && one.query.selector == Selector::dose) {
        for (const Limit& limit : condition.test.limits) asks_.doses.push_back(limit.number);
      }
    }
    test(condition.test);
  }

  void quantity(const Quantity& quantity, int counted) {
    for (const Quantity& operand : quantity.operands) this->quantity(operand, counted);
    for (const Condition& when : quantity.when) condition(when);
    if (quantity.op == Quantity::Op::derived) once(protocol_.derived[quantity.index]);
    if (quantity.op == Quantity::Op::total || quantity.op == Quantity::Op::points) score();
    if (quantity.op == Quantity::Op::age) asks_.windows.push_back(&quantity.query.window);
    if (quantity.op == Quantity::Op::otherwise) asks_.has_otherwise = true;
    if (quantity.op == Quantity::Op::number) asks_.numbers.push_back(quantity.number);
    if (quantity.op != Quantity::Op::value) return;
    query(quantity.query, counted);
    const Selector selector = quantity.query.selector;
    if (selector == Selector::number || selector == Selector::lines || selector == Selector::dose) return;
    for (const int fact : with_narrower(quantity.query.asked)) asks_.facts[fact].is_reckoned_with = true;
  }

 private:
  void once(const Condition& shared) {
    if (seen_.insert(&shared).second) condition(shared);
  }
  void once(const Quantity& shared) {
    if (seen_.insert(&shared).second) quantity(shared, 3);
  }
  void score() {
    const Score& score = protocol_.scores.front();
    if (!seen_.insert(&score).second) return;
    for (const Condition& entry : score.entry) condition(entry);
    for (const Domain& domain : score.domains) {
      for (const Item& item : domain.items) condition(item.when);
    }
    for (const Condition& state : score.states) condition(state);
  }

  /// So many records tell every outcome of a count apart.
  static int most_counted(const Test& test) {
    Number most = 1;
    for (const Limit& limit : test.limits) most = std::max(most, limit.number);
    if (test.kind == Test::Kind::between) most = std::max(most, test.high);
    return std::min(4, static_cast<int>(most.numerator() / most.denominator()) + 1);
  }

  void test(const Test& test) {
    for (const Limit& limit : test.limits) {
      for (const Quantity& one : limit.quantity) quantity(one, 2);
      for (const Condition& when : limit.when) condition(when);
    }
  }

  static void limits(const Test& test, FactAsks& asks) {
    for (const Limit& limit : test.limits) {
      const bool is_factor = limit.kind == Limit::Kind::upper || limit.kind == Limit::Kind::lower;
      if (is_factor) asks.factors.push_back(limit.number);
      if (limit.kind == Limit::Kind::number) asks.limits.push_back(limit.number);
      if (limit.kind == Limit::Kind::quantity) asks.is_reckoned_with = true;
    }
    if (test.kind == Test::Kind::between) asks.limits.insert(asks.limits.end(), {test.low, test.high});
  }

  void query(const Query& query, int counted) {
    test(query.test);
    asks_.windows.push_back(&query.window);
    for (const std::vector<Filter>& filters : {query.filters, query.demands}) {
      for (const Filter& filter : filters) {
        const bool is_of_recording =
            filter.kind == Filter::Kind::with || filter.kind == Filter::Kind::without;
        if (is_of_recording) asks_.recorded_fields.insert(filter.field);
        if (filter.kind != Filter::Kind::compare) continue;
        (filter.field == dose ? asks_.doses : asks_.lines).push_back(filter.limit);
      }
    }
    if (query.selector == Selector::dose || query.selector == Selector::unchanged)
      asks_.is_dose_summed = true;
    std::vector<int> asked = with_narrower(query.asked.empty() ? each_ : query.asked);
    if (query.is_any) {
      asked.clear();
      for (int fact = 0; fact <= unlisted_drug(); ++fact) {
        if (kind_of(fact) == query.kind && (fact != unlisted_drug() || query.kind == Kind::treatment))
          asked.push_back(fact);
      }
    }
    for (const int fact : asked) of_fact(asks_.facts[fact], query, counted);
  }

  static bool facts_have_limits(const Query& query) {
    return std::any_of(query.test.limits.begin(), query.test.limits.end(), [](const Limit& limit) {
      return limit.kind == Limit::Kind::upper || limit.kind == Limit::Kind::lower;
    });
  }

  static void of_fact(FactAsks& asks, const Query& query, int counted) {
    asks.queries.push_back(&query);
    const bool is_extreme = query.selector == Selector::highest || query.selector == Selector::lowest;
    asks.is_ranked |= is_extreme && (!query.demands.empty() || facts_have_limits(query));
    asks.is_one_of_several |= query.selector == Selector::dose || query.selector == Selector::unchanged ||
                              (query.asked.empty() && !query.is_any) || query.window.reach.half_lives != 0;
    limits(query.test, asks);
    switch (query.selector) {
      case Selector::most_recent:
      case Selector::answer:
        asks.latest += 1;
        asks.further += 1;
        break;
      case Selector::previous:
        asks.latest += 2;
        asks.further += 2;
        break;
      case Selector::planned: asks.further_planned += 1; break;
      case Selector::attribute: break;
      case Selector::number:
      case Selector::lines: asks.further += counted; break;
      default: asks.further += query.selector == Selector::any && query.apart ? counted : 1;
    }
    if (query.selector == Selector::any && !query.apart && counted > 1) asks.further += counted - 1;
    const bool is_ordered = query.selector == Selector::most_recent || query.selector == Selector::previous ||
                            query.selector == Selector::first || query.selector == Selector::answer ||
                            query.is_course || query.selector == Selector::receiving ||
                            query.selector == Selector::unchanged || query.apart;
    asks.is_ordered |= is_ordered;
    for (const auto& period : {query.apart, query.lasting, query.total}) {
      if (period) asks.periods.push_back(*period);
    }
    if (query.is_course || query.selector == Selector::receiving) asks.periods.push_back({0, query.gap + 1});
    if (query.selector == Selector::unchanged) asks.periods.push_back(query.window.reach.period);
  }

  const Protocol& protocol_;
  Asks& asks_;
  std::vector<int> each_;
  std::set<const void*> seen_;
};

}  // namespace

Asks asks_of(const Protocol& protocol, const std::vector<std::size_t>& criteria) {
  Asks asks;
  Gatherer gatherer(protocol, asks);
  for (const std::size_t i : criteria) gatherer.criterion(protocol.criteria[i]);
  return asks;
}

Asks asks_of(const Protocol& protocol) {
  std::vector<std::size_t> all(protocol.criteria.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return asks_of(protocol, all);
}

}  // namespace eligo::oracle
