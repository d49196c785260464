#include <algorithm>

#include "compiler/compare/order.h"
#include "compiler/lint/value_set.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/ingredients.h"

/// Looks into the records: which finds no more than which.
namespace eligo::amendment {
namespace {

using lint::ValueSet;

template <typename Id>
bool is_subset(const std::vector<Id>& a, const std::vector<Id>& b) {
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
}

bool is_subset(const ValueSet& a, const ValueSet& b) { return intersection(a, b.complement()).empty(); }

bool implies(const Filter& a, const Filter& b) {
  using Kind = Filter::Kind;
  if (a.field != b.field) return false;
  if (b.kind == Kind::recorded) return a.kind != Kind::not_recorded;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::is: return is_subset(a.words, b.words) && is_subset(a.facts, b.facts);
    case Kind::is_not: return is_subset(b.words, a.words) && is_subset(b.facts, a.facts);
    case Kind::compare:
      return a.limit.is_exact() && b.limit.is_exact() &&
             is_subset(ValueSet::of(a.comparison, a.limit.low->value),
                       ValueSet::of(b.comparison, b.limit.low->value));
    default: return true;
  }
}

/// Whether `highest X > 5`, which holds as soon as any X is above 5; or `lowest X < 5`.
bool is_extreme(const Query& query) {
  const bool is_limit = query.tests.size() == 1 && query.demands.empty() && !query.tests[0].when.exists() &&
                        query.tests[0].kind == ValueTest::Kind::compare;
  if (!is_limit) return false;
  const Comparison comparison = query.tests[0].comparison;
  if (query.selector == Selector::highest)
    return comparison == Comparison::greater || comparison == Comparison::greater_or_equal;
  return query.selector == Selector::lowest &&
         (comparison == Comparison::less || comparison == Comparison::less_or_equal);
}

bool is_same_end(const Window& a, const Window& b) {
  return is_equal(Window{std::nullopt, a.to}, Window{std::nullopt, b.to});
}

/// Whether both ask for the same record. The latest result in the wider of two windows that end on one day
/// is the latest in the narrower, where there is one; where there is none the narrower one is open.
bool select_the_same(const Query& a, const Query& b) {
  if (a.selector != b.selector || a.facts != b.facts || a.is_any_fact != b.is_any_fact) return false;
  if (!imply(a.filters, b.filters) || !imply(b.filters, a.filters)) return false;
  if (is_equal(a.window, b.window)) return true;
  return a.selector == Selector::most_recent && is_same_end(a.window, b.window) &&
         (is_inside(a.window, b.window) || is_inside(b.window, a.window));
}

bool is_at_least(const std::optional<Period>& a, const std::optional<Period>& b) {
  return !b || (a && lasts_at_most(*b, *a));
}

/// The values that fulfil a limit; whole numbers where the values are whole.
std::optional<ValueSet> values(const ValueTest& test, bool is_whole) {
  const auto shaped = [&](const ValueSet& set) { return is_whole ? set.whole() : set; };
  if (test.kind == ValueTest::Kind::compare && test.limit.is_exact())
    return shaped(ValueSet::of(test.comparison, test.limit.low->value));
  if (test.kind == ValueTest::Kind::between) return shaped(ValueSet(test.limit));
  return std::nullopt;
}

}  // namespace

bool imply(const std::vector<Filter>& a, const std::vector<Filter>& b) {
  return std::all_of(b.begin(), b.end(), [&](const Filter& wanted) {
    return std::any_of(a.begin(), a.end(), [&](const Filter& given) { return implies(given, wanted); });
  });
}

bool Order::test(const Query& of, const ValueTest& a, const ValueTest& b) {
  const ValueType* type = of.facts.empty() ? nullptr : &plan_.vocabulary[of.facts.front()].type;
  const bool is_whole = type != nullptr && (type->kind == ValueKind::grade || type->kind == ValueKind::titre);
  const auto narrow = values(a, is_whole);
  const auto wide = values(b, is_whole);
  if (narrow && wide) return is_subset(*narrow, *wide);
  if (a.kind != b.kind) return false;
  const bool is_upper = a.comparison == Comparison::greater || a.comparison == Comparison::greater_or_equal;
  switch (a.kind) {
    case ValueTest::Kind::none: return true;
    case ValueTest::Kind::times_upper:
    case ValueTest::Kind::times_lower:
      return is_subset(ValueSet::of(a.comparison, a.factor), ValueSet::of(b.comparison, b.factor));
    case ValueTest::Kind::is_word:
      if (a.is_negated != b.is_negated) return false;
      return a.is_negated ? is_subset(b.words, a.words) : is_subset(a.words, b.words);
    case ValueTest::Kind::against_node:
      if (a.comparison != b.comparison) return false;
      if (a.node == b.node) return true;
      if (a.comparison == Comparison::equal || a.comparison == Comparison::not_equal) return false;
      return is_upper ? is_at_most(b.node, a.node) : is_at_most(a.node, b.node);
    default: return false;
  }
}

bool Order::tests(const Query& a, const Query& b) {
  if (b.tests.empty()) return true;
  if (a.tests.empty()) return false;
  const bool is_alike = a.tests.size() == b.tests.size() &&
                        std::equal(a.tests.begin(), a.tests.end(), b.tests.begin(),
                                   [](const ValueTest& x, const ValueTest& y) { return x.when == y.when; });
  if (is_alike) {
    return std::equal(a.tests.begin(), a.tests.end(), b.tests.begin(),
                      [&](const ValueTest& x, const ValueTest& y) { return test(a, x, y); });
  }
  // Whichever limit is in force on either side.
  return std::all_of(a.tests.begin(), a.tests.end(), [&](const ValueTest& x) {
    return std::all_of(b.tests.begin(), b.tests.end(), [&](const ValueTest& y) { return test(a, x, y); });
  });
}

/// Whether each record means the same to both queries: of a combination either may ask about the combination,
/// or about ingredients. That matters to its dose, its courses and its half-life.
bool Order::read_alike(const Query& a, const Query& b) const {
  if (a.facts == b.facts && a.is_any_fact == b.is_any_fact) return true;
  const auto asks_dose = [&](const Query& query) {
    const auto is_dose = [&](const Filter& filter) { return filter.field == plan_.dose; };
    return traits(query.selector).reads_dose ||
           std::any_of(query.filters.begin(), query.filters.end(), is_dose) ||
           std::any_of(query.demands.begin(), query.demands.end(), is_dose);
  };
  const auto depends = [&](const Query& query) {
    return query.is_course || asks_dose(query) || reaches_by_half_lives(query.window);
  };
  if (!depends(a) && !depends(b)) return true;
  return std::all_of(a.facts.begin(), a.facts.end(), [&](FactId fact) {
    if (plan_.vocabulary[fact].ingredients.empty()) return true;
    const bool is_one = ingredients_asked(plan_.vocabulary, a, fact).empty() ==
                        ingredients_asked(plan_.vocabulary, b, fact).empty();
    return is_one && !reaches_by_half_lives(a.window) && !reaches_by_half_lives(b.window);
  });
}

/// Whether each record (or course) that counts for `a` counts for `b`.
bool Order::are_records_among(const Query& a, const Query& b) {
  if (a.kind != b.kind || a.is_course != b.is_course) return false;
  const bool are_facts_among = b.is_any_fact || (!a.is_any_fact && is_subset(a.facts, b.facts));
  if (!are_facts_among || !read_alike(a, b) || !is_inside(a.window, b.window)) return false;
  if (!imply(a.filters, b.filters) || !imply(a.demands, b.demands) || !tests(a, b)) return false;
  if (!a.is_course) return true;
  if (!is_at_least(a.lasting, b.lasting) || !is_at_least(a.total, b.total)) return false;
  // A course bears the fields of its last record: which record is the last depends on the bridged gaps and on
  // the end of the window.
  const bool is_one_course = a.bridged_days == b.bridged_days && is_same_end(a.window, b.window);
  const bool asks_fields = !b.filters.empty() || !b.demands.empty() || a.total || b.total;
  return is_one_course || (!asks_fields && a.bridged_days <= b.bridged_days);
}

bool Order::truth_queries(const Query& a, const Query& b) {
  if (a.kind != b.kind) return false;
  const bool is_any = b.selector == Selector::any || is_extreme(b);
  if (is_any && (a.selector == Selector::any || traits(a.selector).picks_one()) && a.selector != b.selector)
    return are_records_among(a, b);
  if (a.selector != b.selector) return false;
  switch (a.selector) {
    case Selector::any:
    case Selector::active:
    case Selector::receiving:
    case Selector::planned: return are_records_among(a, b);
    case Selector::every:
      return a.facts == b.facts && is_equal(a.window, b.window) && imply(a.filters, b.filters) &&
             imply(b.filters, a.filters) && imply(a.demands, b.demands) && tests(a, b);
    case Selector::unchanged_dose:
      return a.facts == b.facts && is_inside(b.window, a.window) && imply(a.filters, b.filters) &&
             imply(b.filters, a.filters);
    case Selector::most_recent:
    case Selector::previous:
    case Selector::first:
    case Selector::highest:
    case Selector::lowest:
    case Selector::latest_answer: return select_the_same(a, b) && imply(a.demands, b.demands) && tests(a, b);
    case Selector::count:
    case Selector::lines:
    case Selector::dose: return false;  // numbers, compared by value_queries
  }
  return false;
}

bool Order::value_queries(const Query& a, const Query& b) {
  if (a.selector != b.selector) return false;
  if (a.selector == Selector::count) {
    if (a.kind == FactKind::attribute) return a.facts == b.facts;
    const bool is_closer = !b.apart || (a.apart && lasts_at_most(*b.apart, *a.apart));
    return is_closer && are_records_among(a, b);
  }
  if (a.selector == Selector::lines) return are_records_among(a, b);
  const bool is_one = traits(a.selector).picks_one() && a.tests.empty() && b.tests.empty() &&
                      a.demands.empty() && b.demands.empty();
  return is_one && select_the_same(a, b);
}

}  // namespace eligo::amendment
