#pragma once

#include "tools/eligo/doc/declarations.h"
#include "tools/eligo/doc/document.h"

/// The chapters of a document, each made from the plan and the syntax.
namespace eligo {

/// What all chapters are made from.
struct DocSource {
  const Plan& plan;
  const DocDeclarations& declarations;
  std::set<std::string> used;  ///< every name that the document is about

  /// A rule of a block as written, and in words; `own`: the name of the instrument or quantity that it
  /// declares.
  [[nodiscard]] RuleText rule(const std::string& written, NodeId root, const Place& block,
                              const std::vector<Part>& parts = {}, const std::string& own = {}) const;
};

Remarks remarks_of(const Place& block);

/// The criteria of a protocol, in its order.
std::vector<DocCriterion> make_criteria(const DocSource& from, const Module& protocol);
/// Scores and definitions that are used, in the order of the plan.
std::vector<InstrumentText> make_instruments(const DocSource& from);
/// Derived quantities that are used, in the order of the plan.
std::vector<DerivedText> make_derived(const DocSource& from);
/// Groups that are used, by name.
std::vector<GroupText> make_groups(const DocSource& from);
/// Facts that are used, by kind, then in the order of the vocabulary.
std::vector<FactText> make_facts(const DocSource& from);
/// What the values of a fact or a field are: "in U/L; results bring their laboratory's normal range".
std::string values_of(const Vocabulary& vocabulary, const ValueType& type);
/// Counts what the case files beside the protocol or library expect of it.
void count_cases(const std::string& path, const CompileOptions& options, Document& document);

}  // namespace eligo
