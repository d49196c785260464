#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/words/explain.h"

namespace eligo {

/// An expectation that was not fulfilled.
struct CaseFailure {
  std::string expected;          ///< as written: "I1 met"
  std::string got;               ///< "I1 not met"
  std::vector<std::string> why;  ///< reasons and notices, one sentence each
  std::vector<ExplainedNode>
      trees;  ///< of the criterion or condition; of a verdict, of each criterion behind it
  Span span;  ///< of the expectation
};

struct CaseResult {
  std::string name;
  Span span;
  std::size_t expectations = 0;
  std::vector<CaseFailure> failures;
  [[nodiscard]] bool has_passed() const { return failures.empty(); }
};

/// Sees a case's patient, evaluated.
using CaseObserver = std::function<void(const PatientFacts& patient, Workspace& workspace)>;

/// Runs one case of a compiled case file (whose plan must be there).
CaseResult run_case(const Plan& plan, const Case& test, const CaseObserver& observer = {});

}  // namespace eligo
