#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/screen/verdict.h"
#include "runtime/words/explain.h"

namespace eligo::testing {

inline DateRange date(std::string_view text) {
  const auto range = parse_date(text);
  REQUIRE_MESSAGE(range, std::string(text));
  return *range;
}

inline Period days(int n) { return {0, n}; }
inline Period months(int n) { return {n, 0}; }

/// A plan and a patient made by hand: facts, records and nodes in as few words as can be.
class World {
 public:
  Plan plan;
  PatientFacts patient;
  Workspace workspace;

  World() {
    plan.refs.push_back({});
    plan.as_of = anchor("screening", "2025-03-01");
  }

  // ---- vocabulary

  AnchorId anchor(const std::string& name, std::string_view day = {}) {
    plan.vocabulary.anchors.push_back({name, name, {}});
    patient.anchors.push_back(day.empty() ? std::optional<DateRange>() : date(day));
    return {static_cast<std::uint32_t>(plan.vocabulary.anchors.size() - 1)};
  }
  FactId fact(const std::string& name, FactKind kind) {
    Fact fact;
    fact.name = fact.label = name;
    fact.kind = kind;
    plan.vocabulary.facts.push_back(std::move(fact));
    return {static_cast<std::uint32_t>(plan.vocabulary.facts.size() - 1)};
  }
  FactId observation(const std::string& name, ValueKind kind = ValueKind::quantity) {
    const FactId id = fact(name, FactKind::observation);
    type(id).kind = kind;
    return id;
  }
  FactId condition(const std::string& name) { return fact(name, FactKind::condition); }
  FactId treatment(const std::string& name) { return fact(name, FactKind::treatment); }
  FactId procedure(const std::string& name) { return fact(name, FactKind::procedure); }
  /// `narrow` is a `broad`.
  void is_a(FactId narrow, FactId broad) {
    plan.vocabulary.facts[narrow.value].broader.push_back(broad);
    plan.vocabulary.facts[broad.value].narrower.push_back(narrow);
  }
  ValueType& type(FactId id) { return plan.vocabulary.facts[id.value].type; }
  WordId word(const std::string& text) {
    const auto [entry, is_new] = plan.vocabulary.word_by_text.try_emplace(
        text, WordId{static_cast<std::uint32_t>(plan.vocabulary.words.size())});
    if (is_new) plan.vocabulary.words.push_back(text);
    return entry->second;
  }
  void words(ValueType& of, const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
      of.word_index[word(text).value] = static_cast<std::uint32_t>(of.words.size());
      of.words.push_back(word(text));
    }
  }
  FieldId field(const std::string& name, ValueKind kind) {
    Field field;
    field.name = field.label = name;
    field.type.kind = kind;
    plan.vocabulary.fields.push_back(std::move(field));
    return {static_cast<std::uint32_t>(plan.vocabulary.fields.size() - 1)};
  }

  // ---- records (sorted when they are asked)

  Record& record(FactId fact, std::string_view day = {}) {
    Record record;
    record.fact = fact;
    if (fact.exists()) record.kind = plan.vocabulary[fact].kind;
    record.has_date = !day.empty();
    if (record.has_date) record.start = record.end = date(day);
    record.ordinal = static_cast<std::uint32_t>(patient.records.size());
    const bool lasts = record.kind == FactKind::condition || record.kind == FactKind::treatment;
    if (lasts) record.end = {record.start.first, latest_day};
    patient.records.push_back(record);
    return patient.records.back();
  }
  Record& result(FactId fact, Number value, std::string_view day = {}) {
    Record& made = record(fact, day);
    made.value = Range::exactly(value);
    return made;
  }
  Record& span(FactId fact, std::string_view start, std::string_view end) {
    Record& made = record(fact, start);
    if (!end.empty()) made.end = date(end);
    return made;
  }
  Record& ongoing(FactId fact, std::string_view start = {}) {
    Record& made = record(fact, start);
    made.is_ongoing = true;
    made.end = {latest_day, latest_day};
    return made;
  }
  Record& absent(FactId fact, std::string_view day = {}) {
    Record& made = record(fact, day);
    made.status = RecordStatus::absent;
    return made;
  }
  void with(Record& record, FieldValue value) {
    if (record.field_count == 0) record.first_field = static_cast<std::uint32_t>(patient.fields.size());
    ++record.field_count;
    patient.fields.push_back(std::move(value));
  }
  void with_word(Record& record, FieldId field, const std::string& text) {
    FieldValue value;
    value.field = field;
    value.word = word(text);
    with(record, std::move(value));
  }
  void with_number(Record& record, FieldId field, Number number) {
    FieldValue value;
    value.field = field;
    value.quantity = Range::exactly(number);
    with(record, std::move(value));
  }
  void complete(FactKind kind, DateRange period = {}) { patient.complete.push_back({kind, {}, period}); }
  Attribute& attribute(FactId fact) {
    Attribute attribute;
    attribute.fact = fact;
    patient.attributes.push_back(std::move(attribute));
    return patient.attributes.back();
  }

  // ---- queries and nodes

  Query query(Selector selector, const std::vector<FactId>& facts) {
    Query query;
    query.selector = selector;
    query.asked = facts;
    query.facts = facts;
    for (const FactId fact : facts) {
      const auto& narrower = plan.vocabulary[fact].narrower;
      query.facts.insert(query.facts.end(), narrower.begin(), narrower.end());
    }
    std::sort(query.facts.begin(), query.facts.end());
    query.facts.erase(std::unique(query.facts.begin(), query.facts.end()), query.facts.end());
    query.kind = plan.vocabulary[facts.front()].kind;
    return query;
  }
  static WindowEnd on(AnchorId anchor, int shift = 0) {
    WindowEnd end;
    end.anchor = anchor;
    end.shift = shift;
    return end;
  }
  static WindowEnd back(AnchorId anchor, Period period) {
    WindowEnd end = on(anchor);
    end.direction = -1;
    end.reach.first.period = period;
    return end;
  }
  static ValueTest compared(Comparison comparison, Number limit) {
    ValueTest test;
    test.kind = ValueTest::Kind::compare;
    test.comparison = comparison;
    test.limit = Range::exactly(limit);
    return test;
  }
  static ValueTest times_upper(Comparison comparison, Number factor) {
    ValueTest test;
    test.kind = ValueTest::Kind::times_upper;
    test.comparison = comparison;
    test.factor = factor;
    return test;
  }

  NodeId add(Node node, const std::vector<NodeId>& operands = {}) {
    node.first_operand = static_cast<std::uint32_t>(plan.operands.size());
    node.operand_count = static_cast<std::uint32_t>(operands.size());
    plan.operands.insert(plan.operands.end(), operands.begin(), operands.end());
    plan.nodes.push_back(std::move(node));
    return {static_cast<std::uint32_t>(plan.nodes.size() - 1)};
  }
  NodeId op(Op op, const std::vector<NodeId>& operands) {
    Node node;
    node.op = op;
    return add(std::move(node), operands);
  }
  NodeId truth(bool value) {
    Node node;
    node.low = value ? 1 : 0;
    return add(std::move(node));
  }
  NodeId number(Number value) {
    Node node;
    node.op = Op::number;
    node.value = value;
    return add(std::move(node));
  }
  NodeId ask(Op op, Query query) {
    Node node;
    node.op = op;
    node.query.value = static_cast<std::uint32_t>(plan.queries.size());
    plan.queries.push_back(std::move(query));
    return add(std::move(node));
  }
  NodeId condition(Query query) { return ask(Op::query_truth, std::move(query)); }
  NodeId quantity(Query query) { return ask(Op::query_value, std::move(query)); }
  NodeId compare(NodeId left, Comparison comparison, NodeId right) {
    Node node;
    node.op = Op::compare;
    node.comparison = comparison;
    return add(std::move(node), {left, right});
  }
  AssumptionId assume(const std::vector<FactId>& facts, NodeId when = {}) {
    plan.assumptions.push_back({facts, when, "we say so", 0});
    return {static_cast<std::uint32_t>(plan.assumptions.size() - 1)};
  }
  std::uint32_t source(const std::string& text) {
    plan.refs.push_back({0, 0, 0, text});
    return static_cast<std::uint32_t>(plan.refs.size() - 1);
  }

  // ---- answers

  void run() {
    const auto comes_before = [](const Record& a, const Record& b) {
      return a.fact != b.fact ? a.fact < b.fact : a.start.first < b.start.first;
    };
    std::stable_sort(patient.records.begin(), patient.records.end(), comes_before);
    evaluate(plan, patient, workspace);
  }
  /// What the node comes to, for the patient as it now is.
  Truth truth_of(NodeId node) {
    run();
    return workspace[node].truth;
  }
  Range range_of(NodeId node) {
    run();
    return workspace[node].range;
  }
  /// Asks a query on its own.
  Truth holds(Query query) { return truth_of(condition(std::move(query))); }
  Range value(Query query) { return range_of(quantity(std::move(query))); }
  /// The names of the reasons that the query asked last gave.
  std::vector<std::string> reasons() const {
    std::vector<std::string> names;
    const QueryResult& answer = workspace.queries.back();
    for (std::uint32_t i = 0; i < answer.reason_count; ++i) {
      names.emplace_back(reason_name(workspace.reasons[answer.first_reason + i].code));
    }
    return names;
  }
  bool has_reason(const std::string& name) const {
    const auto names = reasons();
    return std::find(names.begin(), names.end(), name) != names.end();
  }
};

inline constexpr Truth yes = Truth::holds();
inline constexpr Truth no = Truth::fails();
inline constexpr Truth open = Truth::unknown();

}  // namespace eligo::testing

namespace doctest {
template <>
struct StringMaker<eligo::Truth> {
  static String convert(eligo::Truth truth) {
    std::string text = "{";
    if (truth.may_hold()) text += " holds";
    if (truth.may_fail()) text += " fails";
    if (truth.may_be_inapplicable()) text += " inapplicable";
    return (text + " }").c_str();
  }
};
template <>
struct StringMaker<eligo::Range> {
  static String convert(const eligo::Range& range) { return eligo::range_text(range).c_str(); }
};
}  // namespace doctest
