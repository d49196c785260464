#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/findings.h"
#include "compiler/names/scope.h"
#include "compiler/source/modules.h"

namespace eligo {

/// Checks the statements of a case about a patient against the vocabulary, so that a slip is not taken for
/// data that cannot be used. A text in quotes is data as they may come, and is not checked; nor are the words
/// for a result that is not there (`pending`).
class CaseValues {
 public:
  CaseValues(const Vocabulary& vocabulary, const Scope& scope, Findings& findings)
      : vocabulary_(vocabulary), scope_(scope), findings_(findings) {}

  /// A number with its unit, a titre or a word as the value of a fact; `value` is that node.
  void check_value(const Place& value, const Fact& fact);
  /// A word for the status of a condition, treatment or procedure: `absent`.
  void check_status(const Place& word, FactKind kind);
  /// The value of a field of a record: a word, or a number that its unit may follow.
  void check_field(const Place& value, std::string_view field);
  /// The daily dose of a treatment: a number with its unit.
  void check_dose(const Place& value, const Fact& fact);

 private:
  void check_word(const Place& word, const ValueType& type, const std::string& whose);
  void check_number(const Place& number, const Place& unit, const ValueType& type, const std::string& whose);
  void check_fact(const Place& word, const std::string& whose);
  [[nodiscard]] std::vector<std::string_view> words_of(const ValueType& type) const;

  const Vocabulary& vocabulary_;
  const Scope& scope_;
  Findings& findings_;
};

}  // namespace eligo
