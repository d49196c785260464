#include "runtime/words/query.h"

#include "runtime/words/phrases.h"

namespace eligo {
namespace {

std::string subject_words(const Plan& plan, const Query& query) {
  if (!query.is_any_fact) return facts_words(plan, query.asked);
  switch (query.kind) {
    case FactKind::treatment: return "any treatment, listed in the vocabulary or not,";
    case FactKind::condition: return "any condition, listed in the vocabulary or not,";
    default: return "any procedure, listed in the vocabulary or not,";
  }
}

std::string_view record_noun(const Query& query) {
  switch (query.kind) {
    case FactKind::observation: return "result";
    case FactKind::treatment: return query.is_course ? "course" : "record";
    case FactKind::question: return "answer";
    default: return "record";
  }
}

std::string course_words(const Query& query) {
  std::string result;
  if (query.lasting) result += " lasting at least " + period_words(*query.lasting) + " without a break";
  if (query.total)
    result += ", the courses of one drug added up to at least " + period_words(*query.total) + ",";
  if (query.bridged_days > 0) {
    result += " (gaps of at most " + period_words({0, query.bridged_days}) + " bridged)";
  }
  return result;
}

/// `head`, the filters that narrow it down, and the window; a comma where the two would run together.
std::string stated(const std::string& head, const Plan& plan, const Query& query,
                   std::string_view before_window = {}) {
  const std::string narrowing = course_words(query) + filter_words(plan, query.filters);
  std::string text = head + narrowing;
  if (text.back() != ',' && (!narrowing.empty() || !before_window.empty())) text += ',';
  return text + std::string(before_window) + window_words(plan, query);
}

std::string selected(std::string_view which, const Plan& plan, const Query& query,
                     const std::string& subject) {
  return stated(std::string(which) + " " + std::string(record_noun(query)) + " of " + subject, plan, query);
}

std::string attribute_words(const Plan& plan, const Query& query, const std::string& subject) {
  if (query.kind == FactKind::attribute) return subject;
  const std::string answer =
      "the latest answer to " + subject + filter_words(plan, query.filters) + window_words(plan, query);
  const std::string& judge =
      query.asked.empty() ? std::string() : plan.vocabulary[query.asked.front()].judged_by;
  return judge.empty() ? answer : answer + ", judged by the " + judge + ",";
}

/// `any`: conditions and procedures, which have no value, in words of their own.
std::string any_words(const Plan& plan, const Query& query, const std::string& subject) {
  const bool is_dated = query.window.from || query.window.to;
  if (query.kind == FactKind::condition)
    return stated(subject, plan, query, is_dated ? " present on any day" : " at any time");
  if (query.kind == FactKind::procedure) return stated(subject, plan, query, " done");
  return selected("a", plan, query, subject);
}

}  // namespace

std::string query_words(const Plan& plan, const Query& query, const std::string& given) {
  const std::string subject = given.empty() ? subject_words(plan, query) : given;
  switch (query.selector) {
    case Selector::most_recent: return selected("the latest", plan, query, subject);
    case Selector::previous: return selected("the last but one", plan, query, subject);
    case Selector::first: return selected("the first", plan, query, subject);
    case Selector::highest: return selected("the highest", plan, query, subject);
    case Selector::lowest: return selected("the lowest", plan, query, subject);
    case Selector::any: return any_words(plan, query, subject);
    case Selector::every: return selected("every", plan, query, subject);
    case Selector::count:
      if (query.kind == FactKind::attribute) return "the number of entries of " + subject;
      return "the number of records: " + selected("each", plan, query, subject) +
             (query.apart ? ", at least " + period_words(*query.apart) + " after the one before" : "");
    case Selector::lines:
      return stated("the number of lines of treatment (different values of `line`) of " + subject, plan,
                    query);
    case Selector::latest_answer: return attribute_words(plan, query, subject);
    case Selector::active: {
      const bool is_span = query.window.from || query.window.to;
      return stated(subject, plan, query, is_span ? " present on any day" : " present");
    }
    case Selector::receiving: return stated("a current course of " + subject, plan, query);
    case Selector::planned: return stated("planned: " + subject, plan, query);
    case Selector::dose: return stated("the daily dose of all courses of " + subject, plan, query);
    case Selector::unchanged_dose: return stated(subject, plan, query, " taken every day at one daily dose");
  }
  return {};
}

std::string test_words(const Plan& plan, const Query& query, const ValueTest& test) {
  static const ValueType none;
  const ValueType& type = query.asked.empty() ? none : plan.vocabulary[query.asked.front()].type;
  const std::string comparison(comparison_words(test.comparison));
  const auto times_limit = [&](const char* limit) {
    const std::string factor = test.factor == Number(1) ? "" : test.factor.text() + " times ";
    return comparison + " " + factor + "the " + limit + " limit of normal that its own laboratory states";
  };
  switch (test.kind) {
    case ValueTest::Kind::none: return "is on record";
    case ValueTest::Kind::compare: return comparison + " " + limit_words(plan, type, test.limit.low->value);
    case ValueTest::Kind::between:
      return "is from " + limit_words(plan, type, test.limit.low->value) + " to " +
             limit_words(plan, type, test.limit.high->value) + ", both included";
    case ValueTest::Kind::times_upper: return times_limit("upper");
    case ValueTest::Kind::times_lower: return times_limit("lower");
    case ValueTest::Kind::is_word: {
      std::vector<std::string> words;
      for (const std::uint32_t word : test.words)
        words.push_back(plan.vocabulary.words[type.words[word].value]);
      return (test.is_negated ? "is not " : "is ") + alternatives(words);
    }
    case ValueTest::Kind::against_node: return comparison;
  }
  return {};
}

}  // namespace eligo
