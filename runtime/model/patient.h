#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/model/vocabulary.h"
#include "runtime/values/date.h"
#include "runtime/values/ids.h"
#include "runtime/values/moment.h"
#include "runtime/values/range.h"
#include "runtime/values/truth.h"

namespace eligo {

/// The flaw of a record, or of one field of it. The record stays, so that it never counts as absent.
enum class Flaw : std::uint8_t {
  none,
  bad_date,       ///< `2025-02-30`
  bad_value,      ///< of the wrong kind, or no number
  bad_unit,       ///< unknown, or does not convert
  implausible,    ///< outside the vocabulary's plausible range
  unlisted_word,  ///< `equivocal` where the vocabulary lists positive and negative
  bad_status,
  unrecognised_name,  ///< a near miss of this fact's name
  not_understood,     ///< a name that the vocabulary does not have: it may mean any fact, or none
  unconfirmed         ///< preliminary, provisional, as needed, …: it may be so or not
};

/// A further field of a record (`method`, `response`, `dose`, …).
struct FieldValue {
  FieldId field;
  Flaw flaw = Flaw::none;
  WordId word;                ///< words
  FactId fact;                ///< fields of kind fact
  Range quantity;             ///< in the field's unit
  std::string_view recorded;  ///< as it stands in the data
  bool is_left_out = false;   ///< not recorded, whatever is supposed of it
  FactId ingredient;          ///< of a combination, whose dose it is; none: the record's own field
};

enum class RecordStatus : std::uint8_t {
  final,
  absent,
  planned,
  void_
};  // void_: entered in error, cancelled

/// Supposed of a record that may be another one over again: it is one of its own, or the two are one.
enum class Sameness : std::uint8_t { open, own, one };

/// One entry of a patient's lists, names and units resolved.
struct Record {
  FactId fact;  ///< none: a name that the vocabulary does not list (it still counts for `any treatment`)
  FactKind kind = FactKind::observation;
  RecordStatus status = RecordStatus::final;
  Flaw flaw = Flaw::none;            ///< of the value; dates have their own
  std::string_view standing;         ///< why it does not count, or may not: `cancelled`, `refuted`
  bool has_bad_date = false;         ///< it may have been at any time
  bool has_date = false;             ///< else `start` and `end` are as wide as can be
  bool is_ongoing = false;           ///< conditions: still present; treatments: still given
  bool is_over = false;              ///< its status says so; where no end is recorded, the day is not known
  bool is_end_bounded = false;       ///< no end is recorded: `end` is what the vocabulary lets it be
  DateRange start;                   ///< observations, procedures, answers: the day; conditions: onset
  DateRange end;                     ///< the same day; or resolved, end
  std::optional<Moment> start_time;  ///< of an exact start, where its time of day is recorded
  std::optional<Moment> end_time;
  Range value;                         ///< quantities in the fact's unit; titres: denominator; grades: index
  std::optional<std::uint32_t> word;   ///< index in the fact's ValueType::words
  bool is_word_unlisted = false;       ///< open word kinds: some other word
  bool is_confirmed = false;           ///< supposed to count, whatever speaks against it
  bool may_repeat = false;             ///< it may be the same event as another record, over again
  Sameness sameness = Sameness::open;  ///< supposed, where it may; and of prescriptions of one drug and dose
  bool is_for_latest = false;          ///< supposed: seen by questions about the latest alone
  FactId
      narrower;  ///< supposed: what the record is exactly; its own fact: nothing narrower that is asked for
  std::uint32_t order = 0;  ///< supposed: of the records of one day the later has the higher; 0: open
  std::uint32_t rank = 0;   ///< supposed: of records that are equal the one chosen has the higher; 0: open
  std::optional<Range> lower_limit;  ///< of normal, in the fact's unit
  std::optional<Range> upper_limit;
  /// Of an entry that is not understood: its number in `PatientFacts::entries`, from 1. One record without a
  /// fact stands for the entry itself, and one for each of its readings.
  std::uint32_t entry = 0;
  bool is_possible = false;       ///< it is open what its entry is
  std::uint32_t first_field = 0;  ///< into PatientFacts::fields
  std::uint32_t field_count = 0;
  std::uint32_t ordinal = 0;        ///< position in its list of the document, from 0
  std::uint32_t source = 0;         ///< into PatientFacts::sources, from 1; 0: none is named
  std::string_view recorded_value;  ///< as they stand in the data, for explanations
  std::string_view recorded_unit;
  std::string_view recorded_name;  ///< where the fact's name in the data was not its own

  /// A fact that an entry which is not understood may be of.
  [[nodiscard]] bool is_reading() const { return entry > 0 && fact.exists(); }
};

/// An entry of a list whose name and code the vocabulary does not have.
struct UnknownEntry {
  std::string_view name, system, code;  ///< in the data; of several codes the first
  std::uint32_t itself = 0;             ///< the record that stands for it, whatever it is
  std::vector<std::uint32_t> readings;  ///< records, one for each fact that it may be of
};

/// An attribute's value(s).
struct Attribute {
  FactId fact;
  Flaw flaw = Flaw::none;
  DateRange date;
  Range value;
  std::optional<std::uint32_t> word;
  bool is_word_unlisted = false;       ///< supposed: some other word
  bool is_supposed = false;            ///< nothing is recorded of it
  std::vector<std::string_view> list;  ///< distinct entries
  std::string_view recorded;
  std::string_view recorded_name;  ///< not_understood: the name in the data
  std::string_view source;         ///< the resource or row that it comes from
};

/// A list, or the records of one fact, that the data declares complete, for a period or for all time.
struct Complete {
  std::optional<FactKind> kind;  ///< a whole list
  FactId fact;                   ///< or one fact
  DateRange period;
};

/// Suppositions about a patient, beyond the data, while the cases behind an open answer are gone through
/// (see runtime/completions). A patient as read has none.
struct Supposition {
  /// A result's value divided by its laboratory's limit of normal, where the limit is not on record.
  struct Ratio {
    std::uint32_t record = 0;
    bool is_upper = true;
    Range range;
  };
  /// The outcome of a question that asks for a record where there is none.
  struct Result {
    QueryId query;
    Truth truth;
    Range range;
  };
  std::uint32_t records = 0;     ///< so many at the end of `PatientFacts::records`, in no order
  std::vector<FactId> finished;  ///< there are no further records of these facts
  std::vector<FactKind> finished_kinds;
  std::vector<Ratio> ratios;
  std::vector<Result> results;

  [[nodiscard]] const Range* ratio(std::uint32_t record, bool is_upper) const;
  /// The last one supposed of a query.
  [[nodiscard]] const Result* result(QueryId query) const;
};

/// A patient's facts, ready to be asked. Record order never matters to an answer. Movable; the views point
/// into `text`.
struct PatientFacts {
  std::string id;
  std::unique_ptr<std::string>
      text;  ///< the JSON document the views point into; on the heap, so that a move keeps them
  std::vector<std::optional<DateRange>>
      anchors;  ///< by AnchorId; empty: not supplied (or unreadable: see bad_anchors)
  std::vector<std::optional<Moment>> anchor_times;  ///< by AnchorId; empty where the time of day is not known
  std::vector<AnchorId> bad_anchors;
  std::vector<Attribute> attributes;
  std::vector<Record> records;  ///< sorted by fact, then start; those without a known fact last
  std::vector<UnknownEntry> entries;
  /// By FactKind: of a list with more entries that nobody understands than are looked at, the first of them.
  /// They have no readings, and nothing that is asked about the list is known.
  std::array<RecordId, 6> unread;
  Supposition supposed;
  std::vector<FieldValue> fields;
  std::vector<std::string_view> sources;  ///< the resources or rows that records come from
  std::vector<Complete> complete;
  std::deque<std::string>
      composed;  ///< texts that views point to and that do not stand in `text` in one piece

  /// Those of the data: records up to this one.
  [[nodiscard]] std::uint32_t recorded_count() const {
    return static_cast<std::uint32_t>(records.size()) - supposed.records;
  }
  /// The records of one fact in the data: a slice of `records`.
  struct Slice {
    std::uint32_t begin = 0, end = 0;
  };
  [[nodiscard]] Slice of(FactId fact) const;
  /// Whether the anchor's day is known.
  [[nodiscard]] bool knows(AnchorId anchor) const {
    return anchor.value < anchors.size() && anchors[anchor.value] && anchors[anchor.value]->is_exact();
  }
  /// The time of day of an anchor whose day is known.
  [[nodiscard]] std::optional<Moment> time_of(AnchorId anchor) const {
    if (!knows(anchor) || anchor.value >= anchor_times.size()) return std::nullopt;
    const auto& time = anchor_times[anchor.value];
    const bool is_of_day = time && day_of_second(time->wall) == anchors[anchor.value]->first;
    return is_of_day ? time : std::nullopt;  // another day may be supposed of it
  }
  [[nodiscard]] const Attribute* attribute(FactId fact) const;
  /// The resource or row that a record comes from, as the data name it; empty if they do not.
  [[nodiscard]] std::string_view source_of(const Record& record) const {
    return record.source == 0 ? std::string_view() : sources[record.source - 1];
  }
  /// Of the record itself; or its dose of one ingredient.
  [[nodiscard]] const FieldValue* field(const Record& record, FieldId field, FactId ingredient = {}) const;
  /// See `unread`; none if the list was read.
  [[nodiscard]] RecordId unread_entry(FactKind list) const { return unread[static_cast<std::size_t>(list)]; }
  /// The record that stands for the entry that a reading is one of; else the record itself.
  [[nodiscard]] RecordId itself(RecordId record) const;
};

}  // namespace eligo
