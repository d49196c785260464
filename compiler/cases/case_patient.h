#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/findings.h"
#include "compiler/names/scope.h"
#include "compiler/source/modules.h"

namespace eligo {

/// The patient of a case file, statement by statement, as a patient document. A statement about a fact
/// replaces the statements inherited about that fact; further statements of the same block add to it.
class CasePatient {
 public:
  CasePatient(const Vocabulary& vocabulary, const Scope& scope, Findings& findings);
  CasePatient(const CasePatient& other);
  ~CasePatient();
  CasePatient& operator=(const CasePatient&) = delete;

  /// Begins a block: all statements so far count as inherited.
  void begin_block();
  void state(const Place& statement);
  void declare_complete(const Place& statement);
  void remove(const Place& statement);
  void name(const std::string& id);

  /// As a patient file holds it.
  [[nodiscard]] std::string json() const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace eligo
