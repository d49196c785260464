#include "runtime/model/broader.h"
#include "runtime/saved/plan_check.h"

namespace eligo::saved {
namespace {

constexpr std::size_t most_queries = 50'000;
/// With it a day still fits its word.
constexpr std::int32_t longest_gap = latest_day - earliest_day;

bool is_sound(const std::optional<Period>& period) { return !period || is_possible(*period); }

bool is_sound(const Reach::Part& part) { return is_possible(part.period) && is_length(part.minutes); }

bool is_sound(const std::optional<WindowEnd>& end, const Vocabulary& vocabulary) {
  if (!end) return true;
  const DateRange& fixed = end->fixed;
  return is_none_or_in(end->anchor, vocabulary.anchors) && fixed.first >= earliest_day &&
         fixed.first <= fixed.last && fixed.last <= latest_day && is_sound(end->reach.first) &&
         is_sound(end->reach.second) && std::abs(end->direction) <= 1 && std::abs(end->shift) <= 1;
}

bool is_sound(const Filter& filter, const Vocabulary& vocabulary) {
  return is_in(filter.field, vocabulary.fields) && are_in(filter.words, vocabulary.words) &&
         are_in(filter.facts, vocabulary.facts) && is_possible(filter.limit);
}

bool are_sound(const std::vector<Filter>& filters, const Vocabulary& vocabulary) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const Filter& filter) { return is_sound(filter, vocabulary); });
}

/// Nodes are held against those that ask the query: see check_nodes.cpp.
bool is_sound(const ValueTest& test, const Query& query, const Vocabulary& vocabulary) {
  if (!is_possible(test.limit)) return false;
  if (test.node.exists() != (test.kind == ValueTest::Kind::against_node)) return false;
  switch (test.kind) {
    case ValueTest::Kind::compare: return test.limit.low.has_value();
    case ValueTest::Kind::between: return test.limit.low && test.limit.high;
    case ValueTest::Kind::is_word: break;
    default: return true;
  }
  const auto has_words = [&](FactId fact) {
    const std::size_t count = vocabulary[fact].type.words.size();
    return std::all_of(test.words.begin(), test.words.end(), [&](std::uint32_t w) { return w < count; });
  };
  return !query.asked.empty() && std::all_of(query.asked.begin(), query.asked.end(), has_words);
}

/// Any fact of a kind, or some facts of one kind: those asked for, and with them the narrower ones.
bool is_subject_sound(const Query& query, const Vocabulary& vocabulary) {
  if (query.is_any_fact) {
    const bool is_listed = query.kind == FactKind::treatment || query.kind == FactKind::condition ||
                           query.kind == FactKind::procedure;
    return is_listed && query.facts.empty() && query.asked.empty() && query.broader.empty();
  }
  if (query.asked.empty() || !are_in(query.facts, vocabulary.facts)) return false;
  const auto is_of_kind = [&](FactId fact) { return vocabulary[fact].kind == query.kind; };
  return are_sorted(query.facts) && are_sorted(query.asked) &&
         std::includes(query.facts.begin(), query.facts.end(), query.asked.begin(), query.asked.end()) &&
         std::all_of(query.facts.begin(), query.facts.end(), is_of_kind) &&
         query.broader == broader_facts(vocabulary, query.facts);
}

bool is_sound(const Query& query, const Plan& plan) {
  const Vocabulary& vocabulary = plan.vocabulary;
  const auto is_test_sound = [&](const ValueTest& test) { return is_sound(test, query, vocabulary); };
  return is_subject_sound(query, vocabulary) && is_sound(query.window.from, vocabulary) &&
         is_sound(query.window.to, vocabulary) && are_sound(query.filters, vocabulary) &&
         are_sound(query.demands, vocabulary) &&
         std::all_of(query.tests.begin(), query.tests.end(), is_test_sound) && is_sound(query.lasting) &&
         is_sound(query.total) && is_sound(query.apart) && query.bridged_days >= 0 &&
         query.bridged_days <= longest_gap && are_in(query.assumptions, plan.assumptions);
}

}  // namespace

PlanFault check_queries(const Plan& plan) {
  if (plan.queries.size() > most_queries) return too_large("it asks too many questions of the records");
  if (PlanFault fault = first_fault(plan.queries, [&](const Query& query) -> PlanFault {
        return is_sound(query, plan) ? std::nullopt : PlanFault(invalid("a question that it asks"));
      })) {
    return fault;
  }
  return first_fault(plan.assumptions, [&](const Assumption& assumption) -> PlanFault {
    const bool is_sound_one = are_in(assumption.facts, plan.vocabulary.facts) &&
                              is_none_or_in(assumption.when, plan.nodes) &&
                              assumption.source < plan.refs.size();
    return is_sound_one ? std::nullopt : PlanFault(invalid("an assumption"));
  });
}

}  // namespace eligo::saved
