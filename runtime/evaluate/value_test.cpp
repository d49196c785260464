#include "runtime/evaluate/value_test.h"

#include <algorithm>

#include "runtime/evaluate/filters.h"
#include "runtime/evaluate/linear.h"

namespace eligo {
namespace {

/// A value of the fact, of which nothing is known.
Record any_value(FactId fact) {
  Record any;
  any.fact = fact;
  return any;
}

/// The whole numbers of a range that lie from 0 up to but not including `count`, from the first to the last.
Range whole_within(const Range& range, std::int64_t count) {
  std::optional<std::int64_t> first;
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    if (!compare(range, Comparison::equal, Range::exactly(i)).may_hold()) continue;
    if (!first) first = i;
    last = i;
  }
  return first ? Range::between(*first, last) : range;
}

/// Everything that has a sign which some value of the range has.
Range signs_of(const Range& range) {
  Range result;
  if (range.low && range.low->value.sign() >= 0) {
    result.low = {Number(0), range.low->open || range.low->value.sign() > 0};
  }
  if (range.high && range.high->value.sign() <= 0) {
    result.high = {Number(0), range.high->open || range.high->value.sign() < 0};
  }
  return result;
}

/// One test of one value.
class Tester {
 public:
  Tester(const QueryRun& run, const Record& value, RecordId record, std::vector<Reason>& doubts)
      : look_(run), value_(value), record_(record), doubts_(doubts) {}

  Truth run(const ValueTest& test) {
    if (!has_readable_value(value_)) return run_on_any_value(test);
    switch (test.kind) {
      case ValueTest::Kind::none: break;
      case ValueTest::Kind::compare: return held_against(test.comparison, test.limit);
      case ValueTest::Kind::between: return between(test.limit);
      case ValueTest::Kind::times_upper: return against_normal(test, value_.upper_limit, true);
      case ValueTest::Kind::times_lower: return against_normal(test, value_.lower_limit, false);
      case ValueTest::Kind::is_word: return is_word(test);
      case ValueTest::Kind::against_node: return against_node(test);
    }
    return Truth::holds();
  }

 private:
  /// What cannot be read may be any value of its kind, which can be enough where there are few.
  Truth run_on_any_value(const ValueTest& test) {
    const Record any = any_value(value_.fact);
    std::vector<Reason> unused;
    const Truth result = Tester(look_, any, record_, unused).run(test);
    if (!result.is_settled()) doubts_.push_back(flaw_reason(value_.flaw, value_.fact, record_));
    return result;
  }

  Truth held_against(Comparison comparison, const Range& limit) {
    const Truth result = compare(readable_value(), comparison, limit);
    if (!result.is_settled() && !value_.value.is_exact()) doubt(ReasonCode::censored_value);
    return result;
  }

  /// The quantity may depend on the very same record.
  Truth against_node(const ValueTest& test) {
    const Range& quantity = look_.workspace[test.node].range;
    if (!record_.exists() || value_.value.is_exact()) return held_against(test.comparison, quantity);
    const Truth result =
        compare_as_linear(look_.plan, look_.workspace, record_, readable_value(), test.comparison, test.node);
    if (!result.is_settled()) doubt(ReasonCode::censored_value);
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

  /// Of a missing limit it is known that it is above 0, so that the value divided by it has the value's sign.
  Truth against_normal(const ValueTest& test, const std::optional<Range>& limit, bool is_upper) {
    if (limit) return held_against(test.comparison, scaled(*limit, test.factor));
    const Range signs = signs_of(value_.value);
    const Range* supposed = look_.patient.supposed.ratio(record_.value, is_upper);
    const Range& ratio = supposed != nullptr ? *supposed : signs;
    if (!compare(ratio, Comparison::equal, signs).may_hold()) look_.workspace.is_inadmissible = true;
    const Truth result = compare(ratio, test.comparison, Range::exactly(test.factor));
    if (!result.is_settled()) doubt(ReasonCode::no_reference_range);
    return result;
  }

  Truth is_word(const ValueTest& test) {
    const Truth result = is_among(test.words);
    if (!result.is_settled()) doubt(ReasonCode::censored_value);
    return test.is_negated ? negate(result) : result;
  }

  /// Words have an index of their own; grades have theirs for a value, and a censored grade may be one of
  /// several.
  Truth is_among(const std::vector<std::uint32_t>& words) const {
    const auto is_listed = [&](std::uint32_t word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (value_.is_word_unlisted) return Truth::fails();
    if (value_.word) return Truth::of(is_listed(*value_.word));
    const ValueType* type = value_.fact.exists() ? &look_.plan.vocabulary[value_.fact].type : nullptr;
    const bool is_among_few = type != nullptr && (type->is_closed || type->kind == ValueKind::grade);
    if (!is_among_few) return Truth::unknown();
    Truth result = Truth::none();
    for (std::uint32_t word = 0; word < type->words.size(); ++word) {
      const Truth may_be = compare(value_.value, Comparison::equal, Range::exactly(word));
      if (may_be.may_hold()) result = either(result, Truth::of(is_listed(word)));
    }
    return result == Truth::none() ? Truth::unknown() : result;
  }

  /// A grade is one of its scale, and none between two of them.
  Range readable_value() const {
    const Range& value = value_.value;
    if (value.is_exact() || !value_.fact.exists()) return value;
    const ValueType& type = look_.plan.vocabulary[value_.fact].type;
    return type.kind == ValueKind::grade ? whole_within(value, static_cast<std::int64_t>(type.words.size()))
                                         : value;
  }

  void doubt(ReasonCode code) { doubts_.push_back({code, value_.fact, record_, {}, {}, Flaw::none, {}}); }

  const QueryRun& look_;
  const Record& value_;
  RecordId record_;
  std::vector<Reason>& doubts_;
};

}  // namespace

bool concerns_identity(Flaw flaw) {
  return flaw == Flaw::bad_status || flaw == Flaw::unrecognised_name || flaw == Flaw::unconfirmed;
}

bool may_not_count(const Record& record) {
  return (record.is_possible && record.is_reading()) ||
         (!record.is_confirmed && concerns_identity(record.flaw));
}

bool concerns_value(Flaw flaw) {
  return flaw != Flaw::none && flaw != Flaw::bad_date && !concerns_identity(flaw);
}

bool has_readable_value(const Record& record) { return !concerns_value(record.flaw); }

Range value_of(const Record& record) { return has_readable_value(record) ? record.value : Range::anything(); }

Truth test_value(const QueryRun& run, const Record& value, RecordId record, std::vector<Reason>& doubts) {
  if (run.query.tests.empty()) return Truth::holds();
  Tester tester(run, value, record, doubts);
  Truth result = Truth::none();
  for (const ValueTest& test : run.query.tests) {
    const Truth when = test.when.exists() ? run.workspace[test.when].truth : Truth::holds();
    if (when.may_hold()) result = either(result, tester.run(test));
    if (when.is_holding()) break;
  }
  return result == Truth::none() ? Truth::unknown() : result;
}

Truth test_record(const QueryRun& run, std::uint32_t record, std::vector<Reason>& doubts) {
  const std::size_t before = doubts.size();
  Truth result = test_value(run, run.patient.records[record], RecordId{record}, doubts);
  if (!run.query.demands.empty()) result = both(result, passes(run, run.query.demands, record, doubts));
  if (result.is_settled()) doubts.erase(doubts.begin() + static_cast<std::ptrdiff_t>(before), doubts.end());
  return result;
}

std::vector<Reason>& unused_doubts(const QueryRun& run) {
  auto& doubts = run.scratch().unused_doubts;
  doubts.clear();
  return doubts;
}

Truth unknown_outcome(const QueryRun& run) {
  if (run.query.asked.size() != 1 || run.query.tests.empty()) return Truth::unknown();
  auto& doubts = unused_doubts(run);
  const Truth tested = test_value(run, any_value(run.query.asked.front()), {}, doubts);
  return run.query.demands.empty() ? tested : both(tested, Truth::unknown());
}

Truth assumed_outcome(const QueryRun& run) {
  const auto& query = run.query;
  const auto& words = run.plan.vocabulary.word_by_text;
  const auto no = words.find("no");
  const bool is_asked = query.kind == FactKind::question || query.kind == FactKind::attribute;
  if (!is_asked || query.asked.empty() || no == words.end()) return Truth::fails();
  const auto& type = run.plan.vocabulary[query.asked.front()].type;
  const auto index = type.word_index.find(no->second.value);
  if (index == type.word_index.end()) return Truth::fails();
  Record answer;
  answer.word = index->second;
  auto& doubts = unused_doubts(run);
  return test_value(run, answer, {}, doubts);
}

Truth unless_assumed(const QueryRun& run, Truth is_assumed, Truth otherwise) {
  if (!is_assumed.may_hold()) return otherwise;
  const Truth assumed = assumed_outcome(run);
  return is_assumed.is_holding() ? assumed : either(assumed, otherwise);
}

}  // namespace eligo
