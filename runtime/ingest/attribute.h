#pragma once

#include <string_view>
#include <vector>

#include "runtime/ingest/json.h"
#include "runtime/ingest/names.h"
#include "runtime/ingest/record.h"
#include "runtime/ingest/value.h"

namespace eligo::ingest {

/// Reads a patient's attributes: an object of names and values.
class AttributeReader {
 public:
  AttributeReader(const Vocabulary& vocabulary, Json& json, NameIndex& names, ValueReader& values,
                  RecordReader& records, const std::vector<FactId>& facts);

  void begin(const NoticeReporter& reporter);
  /// False if the document cannot be read.
  bool read(Json::Value value);
  /// Moves the attributes into the patient, one for each fact at most, in the order of the facts.
  void finish(PatientFacts& patient);
  /// One attribute, wherever it stands.
  bool read_attribute(std::string_view name, Json::Value value);
  /// Whether the name tells of the patient's death, in the spellings of the vocabulary, of FHIR or in others.
  bool tells_of_death(std::string_view name);

 private:
  /// Whether an attribute counts: not one that is in error, refuted, of somebody else; perhaps one that is
  /// provisional, or whose status is not known.
  enum class Standing : std::uint8_t { counts, may_count, void_ };

  FactId death_named(std::string_view name);
  bool read_death(std::string_view name, FactId fact, Json::Value value);
  bool resolve_death(Attribute& attribute);
  bool read_tokens(Json::Value value);
  bool read_entries(Json::Value value);
  bool read_member(std::string_view key, Json::Value value);
  void take_value();
  [[nodiscard]] Standing standing() const;
  void add_readings(std::string_view name);
  /// What is wrong with the value, as a clause; empty if nothing is.
  std::string resolve(Attribute& attribute, const ValueType& type);
  void read_list(Attribute& attribute);

  const Vocabulary& vocabulary_;
  Json& json_;
  NameIndex& names_;
  ValueReader& values_;
  RecordReader& records_;         // for what stands here and is no attribute
  std::vector<FactId> facts_;     // that an attribute may be which is not understood
  FactId deceased_, death_date_;  // of the vocabulary, if it has them
  NoticeReporter reporter_;
  RawValue value_, unit_;  // of the attribute at hand
  NestedValue nested_;     // the same, as an object
  std::vector<SaidModifier> said_;
  std::vector<RawValue> statuses_;
  std::string_view source_;  // the resource or row that it comes from
  bool has_doubtful_key_ = false;
  bool has_two_units_ = false;
  std::string compared_;           // the value behind its comparator
  std::vector<RawValue> entries_;  // the same, of a list
  std::vector<Attribute> attributes_;
};

}  // namespace eligo::ingest
