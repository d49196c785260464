#pragma once

#include <array>

#include "tests/unit/builder.h"

/// What a query leaves behind beside its answer: how each record took part, what closed the list, and every
/// reason for an open answer. Records are numbered in the order in which they are given.
namespace eligo::testing {

inline const std::array<const char*, 8> role_words{"decided", "considered", "maybe", "outside",
                                                   "after",   "filtered",   "void",  "superseded"};

struct Told : World {
  FactId alt = observation("ALT");
  FactId cancer = condition("cancer");
  FactId lymphoma = condition("lymphoma");
  FactId drug = treatment("drug");
  FieldId method = field("method", ValueKind::word);
  ValueTest below_100 = compared(Comparison::less, 100);

  Told() { is_a(lymphoma, cancer); }

  std::string number(RecordId id) const { return std::to_string(patient.records[id.value].ordinal + 1); }

  std::string about(const Reason& reason) const {
    std::string text(reason_name(reason.code));
    if (reason.record.exists()) text += " " + number(reason.record);
    const bool is_of_other = reason.record.exists() && reason.fact.exists() &&
                             reason.fact != patient.records[reason.record.value].fact;
    if (is_of_other) text += " as " + plan.vocabulary[reason.fact].name;
    if (reason.anchor.exists()) text += " of " + plan.vocabulary.anchors[reason.anchor.value].name;
    if (!reason.record.exists() && reason.fact.exists()) text += " " + plan.vocabulary[reason.fact].name;
    if (reason.field.exists()) text += " " + plan.vocabulary.fields[reason.field.value].name;
    if (reason.flaw != Flaw::none) text += "!";
    return text;
  }

  static std::string listed(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
  }

  static std::string outcome(Truth truth) {
    std::vector<std::string> texts;
    if (truth.may_hold()) texts.emplace_back("holds");
    if (truth.may_fail()) texts.emplace_back("fails");
    if (truth.may_be_inapplicable()) texts.emplace_back("inapplicable");
    return listed(texts);
  }

  /// "holds; 2 decided, 1 superseded; by list; because partial-date 1"
  std::string tell(const Query& asked, Op op = Op::query_truth) {
    const NodeId node = ask(op, asked);
    run();
    return told(node);
  }
  /// What the query that was asked last has left behind.
  std::string told(NodeId node) const {
    const QueryResult& result = workspace.queries.back();
    std::string text =
        plan[node].op == Op::query_truth ? outcome(workspace[node].truth) : range_text(workspace[node].range);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < result.evidence_count; ++i) {
      const Evidence& one = workspace.evidence[result.first_evidence + i];
      texts.push_back(number(one.record) + " " + role_words[static_cast<std::size_t>(one.role)]);
    }
    if (!texts.empty()) text += "; " + listed(texts);
    if (result.rests_on_complete_list) text += "; by list";
    if (result.rests_on_absence) text += "; by absence";
    if (result.assumption.exists()) text += "; by assumption";
    if (result.chosen.exists()) text += "; chosen " + number(result.chosen);
    texts.clear();
    for (std::uint32_t i = 0; i < result.reason_count; ++i)
      texts.push_back(about(workspace.reasons[result.first_reason + i]));
    if (!texts.empty()) text += "; because " + listed(texts);
    return text;
  }
  std::string tell_value(const Query& asked) { return tell(asked, Op::query_value); }

  Query of(Selector selector, const std::vector<ValueTest>& tests = {}) {
    Query made = query(selector, {alt});
    made.tests = tests;
    return made;
  }
  Filter by(const std::string& text) {
    return {Filter::Kind::is, method, {word(text)}, {}, Comparison::equal, {}};
  }
};

}  // namespace eligo::testing
