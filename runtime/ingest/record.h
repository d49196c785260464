#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/limits.h"
#include "runtime/ingest/identity.h"
#include "runtime/ingest/json.h"
#include "runtime/ingest/modifiers.h"
#include "runtime/ingest/names.h"
#include "runtime/ingest/nested.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/ingest/value.h"

namespace eligo::ingest {

/// The keys of a record that the contract names.
enum class RecordKey : std::uint8_t {
  fact,
  value,
  unit,
  date,
  reference,
  status,
  start,
  end,
  ongoing,
  onset,
  resolved,
  code,
  codes,
  question,
  answer,
  ingredients,
  count_
};

/// A code with its system, as `code` or one of several.
struct RawCoding {
  RawValue system, code;
};

/// An ingredient of a drug, as a record names it.
struct RawIngredient {
  RawValue name, dose, unit;
  std::vector<RawCoding> codings;
  bool is_twofold = false;  ///< one of its keys stands twice and says two things
};

/// A record as it stands in the document, before anything of it is understood.
struct RawRecord {
  struct Further {
    std::string_view key;
    FieldKey field;
    RawValue token;
  };
  std::array<RawValue, static_cast<std::size_t>(RecordKey::count_)> tokens;
  RawValue low, high, limit_unit, limit_text;  ///< of `reference`
  std::vector<RawCoding> codings;              ///< of `code` and `codes`
  std::vector<RawIngredient> ingredients;
  std::vector<Further> further;
  std::vector<SaidModifier> said;
  std::vector<RawValue> words;     ///< of a value that is a coded concept
  std::vector<RawValue> statuses;  ///< the words of `status`
  std::optional<NestedDosage> dosage;
  std::string_view source;           ///< the resource or row that it comes from
  bool has_two_units = false;        ///< a value's unit and the code of its unit differ
  std::string_view repeated;         ///< a key that stands twice and says two things
  bool has_doubtful_status = false;  ///< a key that may have been meant for `status`
  bool has_doubtful_value = false;   ///< a key that is not known and may change the value
  bool has_doubtful_end = false;     ///< a key that is not known and may tell the end

  [[nodiscard]] const RawValue& operator[](RecordKey key) const {
    return tokens[static_cast<std::size_t>(key)];
  }
  [[nodiscard]] RawValue& operator[](RecordKey key) { return tokens[static_cast<std::size_t>(key)]; }
  void clear();
};

/// What a record says of how long the thing lasts.
enum class Course : std::uint8_t { unsaid, ongoing, over };

/// Says what is wrong with the document at hand.
struct NoticeReporter {
  DataNotices* notices = nullptr;
  const std::string* patient = nullptr;
  std::size_t line = 0;

  void unusable(std::string text) const;
  /// Once a file, with a count.
  void once(DataNotice::Kind kind, std::string_view text) const;
};

/// Conditions and treatments last; procedures happen, too.
bool is_span(FactKind kind);
bool is_event(FactKind kind);

/// What a status makes of a fact of this kind, an early or a corrected edition included.
struct StatusMeaning {
  RecordStatus status = RecordStatus::final;
  Edition edition = Edition::ordinary;
};
/// Empty if the word is not known.
std::optional<StatusMeaning> status_of(const RawValue& word, FactKind kind);

/// The words that data may give as the status of a fact of this kind.
std::vector<std::string_view> status_words_of(FactKind kind);

/// Reads the entries of a patient's lists and resolves them into records.
class RecordReader {
 public:
  /// `facts`: that an entry which is not understood may be of.
  RecordReader(const Vocabulary& vocabulary, Json& json, NameIndex& names, ValueReader& values,
               const std::vector<FactId>& facts);

  /// See Limits.
  void set_limits(std::size_t unknown_facts, std::size_t pairs) {
    most_unknown_facts_ = unknown_facts;
    most_pairs_ = pairs;
  }
  /// Before the first record of a document.
  void begin(const NoticeReporter& reporter);
  /// Reads an entry of a list: an object. False if the document cannot be read.
  bool read(FactKind list, std::uint32_t ordinal, Json::Value value);
  /// A fact whose name stands as a key (`"answers": {"compliance-barrier": "no"}`); the value may be an
  /// object of its own.
  bool read_named(FactKind list, std::uint32_t ordinal, std::string_view name, Json::Value value);
  /// After the last record: moves all of them into the patient, in an order that does not depend on the
  /// document's.
  void finish(PatientFacts& patient);

  /// Whether an entry of the list may be of any fact whatever, so that the list cannot count as complete.
  [[nodiscard]] bool is_unsure(FactKind list) const { return is_unsure_[static_cast<std::size_t>(list)]; }
  void set_unsure(FactKind list) { is_unsure_[static_cast<std::size_t>(list)] = true; }
  /// What stands under `key` may be any number of records of the list.
  void lose(FactKind list, std::string_view key);
  [[nodiscard]] std::size_t size() const { return records_.size(); }

 private:
  struct UnknownKey {
    std::string notice;
    bool may_be_status = false;
    KeyConcern concern = KeyConcern::none;
  };

  /// What a word of a status says.
  struct SaidStatus {
    RecordStatus status = RecordStatus::final;
    Course course = Course::unsaid;
    Edition edition = Edition::ordinary;
    std::string_view why;  ///< a phrase, for explanations

    [[nodiscard]] bool is_same(const SaidStatus& other) const {
      return status == other.status && course == other.course && edition == other.edition;
    }
    /// As good as no status.
    [[nodiscard]] bool is_plain() const { return is_same({}); }
  };

  bool read_members(FactKind list, Json::Value value);
  bool read_member(FactKind list, std::string_view key, Json::Value value);
  bool read_modifier(Modifier modifier, std::string_view key, Json::Value value);
  bool read_nested_member(NestedKey nested, std::string_view key, Json::Value value);
  bool read_nested_value(std::string_view key, Json::Value value);
  bool read_reference(Json::Value value);
  bool read_codes(Json::Value value, std::vector<RawCoding>& codings);
  bool read_coding(Json::Value value, std::vector<RawCoding>& codings);
  bool read_ingredients(Json::Value value);
  bool read_ingredient(Json::Value value);
  bool read_ingredient_member(RawIngredient& one, std::string_view key, Json::Value value);
  void set(RawValue& slot, std::string_view key, const RawValue& token);
  void take_status(std::string_view key, const std::vector<RawValue>& words);
  bool read_field_token(Json::Value value, RawValue& token);
  void read_unknown_key(FactKind list, std::string_view key, const RawValue& token);

  void resolve(FactKind list, std::uint32_t ordinal);
  std::vector<FactId> identify(FactKind list, Record& record);
  [[nodiscard]] std::vector<FactId> facts_of_codes(FactKind list, const std::vector<RawCoding>& codings,
                                                   bool& is_other);
  bool is_excluded(const std::vector<RawCoding>& codings, FactId fact) const;
  FactId fact_of(const RawIngredient& one);
  std::vector<RawIngredient> read_ingredient_doses(Record& record, bool is_sure_of_drug);
  void add_dose(Record& record, const RawIngredient& one, FactId ingredient);
  void resolve_strays(FactKind list, std::uint32_t ordinal, const std::vector<RawIngredient>& strays);
  void add_entry(Record& itself);
  void add_readings(const Record& itself, const RecordIdentity& identity);
  void count_readings(std::size_t added);
  [[nodiscard]] bool is_unread(FactKind list) const;
  Course read_status(Record& record);
  SaidStatus read_status_words(Record& record, const std::vector<RawValue>& words);
  SaidStatus read_status_word(Record& record, const RawValue& token);
  void apply_standing(Record& record, Course course);
  void read_identity(RecordIdentity& identity) const;
  void read_presence_value(Record& record, const RawValue& value);
  void contradict(Record& record, std::string_view problem);
  void hold_values_together();
  void refuse_negative_dose(Record& record);
  void loosen_dose(Record& record);
  bool read_ongoing(Record& record, Course course);
  void read_dates(Record& record, Course course);
  void bound_end(Record& record, bool has_end);
  std::optional<DateRange> date_of(const RawValue& token);
  void read_value(Record& record);
  void read_limits(Record& record, const ValueType& type, const RawValue& unit);
  void read_fields(Record& record);
  void read_dose(Record& record);
  bool is_unsaid(const ValueType& type, const RawValue& token);
  bool may_be_listed(FieldId field, std::string_view text);
  FieldValue read_field(const Record& record, const RawRecord::Further& further);
  RawValue unit_of(const Record& record, const ValueType& type, const RawRecord::Further& further) const;
  void spoil(Record& record, Flaw flaw, std::string_view problem);
  void note(const Record& record, std::string_view problem) const;

  const Vocabulary& vocabulary_;
  Json& json_;
  NameIndex& names_;
  ValueReader& values_;
  NoticeReporter reporter_;
  RawRecord raw_;
  RecordStanding standing_;  // of the record that is being read
  Edition edition_ = Edition::ordinary;
  RawValue last_date_token_;
  std::optional<DateRange> last_date_;
  FactKind list_ = FactKind::observation;     // the list that is being read
  std::array<std::vector<FactId>, 6> facts_;  // by FactKind: that an entry may be of
  bool is_understood_ = true;                 // the entry at hand
  bool is_silent_ = false;                    // nothing is said of what an entry would be flawed as
  bool is_stray_ = false;                     // the entry stands for an ingredient that a drug does not have
  std::vector<UnknownEntry> entries_;         // those that are not understood
  std::vector<Record> records_;
  std::vector<RecordIdentity> identities_;  // of `records_`
  std::vector<FieldValue> fields_;
  std::vector<std::string_view> sources_;  // of the records that name one
  std::vector<std::uint32_t> order_;
  std::deque<std::string> composed_;
  std::array<bool, 6> is_unsure_{};       // by FactKind
  std::array<std::size_t, 6> lost_in_{};  // by FactKind: the number of the entry that stands for lost records
  std::size_t most_unknown_facts_ = Limits{}.unknown_facts;
  std::size_t most_pairs_ = Limits{}.pairs;
  std::array<std::size_t, 6> readings_{};         // by FactKind: so many were made of its entries
  std::array<Memo<UnknownKey>, 6> unknown_keys_;  // by FactKind
  std::vector<Memo<bool>> near_listed_;           // by field: whether a word may be one of those listed
};

/// A date of the data; empty if it is none.
std::optional<DateRange> read_date(const RawValue& token);

}  // namespace eligo::ingest
