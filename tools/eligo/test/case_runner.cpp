#include "tools/eligo/test/case_runner.h"

#include <algorithm>
#include <cctype>

#include "runtime/completions/joint.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/screen/contradictions.h"
#include "runtime/screen/verdict.h"
#include "runtime/words/reason_text.h"
#include "tools/eligo/report/explain_text.h"
#include "tools/eligo/report/readable.h"

namespace eligo {

namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

/// One patient evaluated, asked by one expectation after another.
class CaseRun {
 public:
  CaseRun(const Plan& plan, const PatientFacts& patient, const DataNotices& notices)
      : plan_(plan), patient_(patient), notices_(notices) {
    evaluate(plan_, patient_, workspace_);
  }

  /// Adds to `failures` if the expectation is not fulfilled.
  void check(const Expectation& expected, std::vector<CaseFailure>& failures) {
    const ScreeningOutcome screening = screen(plan_, patient_, workspace_, expected.readings);
    CaseFailure failure;
    failure.expected = expected.text;
    failure.span = expected.span;
    if (failure.expected.starts_with("expect ")) failure.expected.erase(0, sizeof("expect ") - 1);
    bool is_fulfilled = false;
    switch (expected.kind) {
      case Expectation::Kind::verdict: is_fulfilled = check_verdict(expected, screening, failure); break;
      case Expectation::Kind::condition: is_fulfilled = check_condition(expected, failure); break;
      case Expectation::Kind::criterion:
      case Expectation::Kind::part: is_fulfilled = check_criterion(expected, screening, failure); break;
    }
    if (is_fulfilled) return;
    for (const DataNotice& notice : notices_.all())
      failure.why.push_back("in the case's data: " + notice.text);
    failures.push_back(std::move(failure));
  }

  void show(const CaseObserver& observer) { observer(patient_, workspace_); }

 private:
  bool check_verdict(const Expectation& expected, const ScreeningOutcome& screening,
                     CaseFailure& failure) const {
    if (screening.verdict == expected.verdict) return true;
    failure.got = "verdict " + std::string(verdict_name(screening.verdict));
    for (const CriterionOutcome& outcome : screening.criteria) {
      const Criterion& criterion = plan_.criteria[outcome.criterion];
      const bool is_behind = screening.verdict == Verdict::ineligible
                                 ? rules_out(outcome.status, criterion.polarity)
                                 : outcome.status == Status::unknown;
      if (is_behind) failure.why.push_back(criterion.id + " " + std::string(status_words(outcome.status)));
      if (is_behind) failure.trees.push_back(tree(outcome.root));
    }
    return false;
  }

  bool check_condition(const Expectation& expected, CaseFailure& failure) {
    const auto contrary = contradictions(plan_, patient_);
    const Truth outcomes =
        contrary.empty() ? Joint(plan_, patient_, workspace_).of(expected.node).truth : Truth::unknown();
    const Status got = status_of(outcomes, Polarity::inclusion);
    const ExplainedNode explanation = tree(expected.node);
    std::vector<std::string> reasons;
    reasons.reserve(contrary.size());
    for (const Reason& reason : contrary) reasons.push_back(reason_text(plan_, patient_, reason));
    collect_reasons(explanation, reasons);
    return check_status(expected, "the condition", got, reasons, explanation, failure);
  }

  bool check_criterion(const Expectation& expected, const ScreeningOutcome& screening,
                       CaseFailure& failure) const {
    const CriterionOutcome& outcome = screening.criteria[expected.criterion];
    Status got = outcome.status;
    std::string id = plan_.criteria[outcome.criterion].id;
    if (expected.kind == Expectation::Kind::part) {
      const auto part = std::find_if(outcome.parts.begin(), outcome.parts.end(),
                                     [&](const PartOutcome& p) { return p.id == expected.part; });
      id = expected.part;
      if (part == outcome.parts.end()) {
        failure.got = "no part " + id + " under this reading";
        return false;
      }
      got = part->status;
    }
    std::vector<std::string> reasons;
    for (const Reason& reason : outcome.reasons) reasons.push_back(reason_text(plan_, patient_, reason));
    return check_status(expected, id, got, reasons, tree(outcome.root), failure);
  }

  static bool check_status(const Expectation& expected, const std::string& what, Status got,
                           const std::vector<std::string>& reasons, const ExplainedNode& explanation,
                           CaseFailure& failure) {
    const std::string wanted = in_lower_case(expected.because);
    const bool is_explained =
        wanted.empty() || std::any_of(reasons.begin(), reasons.end(), [&](const auto& reason) {
          return in_lower_case(reason).find(wanted) != std::string::npos;
        });
    if (got == expected.status && is_explained) return true;
    failure.got = what + " " + std::string(status_words(got));
    if (got == expected.status) failure.got += ", but not because " + expected.because;
    for (const std::string& reason : reasons) failure.why.push_back(reason);
    failure.trees.push_back(explanation);
    return false;
  }

  static void collect_reasons(const ExplainedNode& explanation, std::vector<std::string>& reasons) {
    for (const std::string& reason : explanation.reasons) {
      if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
    }
    for (const ExplainedNode& part : explanation.parts) collect_reasons(part, reasons);
  }

  [[nodiscard]] ExplainedNode tree(NodeId root) const {
    return readable(explain(plan_, patient_, workspace_, root));
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  const DataNotices& notices_;
  Workspace workspace_;
};

}  // namespace

CaseResult run_case(const Plan& plan, const Case& test, const CaseObserver& observer) {
  CaseResult result;
  result.name = test.name;
  result.span = test.span;
  result.expectations = test.expectations.size();

  PatientParser parser(plan);
  PatientFacts patient;
  DataNotices notices;
  if (!parser.parse(test.patient_json, 1, patient, notices)) {
    CaseFailure failure{"a patient that can be read", "none", {}, {}, test.span};
    for (const DataNotice& notice : notices.all()) failure.why.push_back(notice.text);
    result.failures.push_back(std::move(failure));
    return result;
  }
  CaseRun run(plan, patient, notices);
  for (const Expectation& expected : test.expectations) run.check(expected, result.failures);
  if (observer) run.show(observer);
  return result;
}

}  // namespace eligo
