#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "eligo/limits.h"
#include "runtime/fhir/convert.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/screen/verdict.h"

namespace eligo {

/// The way of one patient from a document to the outcomes, with storage that is used again: the front door's
/// Screener and the program's cohort run both go this way. One for each thread.
class ScreenerCore {
 public:
  /// `plan` and `dictionary`, which may be null, must outlive it.
  ScreenerCore(const Plan& plan, ReadingChoice readings, const ingest::Dictionary* dictionary = nullptr);

  void set_limits(const Limits& limits, const std::atomic<bool>* cancelled);

  /// What a run adds to documents of FHIR.
  void set_run_facts(fhir::RunFacts facts) { run_facts_ = std::move(facts); }
  /// States the form of the documents, which else is found out.
  void set_form(fhir::DataForm form) { form_ = form; }
  /// Reads a document, Eligo's own or resources of FHIR; false if it is none of a patient, and `notices` says
  /// why.
  bool read(std::string_view json, std::size_t line, DataNotices& notices);
  /// Screens the patient that was read.
  void judge();

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const PatientFacts& facts() const { return facts_; }
  [[nodiscard]] Workspace& workspace() { return workspace_; }
  [[nodiscard]] ScreeningOutcome& outcome() { return outcome_; }
  [[nodiscard]] const ScreeningOutcome& outcome() const { return outcome_; }

 private:
  const Plan& plan_;
  ReadingChoice readings_;
  const ingest::Dictionary* dictionary_;
  PatientParser parser_;
  std::optional<fhir::Converter> fhir_;  // made for the first document of FHIR: it indexes all names, too
  fhir::RunFacts run_facts_;
  fhir::DataForm form_ = fhir::DataForm::by_content;
  int nesting_ = Limits{}.nesting;
  std::string document_;  // that resources of FHIR came to
  PatientFacts facts_;
  Workspace workspace_;
  ScreeningOutcome outcome_;
};

}  // namespace eligo
