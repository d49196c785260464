#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/documents.h"
#include "eligo/explanation.h"
#include "eligo/export.h"
#include "eligo/limits.h"
#include "eligo/patient.h"
#include "eligo/protocol.h"
#include "eligo/result.h"
#include "eligo/screening.h"

namespace eligo {
inline namespace v1 {

struct ScreenerOptions {
  std::vector<std::string> readings;  ///< names of readings to take in place of the file's own
  std::string dictionary;             ///< its text: what the data's own names and codes mean (`eligo names`)
  /// What FHIR does not say, of each patient whose data are FHIR (docs/fhir.md): the day of an anchor,
  /// `enrolment=2025-09-18`, and a list that holds all there is, `conditions` or `conditions=2020-01-01..`.
  std::vector<std::string> anchors;
  std::vector<std::string> complete;
  Limits limits;
  /// Set by another thread to stop a screening that is under way: it ends with the error `cancelled`. Must
  /// outlive the Screener; null: none.
  const std::atomic<bool>* cancelled = nullptr;
};

/// Sets an option by its name, as the command line does without its dashes: `reading`, `anchor`, `complete`
/// and `limit` (`steps=1000`; docs/limits.md) may be given again; the value of `dictionary` is its text.
/// Errors: `option-unknown`, `limit-invalid`, `out-of-memory`; what else does not fit, Screener::make says.
[[nodiscard]] ELIGO_API Error set_option(ScreenerOptions& options, std::string_view name,
                                         std::string_view value) noexcept;

/// A question whose answer could settle an undetermined verdict.
struct OpenQuestion {
  std::string text;                        ///< "a result of bilirubin with the laboratory's normal range"
  std::vector<std::string_view> criteria;  ///< that wait for it
  bool settles_alone = false;              ///< its answer alone could settle the verdict
};

/// What another reading of a criterion would change, taken alone.
struct ReadingResult {
  std::string_view criterion;
  std::string_view reading;
  Status status = Status::unknown;
  Verdict verdict = Verdict::undetermined;
};

/// Screens one patient after another by one protocol, with storage that is used again: one for each thread.
/// `explain`, `ask`, `readings` and `json` speak of the screening that the last call filled; given any other
/// one they return the error `screening-stale`, so that no answer can come from another patient.
class ELIGO_API Screener {
 public:
  /// Errors: `reading-unknown`, `dictionary-invalid`, `anchor-invalid`, `complete-invalid`, `out-of-memory`.
  static Result<Screener> make(Protocol protocol, const ScreenerOptions& options = {}) noexcept;
  Screener(Screener&&) noexcept;
  Screener& operator=(Screener&&) noexcept;
  ~Screener();

  /// Screens the patient of a JSON document (docs/patients.md), which begins on `line` of its file. After an
  /// error `out` is empty. Errors: `document-unreadable`, `document-too-large`, `cancelled`, `out-of-memory`.
  [[nodiscard]] Error screen(std::string_view document, Screening& out, std::size_t line = 1) noexcept;
  [[nodiscard]] Error screen(const Patient& patient, Screening& out) noexcept;
  [[nodiscard]] Result<Screening> screen(std::string_view document) noexcept;
  [[nodiscard]] Result<Screening> screen(const Patient& patient) noexcept;

  /// Everything that led to the outcome of one criterion. Errors: `screening-stale`, `criterion-unknown`.
  [[nodiscard]] Result<Explanation> explain(const Screening& screening, std::string_view criterion) noexcept;
  /// The questions of an undetermined patient, first the one that the most criteria wait for.
  [[nodiscard]] Result<std::vector<OpenQuestion>> ask(const Screening& screening) noexcept;
  /// Which other readings would change the verdict.
  [[nodiscard]] Result<std::vector<ReadingResult>> readings(const Screening& screening) noexcept;
  /// The screening as one line of JSON, as `eligo screen --format json` prints it.
  [[nodiscard]] Result<std::string> json(const Screening& screening) noexcept;

  /// What stands in the place of an answer, if the last call of `screen` gave an error; else null.
  [[nodiscard]] const LostDocument* lost() const noexcept;

  [[nodiscard]] const Protocol& protocol() const noexcept;

 private:
  struct Core;
  explicit Screener(std::unique_ptr<Core> core);
  [[nodiscard]] bool is_current(const Screening& screening) const noexcept;
  std::unique_ptr<Core> core_;
};

}  // namespace v1
}  // namespace eligo
