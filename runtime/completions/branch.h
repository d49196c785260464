#pragma once

#include <variant>
#include <vector>

#include "runtime/model/patient.h"

namespace eligo {

/// One of the cases that a gap falls into: what is supposed of the patient in it.
struct RecordCase {
  std::uint32_t record = 0;
  Record as;
};
struct FieldCase {
  std::uint32_t record = 0;
  FieldValue as;
};
struct AttributeCase {
  Attribute as;
};
struct AnchorCase {
  AnchorId anchor;
  DateRange day;
};
struct RatioCase {
  Supposition::Ratio ratio;
};
struct OutcomeCase {
  Supposition::Outcome outcome;
};
/// No further records of the facts, or of the kind.
struct FinishedCase {
  std::vector<FactId> facts;
  std::optional<FactKind> kind;
};
/// One more record than the data has, and no others of some facts.
struct FurtherCase {
  Record record;
  std::vector<FactId> finished;
};
using GapCase = std::variant<RecordCase, FieldCase, AttributeCase, AnchorCase, RatioCase, OutcomeCase,
                             FinishedCase, FurtherCase>;

/// Supposes a case of the patient for as long as it lives. Of several the last one must go first.
class Supposed {
 public:
  Supposed(Patient& patient, const GapCase& one);
  ~Supposed();
  Supposed(const Supposed&) = delete;
  Supposed& operator=(const Supposed&) = delete;

 private:
  void apply(const RecordCase& one);
  void apply(const FieldCase& one);
  void apply(const AttributeCase& one);
  void apply(const AnchorCase& one);
  void apply(const RatioCase& one);
  void apply(const OutcomeCase& one);
  void apply(const FinishedCase& one);
  void apply(const FurtherCase& one);
  void finish(const std::vector<FactId>& facts);

  Patient& patient_;
  const GapCase& case_;
  // What was there before.
  Record record_;
  std::size_t fields_ = 0;
  std::size_t finished_ = 0;
  std::optional<Attribute> attribute_;
  std::optional<DateRange> anchor_;
  std::optional<Range> ratio_;
};

/// A patient of its own to suppose things of. Its views point into the text of the first, which must outlive
/// it.
Patient copy_of(const Patient& patient);

}  // namespace eligo
