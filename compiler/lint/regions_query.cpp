#include <algorithm>

#include "compiler/lint/regions.h"
#include "compiler/lower/plan_builder.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/ingredients.h"

/// The outcomes of a look into the records, as limits on quantities.
namespace eligo::lint {
namespace {

/// A fact with more kinds, or a group of more, is not taken apart.
constexpr std::size_t most_facts = 60;

/// The query alone, without the limits that its value is compared with.
Query bare(const Query& query) {
  Query result = query;
  result.tests.clear();
  result.assumptions.clear();
  return result;
}

bool is_upper(Comparison comparison) {
  return comparison == Comparison::greater || comparison == Comparison::greater_or_equal;
}
bool is_lower(Comparison comparison) {
  return comparison == Comparison::less || comparison == Comparison::less_or_equal;
}

}  // namespace

ValueSet Regions::domain_of(const Query& query, bool& is_whole) const {
  const ValueType& type = plan_.vocabulary[query.asked.front()].type;
  is_whole = type.kind == ValueKind::grade || type.kind == ValueKind::word;
  if (type.kind == ValueKind::grade || (type.kind == ValueKind::word && type.is_closed))
    return ValueSet(Range::between(0, static_cast<std::int64_t>(type.words.size()) - 1));
  if (is_whole || type.kind == ValueKind::titre) return ValueSet(Range::at_least(0));
  return ValueSet(query_bounds(query));
}

Range Regions::query_bounds(const Query& query) const {
  std::optional<Range> result;
  for (const FactId fact : query.facts) {
    const auto& plausible = plan_.vocabulary[fact].type.plausible;
    if (!plausible) return Range::anything();
    result = result ? hull(*result, *plausible) : *plausible;
  }
  return result.value_or(Range::anything());
}

/// The values that fulfil one test; the key says of which quantity.
Outcomes Regions::tested(const Query& query, const ValueTest& test, const std::string& key) {
  bool is_whole = false;
  const ValueSet domain = domain_of(query, is_whole);
  switch (test.kind) {
    case ValueTest::Kind::compare:
      return within(axis(key, domain, is_whole), ValueSet::of(test.comparison, test.limit.low->value));
    case ValueTest::Kind::between: return within(axis(key, domain, is_whole), ValueSet(test.limit));
    case ValueTest::Kind::times_upper:
    case ValueTest::Kind::times_lower: {
      const std::string limit = test.kind == ValueTest::Kind::times_upper ? " ULN" : " LLN";
      return within(axis(key + limit, ValueSet(Range::at_least(0)), false),
                    ValueSet::of(test.comparison, test.factor));
    }
    case ValueTest::Kind::is_word: {
      ValueSet words;
      for (const std::uint32_t word : test.words) words = united(words, ValueSet::one(word));
      return within(axis(key, domain, is_whole), test.is_negated ? words.complement() : words);
    }
    case ValueTest::Kind::against_node: {
      const std::string other = " against " + std::to_string(test.node.value) + " " +
                                std::to_string(static_cast<int>(test.comparison));
      const Truth settled = compare(query_bounds(query), test.comparison, bounds(test.node));
      if (settled.is_holding()) return {everybody(), {}, {}};
      if (settled.is_failing()) return {{}, everybody(), {}};
      return opaque(key + other);
    }
    case ValueTest::Kind::none: break;
  }
  return opaque(key);
}

Outcomes Regions::of_value(NodeId id, const Query& query) {
  const std::string key = "value " + query_key(bare(query));
  Outcomes result{{}, {}, {}};
  Region open = everybody();  // to whom no limit before has applied
  for (const ValueTest& test : query.tests) {
    const Outcomes limited = tested(query, test, key);
    const Outcomes when = test.when.exists() ? of(test.when) : Outcomes{everybody(), {}, {}};
    const auto here = intersection(open, when.holds);
    const auto holds = here ? intersection(*here, limited.holds) : std::nullopt;
    const auto fails = here ? intersection(*here, limited.fails) : std::nullopt;
    const auto rest = intersection(open, united(when.fails, when.inapplicable));
    if (!holds || !fails || !rest) return opaque("node " + std::to_string(id.value));
    result.holds = united(std::move(result.holds), *holds);
    result.fails = united(std::move(result.fails), *fails);
    open = *rest;
  }
  // A record that is missing where the file closes its world, or one that does not meet the further
  // demands, fails the comparison whatever its value.
  const auto picks = traits(query.selector).picks;
  const bool may_have_none = picks == SelectorTraits::Picks::first || picks == SelectorTraits::Picks::extreme;
  if (query.demands.empty() && query.assumptions.empty() && !may_have_none) return result;
  const Outcomes counts = opaque("counts " + key);
  const auto holds = intersection(result.holds, counts.holds);
  if (!holds) return opaque("node " + std::to_string(id.value));
  return {*holds, united(result.fails, counts.fails), {}};
}

/// Whether the records of some combination are asked about as those of its ingredients, and that is more than
/// that they are there.
bool Regions::asks_as_ingredients(const Query& query) const {
  const bool asks_more = query.is_course || !query.filters.empty() || !query.demands.empty() ||
                         reaches_by_half_lives(query.window);
  return asks_more && std::any_of(query.facts.begin(), query.facts.end(), [&](FactId fact) {
           return !ingredients_asked(plan_.vocabulary, query, fact).empty();
         });
}

Outcomes Regions::of_any(NodeId id, const Query& query) {
  const std::string self = "node " + std::to_string(id.value);
  const std::string key = query_key(bare(query));
  if (query.tests.size() > 1) return opaque(self);
  if (query.tests.size() == 1) {
    const ValueTest& test = query.tests.front();
    const bool is_value = test.kind == ValueTest::Kind::compare ||
                          test.kind == ValueTest::Kind::times_upper ||
                          test.kind == ValueTest::Kind::times_lower;
    // Some value is at least so much where the highest one is; there may be no value at all.
    if (is_value && (is_upper(test.comparison) || is_lower(test.comparison))) {
      const bool upper = is_upper(test.comparison);
      Outcomes made = tested(query, test, (upper ? "highest " : "lowest ") + key);
      const Outcomes some = opaque((upper ? "some upper " : "some lower ") + key);
      const auto holds = intersection(made.holds, some.holds);
      return holds ? Outcomes{*holds, united(made.fails, some.fails), {}} : opaque(self);
    }
    return opaque(self);
  }
  const bool is_split = !query.is_any_fact && query.facts.size() <= most_facts && !asks_as_ingredients(query);
  if (!is_split) return opaque("records " + key);
  // A record of any of the facts will do.
  Outcomes result{{}, everybody(), {}};
  for (const FactId fact : query.facts) {
    Query one = bare(query);
    one.facts = {fact};
    one.asked = {fact};
    const Outcomes there = opaque("records " + query_key(one));
    const auto fails = intersection(result.fails, there.fails);
    if (!fails) return opaque(self);
    result.fails = *fails;
    result.holds = united(std::move(result.holds), there.holds);
  }
  return result;
}

Outcomes Regions::of_query(NodeId id, const Query& query) {
  const std::string self = "node " + std::to_string(id.value);
  switch (query.selector) {
    case Selector::most_recent:
    case Selector::previous:
    case Selector::first:
    case Selector::highest:
    case Selector::lowest:
    case Selector::latest_answer: return query.tests.empty() ? opaque(self) : of_value(id, query);
    case Selector::any:
    case Selector::active:
    case Selector::receiving:
    case Selector::planned: return of_any(id, query);
    case Selector::every: return opaque(self, true);
    case Selector::count:
    case Selector::lines:
    case Selector::dose:
    case Selector::unchanged_dose: break;
  }
  return opaque(self);
}

// ---------------------------------------------------------------------------------------------- quantities

Range Regions::bounds(NodeId node) {
  const auto known = bounds_.find(node.value);
  if (known != bounds_.end()) return known->second;
  Range made = computed_bounds(plan_[node]);
  bounds_.emplace(node.value, made);
  return made;
}

Range Regions::computed_bounds(const Node& node) {
  const auto below = operands(node);
  const auto folded = [&](Range (*combine)(const Range&, const Range&)) {
    Range result = bounds(below[0]);
    for (std::size_t i = 1; i < below.size(); ++i) result = combine(result, bounds(below[i]));
    return result;
  };
  static constexpr int oldest = 130;  // years, beyond any human age
  switch (node.op) {
    case Op::number: return Range::exactly(node.value);
    case Op::add: return bounds(below[0]) + bounds(below[1]);
    case Op::subtract: return bounds(below[0]) - bounds(below[1]);
    case Op::multiply: return bounds(below[0]) * bounds(below[1]);
    case Op::divide: return bounds(below[0]) / bounds(below[1]);
    case Op::power: return power(bounds(below[0]), bounds(below[1]));
    case Op::sum: return folded([](const Range& a, const Range& b) { return a + b; });
    case Op::smallest: return folded(smaller);
    case Op::largest: return folded(larger);
    case Op::choose: {
      // Points that can never be given are none.
      const Outcomes& when = of(below[0]);
      if (when.holds.empty()) return bounds(below[2]);
      if (when.fails.empty() && when.inapplicable.empty()) return bounds(below[1]);
      return hull(bounds(below[1]), bounds(below[2]));
    }
    case Op::otherwise: return hull(bounds(below[0]), bounds(below[1]));
    case Op::scale: return scaled(bounds(below[0]), node.value, node.offset);
    case Op::age:
      return plan_[node.query].age_unit == AgeUnit::years ? Range::between(0, oldest) : Range::at_least(0);
    case Op::query_value: {
      const Query& query = plan_[node.query];
      const bool is_own_number = traits(query.selector).gives != SelectorTraits::Gives::value;
      return is_own_number ? Range::at_least(0) : query_bounds(query);
    }
    default: return Range::anything();
  }
}

}  // namespace eligo::lint
