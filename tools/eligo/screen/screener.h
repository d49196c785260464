#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/host/screener_core.h"
#include "runtime/tables/patient_inputs.h"
#include "runtime/words/explain.h"
#include "runtime/words/questions.h"
#include "tools/eligo/screen/lost_documents.h"
#include "tools/eligo/screen/patient_ids.h"
#include "tools/eligo/terminal/run_files.h"

namespace eligo {

/// The criteria whose smallest evidence is looked for beside their tree: it takes longer than all the rest.
enum class EvidenceOf : std::uint8_t {
  criteria,  ///< every settled one
  verdict    ///< those that the verdict rests on: what rules out, or all that an eligible patient passes
};

/// How patients are to be screened, and what is wanted of each beside the outcomes.
struct ScreenRequest {
  ReadingChoice readings;       ///< by criterion
  bool wants_effects = false;   ///< what each other reading would change
  bool wants_readings = false;  ///< … also in the JSON
  bool wants_json = false;      ///< the verdict as one line of JSON
  bool explains_json = false;   ///< with the tree of every criterion
  bool wants_texts = false;     ///< reasons in words
  bool marks_settling = false;  ///< which questions could settle a verdict alone
  EvidenceOf evidence = EvidenceOf::criteria;
  std::size_t trees = 0;                   ///< explanations as data, for so many patients of the run's start
  std::vector<std::string> only_criteria;  ///< if not empty: the JSON holds these alone
  std::string only_patient;                ///< if not empty: every other patient is passed over
  bool is_strict = false;
  bool shows_values = false;  ///< notices may tell ids and values
  InputSettings inputs;
  const ingest::Dictionary* dictionary = nullptr;  ///< what local names mean; may be null
  unsigned jobs = 1;          ///< threads; the answers and their order are the same for any number
  std::size_t answered = 0;   ///< documents at the start that an earlier run answered; they are passed over
  PatientIds* ids = nullptr;  ///< of patients answered earlier; null: equal ids are not told
  /// Called when answers were handed out, so that they outlive whatever comes after. False ends the run.
  std::function<bool()> keep = flush_output;
  /// Shown every stretch of each file as it is read; may be empty.
  std::function<void(const std::string& file, std::string_view bytes)> see;
};

/// One patient screened.
struct Screened {
  ScreeningOutcome screening;
  std::vector<ReadingEffect> effects;
  std::string json;                                ///< without the line's end
  std::vector<std::vector<std::string>> reasons;   ///< by criterion
  std::vector<AskText> questions;                  ///< with texts
  std::vector<ExplainedNode> trees;                ///< by criterion; empty beyond `ScreenRequest::trees`
  std::vector<std::vector<std::string>> evidence;  ///< the same: the smallest set of facts that settles it
  std::vector<SettlingSet> settling;               ///< with trees: what could settle an undetermined verdict
};

/// Reads and screens one patient after another with storage that is used again. One for each thread.
class ReportScreener {
 public:
  ReportScreener(const Plan& plan, const ScreenRequest& request);

  /// False if there is nothing to report: the document cannot be read, or is of a patient not asked for.
  bool screen(std::string_view json, std::size_t line, bool wants_trees, Screened& out, DataNotices& notices);

 private:
  /// Passes over every patient but the one asked for, and what there is to say of their data.
  bool parse_asked_for(std::string_view json, std::size_t line, DataNotices& notices);
  [[nodiscard]] bool is_asked_for(const CriterionOutcome& outcome) const;
  [[nodiscard]] bool wants_evidence(const CriterionOutcome& outcome, Verdict verdict) const;
  [[nodiscard]] const Plan& plan() const { return core_.plan(); }
  [[nodiscard]] const PatientFacts& patient() const { return core_.facts(); }
  void add_texts(Screened& out) const;
  void add_explanation(Screened& out, bool wants_trees);
  [[nodiscard]] ScreeningOutcome narrowed(ScreeningOutcome screening) const;

  const ScreenRequest& request_;
  ScreenerCore core_;
};

/// Screens every patient of the files in the order in which they stand and hands each to `take`, in bounded
/// memory; a document that cannot be read goes to `lose`, in its place among them. Notices go to standard
/// error. The exit status: 2 if a file cannot be read at all or to its end, has changed meanwhile or, in a
/// strict run, at the first notice; 1 if a patient was lost; else 0.
int screen_files(const Plan& plan, const std::vector<std::string>& files, const ScreenRequest& request,
                 const std::function<void(const Screened&)>& take, const TakeLost& lose = {});

}  // namespace eligo
