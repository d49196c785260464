#pragma once

#include <variant>
#include <vector>

#include "runtime/model/patient.h"

namespace eligo {

/// One of the cases that a gap falls into: the suppositions about the patient in it.
struct RecordBranch {
  std::uint32_t record = 0;
  Record as;
};
struct FieldBranch {
  std::uint32_t record = 0;
  FieldValue as;
};
struct AttributeBranch {
  Attribute as;
};
struct AnchorBranch {
  AnchorId anchor;
  DateRange day;
};
struct RatioBranch {
  Supposition::Ratio ratio;
};
struct ResultBranch {
  Supposition::Result outcome;
};
/// No further records of the facts, or of the kind.
struct FinishedBranch {
  std::vector<FactId> facts;
  std::optional<FactKind> kind;
};
/// One more record than the data has, and no others of some facts.
struct FurtherBranch {
  Record record;
  std::vector<FactId> finished;
};
using Branch = std::variant<RecordBranch, FieldBranch, AttributeBranch, AnchorBranch, RatioBranch,
                            ResultBranch, FinishedBranch, FurtherBranch>;

/// Supposes a case of the patient for as long as it lives. Of several the last one must go first.
class Supposed {
 public:
  Supposed(PatientFacts& patient, const Branch& one);
  ~Supposed();
  Supposed(const Supposed&) = delete;
  Supposed& operator=(const Supposed&) = delete;

 private:
  void apply(const RecordBranch& one);
  void apply(const FieldBranch& one);
  void apply(const AttributeBranch& one);
  void apply(const AnchorBranch& one);
  void apply(const RatioBranch& one);
  void apply(const ResultBranch& one);
  void apply(const FinishedBranch& one);
  void apply(const FurtherBranch& one);
  void finish(const std::vector<FactId>& facts);

  PatientFacts& patient_;
  const Branch& branch_;
  // The values that stood there before.
  Record record_;
  std::size_t fields_ = 0;
  std::size_t finished_ = 0;
  std::optional<Attribute> attribute_;
  std::optional<DateRange> anchor_;
  std::optional<Range> ratio_;
};

/// A patient of its own to suppose things of. Its views point into the text of the first, which must outlive
/// it.
PatientFacts copy_of(const PatientFacts& patient);

}  // namespace eligo
