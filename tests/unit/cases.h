#pragma once

#include <array>

#include "runtime/completions/cuts.h"
#include "runtime/completions/split.h"
#include "tests/unit/builder.h"

/// The cases that a gap falls into, in words: what each of them supposes of the patient. Records are numbered
/// in the order in which they are given.
namespace eligo::testing {

struct Cases : World {
  FactId alt = observation("ALT");
  FactId ast = observation("AST");
  FactId cancer = condition("cancer");
  FactId drug = treatment("drug");
  FieldId method = field("method", ValueKind::word);

  static Gap gap(Gap::Kind kind, std::uint32_t record) {
    Gap made;
    made.kind = kind;
    made.record = RecordId{record};
    return made;
  }
  static Gap gap(Gap::Kind kind, FactId fact) {
    Gap made;
    made.kind = kind;
    made.fact = fact;
    return made;
  }

  /// Of a gap of the query, where the rules ask it and the nodes `beside` it. Its record is the number in the
  /// order in which they are given, from 0.
  std::string cases(NodeId node, Gap gap, const std::vector<NodeId>& beside = {}, bool may_halve = false) {
    run();
    for (std::uint32_t i = 0; i < patient.records.size() && gap.record.exists(); ++i) {
      if (patient.records[i].ordinal != gap.record.value) continue;
      gap.record = RecordId{i};
      break;
    }
    return text_of(cases_of(plan, cuts(node, beside), patient, workspace, plan[node].query, gap, may_halve));
  }
  std::string halved(NodeId node, const Gap& gap, const std::vector<NodeId>& beside = {}) {
    return cases(node, gap, beside, true);
  }
  std::string further(NodeId node, const std::vector<Gap>& lists, const std::vector<NodeId>& beside = {}) {
    run();
    return text_of(cases_of_lists(plan, cuts(node, beside), patient, plan[plan[node].query], lists));
  }
  std::string outcomes(NodeId node, const std::vector<NodeId>& beside = {}) {
    run();
    return text_of(cases_of_outcome(plan, cuts(node, beside), patient, workspace, node, false));
  }

  NodeId latest(FactId fact, const std::vector<ValueTest>& tests = {}) {
    Query made = query(Selector::most_recent, {fact});
    made.tests = tests;
    return tests.empty() ? quantity(made) : condition(made);
  }
  NodeId below(int limit) { return latest(alt, {compared(Comparison::less, limit)}); }
  /// Some record in the last days up to the as-of date.
  NodeId lately(FactId fact, int days_back) {
    Query made = query(Selector::any, {fact});
    made.window = {back(plan.as_of, days(days_back)), on(plan.as_of)};
    return condition(made);
  }

 private:
  Cuts cuts(NodeId node, const std::vector<NodeId>& beside) const {
    std::vector<NodeId> roots{node};
    roots.insert(roots.end(), beside.begin(), beside.end());
    return find_cuts(plan, nodes_below(plan, roots));
  }

  static std::string joined(const std::vector<std::string>& texts, const std::string& between) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
    return all;
  }
  std::string text_of(const std::vector<Branch>& branches) const {
    std::vector<std::string> texts;
    for (const Branch& one : branches)
      texts.push_back(std::visit([this](const auto& each) { return text_of(each); }, one));
    return joined(texts, " | ");
  }

  std::string ordinal(std::uint32_t record) const {
    return std::to_string(patient.records[record].ordinal + 1);
  }
  std::string name(FactId fact) const { return fact.exists() ? plan.vocabulary[fact].name : "anything"; }
  std::string word_of(FactId fact, std::uint32_t index) const {
    return plan.vocabulary.words[plan.vocabulary[fact].type.words[index].value];
  }
  static std::string status_text(RecordStatus status) {
    static const std::array<const char*, 4> words{"counts", "states absence", "is planned", "does not count"};
    return words.at(static_cast<std::size_t>(status));
  }

  std::string text_of(const RecordBranch& branch) const {
    const Record& was = patient.records[branch.record];
    const Record& is = branch.as;
    std::vector<std::string> texts;
    if (is.status != was.status) texts.push_back(status_text(is.status));
    if (is.is_confirmed != was.is_confirmed) texts.emplace_back("is confirmed");
    if (is.flaw != was.flaw) texts.emplace_back(is.flaw == Flaw::none ? "has no flaw" : "has a flaw");
    if (is.value != was.value) texts.push_back("is " + range_text(is.value));
    if (is.word != was.word) texts.push_back("is " + word_of(is.fact, *is.word));
    if (is.is_word_unlisted != was.is_word_unlisted) texts.emplace_back("is another word");
    if (is.start != was.start) texts.push_back("begins " + date_text(is.start));
    const bool goes_on = is.end == DateRange{latest_day, latest_day};
    if (is.end != was.end) texts.push_back(goes_on ? "goes on" : "ends " + date_text(is.end));
    if (is.has_date != was.has_date) texts.emplace_back("has a date");
    if (is.is_ongoing != was.is_ongoing) texts.emplace_back(is.is_ongoing ? "is ongoing" : "is not ongoing");
    if (is.order != was.order) texts.push_back("has place " + std::to_string(is.order));
    if (is.rank != was.rank) texts.push_back("has rank " + std::to_string(is.rank));
    if (is.sameness != was.sameness)
      texts.emplace_back(is.sameness == Sameness::own ? "is one of its own" : "is another one");
    return ordinal(branch.record) + " " + joined(texts, ", ");
  }
  std::string text_of(const EntryBranch& branch) const {
    return "the entry is " +
           (branch.reading ? name(patient.records[*branch.reading].fact) : "something else");
  }
  std::string text_of(const FieldBranch& branch) const {
    const FieldValue& is = branch.as;
    std::string text = ordinal(branch.record) + " has " + plan.vocabulary.fields[is.field.value].name;
    if (is.ingredient.exists()) text += " of " + name(is.ingredient);
    text += is.word.exists()   ? " " + plan.vocabulary.words[is.word.value]
            : is.fact.exists() ? " " + name(is.fact)
                               : " " + range_text(is.quantity);
    return text + (is.is_left_out ? " left out" : "") + (is.flaw == Flaw::none ? "" : " flawed");
  }
  std::string text_of(const AttributeBranch& branch) const {
    const Attribute& is = branch.as;
    std::vector<std::string> texts;
    if (is.date != DateRange{}) texts.push_back(date_text(is.date));
    if (is.value != Range::anything()) texts.push_back(range_text(is.value));
    if (is.word) texts.push_back(word_of(is.fact, *is.word));
    if (is.is_word_unlisted) texts.emplace_back("another word");
    if (!is.list.empty()) texts.push_back(std::to_string(is.list.size()) + " entries");
    if (is.is_supposed) texts.emplace_back("not recorded");
    if (is.flaw != Flaw::none) texts.emplace_back("flawed");
    return name(is.fact) + " is " + joined(texts, ", ");
  }
  std::string text_of(const AnchorBranch& branch) const {
    return plan.vocabulary.anchors[branch.anchor.value].name + " is " + date_text(branch.day);
  }
  std::string text_of(const RatioBranch& branch) const {
    const std::string limit = branch.ratio.is_upper ? " x ULN" : " x LLN";
    return ordinal(branch.ratio.record) + " is " + range_text(branch.ratio.range) + limit;
  }
  static std::string text_of(const ResultBranch& branch) {
    const Supposition::Result& outcome = branch.outcome;
    if (outcome.truth == Truth::unknown()) return "it is " + range_text(outcome.range);
    return outcome.truth.is_holding()   ? "it holds"
           : outcome.truth.is_failing() ? "it fails"
                                        : "it is inapplicable";
  }
  std::string names(const std::vector<FactId>& facts) const {
    std::vector<std::string> texts;
    for (const FactId fact : facts) texts.push_back(name(fact));
    return joined(texts, ", ");
  }
  std::string text_of(const FinishedBranch& branch) const {
    return "no more " + (branch.kind ? "of the kind" : names(branch.facts));
  }
  std::string text_of(const FurtherBranch& branch) const {
    const Record& is = branch.record;
    std::string text = "one more " + name(is.fact);
    if (is.status != RecordStatus::final) text += " that " + status_text(is.status);
    if (is.is_ongoing) text += " that is ongoing";
    if (is.end.last < latest_day) text += " that ends";
    if (is.is_for_latest) text += " for the latest alone";
    if (!is.has_date) text += " without a date";
    if (!is.is_confirmed) text += " unconfirmed";
    return text + (branch.finished.empty() ? "" : ", then no more " + names(branch.finished));
  }
};

}  // namespace eligo::testing
