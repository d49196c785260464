#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eligo/export.h"

namespace eligo {
inline namespace v1 {

/// A value as recorded: a number, or text for whatever JSON writes as text (`<10`, `1:160`, `positive`).
/// Numbers are kept exactly as given; write decimals that must be exact as text: `"0.1"` is 1/10.
using RecordedValue = std::variant<std::monostate, std::int64_t, double, bool, std::string_view>;

/// A code in place of a name: `{"LOINC", "1742-6"}`.
struct RecordCode {
  std::string_view system = {};
  std::string_view code = {};
};

/// What a rule's `where` may ask of a record: `{"method", "ELISA"}`.
struct RecordField {
  std::string_view name = {};
  RecordedValue value = {};
};

/// What a combination contains, with its own strength.
struct DrugIngredient {
  std::string_view fact = {};
  RecordCode code = {};
  RecordedValue dose = {};
  std::string_view unit = {};  ///< of the dose: `mg/day`
};

// Each kind of record as a plain struct: what is left out is not on record. Dates are ISO 8601, of a year, a
// month, a day, or a time with its offset. `status` is empty for a final record; `entered-in-error` and
// `cancelled` never count; `absent` says that there is none.

struct Observation {
  std::string_view fact = {};
  RecordCode code = {};
  RecordedValue value = {};
  std::string_view unit = {};
  std::string_view date = {};
  RecordedValue low = {};  ///< of the laboratory's normal range, in `unit`
  RecordedValue high = {};
  std::string_view status = {};
  std::vector<RecordField> fields = {};
};

struct Condition {
  std::string_view fact = {};
  RecordCode code = {};
  std::string_view onset = {};
  std::string_view resolved = {};
  std::string_view status = {};
  std::vector<RecordField> fields = {};
};

struct Treatment {
  std::string_view fact = {};
  RecordCode code = {};
  std::string_view start = {};
  std::string_view end = {};
  std::optional<bool> ongoing = {};  ///< neither `end` nor this: the end is unknown
  RecordedValue dose = {};
  std::string_view unit = {};  ///< of the dose: `mg/day`
  std::string_view status = {};
  std::vector<RecordField> fields = {};
  std::vector<DrugIngredient> ingredients = {};  ///< of a combination, as far as their doses are recorded
};

struct Procedure {
  std::string_view fact = {};
  RecordCode code = {};
  std::string_view date = {};
  std::string_view status = {};
  std::vector<RecordField> fields = {};
};

struct PatientAnswer {
  std::string_view question = {};
  RecordedValue answer = {};
  std::string_view date = {};
};

/// The facts of one patient, as a host has them. A patient belongs to no protocol: names, codes and units are
/// resolved against the vocabulary of the protocol that it is screened by, exactly as those of a JSON
/// document are. `clear` keeps the storage for the next patient. A call may throw std::bad_alloc; then the
/// patient is as it was before.
class ELIGO_API Patient {
 public:
  explicit Patient(std::string_view id);
  /// The text of a JSON document as docs/patients.md describes it. It is checked where it is screened.
  static Patient from_json(std::string document);

  void clear(std::string_view id);

  /// `anchor("screening", "2025-03-01")`
  void anchor(std::string_view name, std::string_view date);
  void attribute(std::string_view name, RecordedValue value);
  void attribute(std::string_view name, const std::vector<std::string_view>& words);
  void add(const Observation& record);
  void add(const Condition& record);
  void add(const Treatment& record);
  void add(const Procedure& record);
  void add(const PatientAnswer& answer);
  /// Says that a list (`treatments`) or all records of one fact are on record.
  void complete(std::string_view list_or_fact);

  /// The patient as one line of JSON.
  [[nodiscard]] std::string_view json() const;

 private:
  enum Section : std::uint8_t {
    anchors,
    attributes,
    observations,
    conditions,
    treatments,
    procedures,
    answers,
    lists,
    count_
  };
  void append(Section section, std::string_view entry);

  std::string id_;
  std::string given_;  // of a patient from JSON: its document, into which all that is added goes
  std::string sections_[count_];
  mutable std::string document_;
  mutable bool is_written_ = false;
};

}  // namespace v1
}  // namespace eligo
