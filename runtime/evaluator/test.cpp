#include "runtime/evaluator/test.h"

#include <algorithm>

#include "runtime/evaluator/filters.h"

namespace eligo {
namespace {

/// One test of one value.
class Tester {
 public:
  Tester(const Look& look, const Record& value, RecordId record, std::vector<Reason>& doubts)
      : look_(look), value_(value), record_(record), doubts_(doubts) {}

  Truth run(const Test& test) {
    if (test.kind == Test::Kind::none) return Truth::holds();
    if (!has_readable_value(value_)) {
      doubts_.push_back(flaw_reason(value_.flaw, value_.fact, record_));
      return Truth::unknown();
    }
    switch (test.kind) {
      case Test::Kind::none: break;
      case Test::Kind::compare: return held_against(test.comparison, test.limit);
      case Test::Kind::between: return between(test.limit);
      case Test::Kind::times_upper: return against_normal(test, value_.upper_limit);
      case Test::Kind::times_lower: return against_normal(test, value_.lower_limit);
      case Test::Kind::is_word: return is_word(test);
      case Test::Kind::against_node: return held_against(test.comparison, look_.workspace[test.node].range);
    }
    return Truth::holds();
  }

 private:
  Truth held_against(Comparison comparison, const Range& limit) {
    const Truth result = compare(value_.value, comparison, limit);
    if (!result.is_settled() && !value_.value.is_exact()) doubt(ReasonCode::censored_value);
    return result;
  }

  Truth between(const Range& limit) {
    Truth result = Truth::holds();
    if (limit.low) result = held_against(Comparison::greater_or_equal, Range::exactly(limit.low->value));
    if (limit.high && !result.is_failing()) {
      result = both(result, held_against(Comparison::less_or_equal, Range::exactly(limit.high->value)));
    }
    return result;
  }

  Truth against_normal(const Test& test, const std::optional<Range>& limit) {
    if (limit) return held_against(test.comparison, scaled(*limit, test.factor));
    doubt(ReasonCode::no_reference_range);
    return Truth::unknown();
  }

  Truth is_word(const Test& test) {
    const Truth result = is_among(test.words);
    if (!result.is_settled()) doubt(ReasonCode::censored_value);
    return test.is_negated ? negate(result) : result;
  }

  /// Words have an index of their own; grades have theirs for a value, and a censored grade may be one of
  /// several.
  Truth is_among(const std::vector<std::uint32_t>& words) const {
    if (value_.is_word_unlisted) return Truth::fails();
    if (value_.word) return Truth::of(std::find(words.begin(), words.end(), *value_.word) != words.end());
    if (value_.value.is_anything()) return Truth::unknown();
    Truth result = Truth::fails();
    for (const std::uint32_t word : words) {
      result = one_of(result, compare(value_.value, Comparison::equal, Range::exactly(word)));
    }
    return result;
  }

  void doubt(ReasonCode code) { doubts_.push_back({code, value_.fact, record_, {}, {}, Flaw::none, {}}); }

  const Look& look_;
  const Record& value_;
  RecordId record_;
  std::vector<Reason>& doubts_;
};

}  // namespace

bool has_readable_value(const Record& record) {
  return record.flaw == Flaw::none || record.flaw == Flaw::bad_status ||
         record.flaw == Flaw::unrecognised_name || record.flaw == Flaw::bad_date;
}

Range value_of(const Record& record) { return has_readable_value(record) ? record.value : Range::anything(); }

Truth test_value(const Look& look, const Record& value, RecordId record, std::vector<Reason>& doubts) {
  if (look.query.tests.empty()) return Truth::holds();
  Tester tester(look, value, record, doubts);
  Truth result = Truth::none();
  for (const Test& test : look.query.tests) {
    const Truth when = test.when.exists() ? look.workspace[test.when].truth : Truth::holds();
    if (when.may_hold()) result = either(result, tester.run(test));
    if (when.is_holding()) break;
  }
  return result == Truth::none() ? Truth::unknown() : result;
}

Truth test_record(const Look& look, std::uint32_t record, std::vector<Reason>& doubts) {
  const std::size_t before = doubts.size();
  Truth result = test_value(look, look.patient.records[record], RecordId{record}, doubts);
  if (!look.query.demands.empty()) result = both(result, passes(look, look.query.demands, record, doubts));
  if (result.is_settled()) doubts.erase(doubts.begin() + static_cast<std::ptrdiff_t>(before), doubts.end());
  return result;
}

Truth assumed_outcome(const Look& look) {
  const auto& query = look.query;
  const auto& words = look.plan.vocabulary.word_by_text;
  const auto no = words.find("no");
  const bool is_asked = query.kind == FactKind::question || query.kind == FactKind::attribute;
  if (!is_asked || query.asked.empty() || no == words.end()) return Truth::fails();
  const auto& type = look.plan.vocabulary[query.asked.front()].type;
  const auto index = type.word_index.find(no->second.value);
  if (index == type.word_index.end()) return Truth::fails();
  Record answer;
  answer.fact = query.asked.front();
  answer.word = index->second;
  std::vector<Reason> doubts;
  return test_value(look, answer, {}, doubts);
}

}  // namespace eligo
