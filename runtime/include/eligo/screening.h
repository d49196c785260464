#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/export.h"
#include "eligo/protocol.h"
#include "eligo/verdict.h"

namespace eligo {
inline namespace v1 {

/// Why an outcome is open.
struct OpenReason {
  std::string_view code;  ///< stable: `no-reference-range`
  std::string_view fact;  ///< the fact that is missing or in doubt; empty where it is none
  std::string text;       ///< for people: "no normal range of bilirubin (1.4 mg/dL of 2025-02-27)"
};

/// The outcome of a labelled part of a criterion.
struct PartResult {
  std::string_view id;  ///< `E3a`
  Status status = Status::unknown;
};

struct CriterionResult {
  std::string_view id;
  Polarity polarity = Polarity::inclusion;
  Status status = Status::unknown;
  std::string_view reading;         ///< the reading in force; empty: the one of the file
  std::vector<OpenReason> reasons;  ///< of an unknown outcome
  std::vector<PartResult> parts;
};

/// What the data held that could not be used.
struct RecordNotice {
  std::string text;
  std::size_t line = 0;    ///< of the document, from 1
  std::size_t column = 0;  ///< from 1; 0: the whole line
};

/// The answer for one patient: a value of its own that holds the patient's id and keeps its protocol alive. A
/// screening is empty until a Screener fills it, and empty again after an error.
class ELIGO_API Screening {
 public:
  [[nodiscard]] bool is_empty() const noexcept { return !protocol_; }
  [[nodiscard]] std::string_view patient() const noexcept { return patient_; }
  /// `undetermined` for an empty screening.
  [[nodiscard]] Verdict verdict() const noexcept { return verdict_; }
  [[nodiscard]] const std::optional<Protocol>& protocol() const noexcept { return protocol_; }
  /// In the order of the protocol.
  [[nodiscard]] std::span<const CriterionResult> criteria() const noexcept {
    return {criteria_.data(), criterion_count_};
  }
  [[nodiscard]] const CriterionResult* criterion(std::string_view id) const noexcept;
  /// Open criteria that no completion of the facts lets pass together: the patient is ineligible whatever the
  /// missing facts are. Empty where one criterion decides by itself.
  [[nodiscard]] std::span<const std::string_view> conflict() const noexcept { return conflict_; }
  [[nodiscard]] std::span<const RecordNotice> notices() const noexcept { return notices_; }

 private:
  friend class Screener;
  friend class ScreeningFiller;
  void clear() noexcept;

  std::string patient_;
  Verdict verdict_ = Verdict::undetermined;
  std::optional<Protocol> protocol_;
  std::vector<CriterionResult> criteria_;
  std::size_t criterion_count_ = 0;
  std::vector<std::string_view> conflict_;
  std::vector<RecordNotice> notices_;
  std::shared_ptr<const int> screener_;  ///< which Screener filled it, and at which of its calls
  std::uint64_t serial_ = 0;
};

}  // namespace v1
}  // namespace eligo
