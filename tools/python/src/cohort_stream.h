#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "eligo/eligo.h"

/// Many patients screened on several threads, the answers in the order of the patients.
namespace eligo::python {

/// A document of its own, or what stands in the place of one.
struct CohortDocument {
  std::string text;
  std::size_t line = 1;
  std::optional<LostDocument> lost;
};

/// The answer for one patient, or why there is none.
struct PatientResult {
  std::string json;  ///< the line of `eligo screen --format json`
  std::string patient;
  std::string error;  ///< a code; empty where there is an answer
  std::string why;
  Verdict verdict = Verdict::undetermined;
  std::vector<Status> statuses;  ///< by criterion
  std::vector<RecordNotice> notices;
  CohortDocument document;
};

/// Where documents come from, one after another.
class DocumentSource {
 public:
  virtual ~DocumentSource() = default;
  /// False at the end. Throws std::runtime_error where it cannot go on.
  virtual bool next(CohortDocument& out) = 0;
};

std::unique_ptr<DocumentSource> file_source(const std::string& path, const Limits& limits);
/// The text must outlive the source.
std::unique_ptr<DocumentSource> text_source(std::string_view text, const Limits& limits);
/// Each document counts as a line.
std::unique_ptr<DocumentSource> list_source(std::vector<std::string> documents, std::size_t first_line);

/// Screens the document; what is lost becomes a result, too. `file` stands in the line of a lost one.
void screen_into(Screener& screener, Screening& screening, const std::string& file, PatientResult& result);

class CohortStream {
 public:
  CohortStream(Protocol protocol, ScreenerOptions options, unsigned threads, std::string file,
               std::unique_ptr<DocumentSource> source, bool keeps_documents);

  /// The answers for the next stretch of patients; none at the end. Throws std::runtime_error where the
  /// source cannot go on or the options do not fit the protocol.
  std::vector<PatientResult> next();

 private:
  static constexpr std::size_t most_patients = 256;  // of one stretch, for each thread
  static constexpr std::size_t most_bytes = 1U << 20U;

  [[nodiscard]] std::vector<PatientResult> fill();
  void screen(std::vector<PatientResult>& results, std::size_t worker, std::atomic<std::size_t>& at);

  Protocol protocol_;
  ScreenerOptions options_;
  std::string file_;
  std::unique_ptr<DocumentSource> source_;
  bool keeps_documents_;
  std::vector<Screener> screeners_;  // one for each thread
  std::vector<Screening> screenings_;
};

}  // namespace eligo::python
