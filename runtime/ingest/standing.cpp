#include <algorithm>

#include "runtime/ingest/record.h"

/// Whether a record counts: its status, and the keys that turn it round or weaken it.
namespace eligo::ingest {
namespace {

constexpr unsigned bit(FactKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned any_kind = ~0U;
constexpr unsigned spans = bit(FactKind::condition) | bit(FactKind::treatment);
constexpr unsigned events = spans | bit(FactKind::procedure);

struct StatusWord {
  std::string_view word;
  RecordStatus status;
  Course course;
  unsigned kinds;  ///< of which facts it can be said
  Edition edition = Edition::ordinary;
};

constexpr std::array status_words{
    StatusWord{"final", RecordStatus::final, Course::unsaid, any_kind},
    StatusWord{"preliminary", RecordStatus::final, Course::unsaid, any_kind, Edition::preliminary},
    StatusWord{"partial", RecordStatus::final, Course::unsaid, any_kind, Edition::preliminary},
    StatusWord{"registered", RecordStatus::final, Course::unsaid, any_kind, Edition::preliminary},
    StatusWord{"amended", RecordStatus::final, Course::unsaid, any_kind, Edition::corrected},
    StatusWord{"corrected", RecordStatus::final, Course::unsaid, any_kind, Edition::corrected},
    StatusWord{"appended", RecordStatus::final, Course::unsaid, any_kind, Edition::corrected},
    StatusWord{"entered-in-error", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"cancelled", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"canceled", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"replaced", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"superseded", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"retracted", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"refuted", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"not-done", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"not-taken", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"not-given", RecordStatus::void_, Course::unsaid, any_kind},
    StatusWord{"absent", RecordStatus::absent, Course::unsaid, events},
    StatusWord{"planned", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"proposed", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"intended", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"draft", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"preparation", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"scheduled", RecordStatus::planned, Course::unsaid, any_kind},
    StatusWord{"active", RecordStatus::final, Course::ongoing, spans},
    StatusWord{"ongoing", RecordStatus::final, Course::ongoing, spans},
    StatusWord{"recurrence", RecordStatus::final, Course::ongoing, spans},
    StatusWord{"relapse", RecordStatus::final, Course::ongoing, spans},
    StatusWord{"in-progress", RecordStatus::final, Course::ongoing, bit(FactKind::treatment)},
    StatusWord{"resolved", RecordStatus::final, Course::over, spans},
    StatusWord{"inactive", RecordStatus::final, Course::over, spans},
    StatusWord{"remission", RecordStatus::final, Course::over, spans},
    StatusWord{"stopped", RecordStatus::final, Course::over, spans},
    StatusWord{"completed", RecordStatus::final, Course::over, events},
    StatusWord{"in-progress", RecordStatus::final, Course::unsaid, bit(FactKind::procedure)},
    StatusWord{"done", RecordStatus::final, Course::unsaid, bit(FactKind::procedure)}};

}  // namespace

bool is_span(FactKind kind) { return (spans & bit(kind)) != 0; }
bool is_event(FactKind kind) { return (events & bit(kind)) != 0; }

std::vector<std::string_view> status_words_of(FactKind kind) {
  std::vector<std::string_view> result;
  for (const StatusWord& status : status_words) {
    if ((status.kinds & bit(kind)) != 0) result.push_back(status.word);
  }
  return result;
}

std::optional<StatusMeaning> status_of(const RawValue& word, FactKind kind) {
  const std::string folded = fold_word(trimmed(word.text));
  const auto* found = std::find_if(status_words.begin(), status_words.end(), [&](const StatusWord& one) {
    return one.word == folded && (one.kinds & bit(kind)) != 0;
  });
  if (found == status_words.end()) return std::nullopt;
  return StatusMeaning{found->status, found->edition};
}

/// What turns the record round, before its dates and values are read.
void RecordReader::apply_standing(Record& record, Course course) {
  const auto set = [&](RecordStatus status) {
    record.status = status;
    record.standing = standing_.why;
  };
  const bool is_event = (events & bit(record.kind)) != 0;
  if (record.status == RecordStatus::void_) return;
  const bool is_denied = record.status == RecordStatus::absent;
  switch (standing_.kind) {
    case RecordStanding::Kind::counts: break;
    case RecordStanding::Kind::may_count:
      if (is_denied) set(RecordStatus::void_);
      break;
    case RecordStanding::Kind::planned:
      if (is_denied) {
        set(RecordStatus::void_);
      } else {
        record.status = RecordStatus::planned;
        const RawValue& ongoing = raw_[RecordKey::ongoing];
        const bool is_carried_out =
            course != Course::unsaid || ValueReader::read_truth(ongoing).value_or(false);
        if (standing_.is_order && is_carried_out) {
          record.status = RecordStatus::final;
          record.standing = "an order";
          spoil(record, Flaw::bad_status, "");
        }
      }
      break;
    case RecordStanding::Kind::absent:
      if (record.flaw != Flaw::none || record.status == RecordStatus::planned) {
        set(RecordStatus::void_);
      } else if (is_event) {
        set(RecordStatus::absent);
      } else {
        spoil(record, Flaw::bad_value, "it is negated, so its value is not known");
      }
      break;
    case RecordStanding::Kind::void_: set(RecordStatus::void_); break;
  }
  const bool is_preliminary = edition_ == Edition::preliminary;
  if (record.status == RecordStatus::absent || !(standing_.is_doubtful || is_preliminary)) return;
  if (record.standing.empty()) record.standing = standing_.is_doubtful ? standing_.why : "preliminary";
  spoil(record, Flaw::unconfirmed, "");
}

/// A dose that is taken as needed is anything from nothing up to it.
void RecordReader::loosen_dose(Record& record) {
  const auto dose = vocabulary_.field_by_name.find("dose");
  if (dose == vocabulary_.field_by_name.end()) return;
  for (std::uint32_t i = 0; i < record.field_count; ++i) {
    FieldValue& field = fields_[record.first_field + i];
    if (field.field != dose->second || field.flaw != Flaw::none) continue;
    field.quantity.low = Range::End{Number(0)};
  }
}

/// A value where the fact has none: a word may say that it is present or absent. Any other one leaves open
/// whether the record counts.
void RecordReader::read_presence_value(Record& record, const RawValue& value) {
  const std::optional<bool> is_present = read_presence(value);
  if (is_present && *is_present) {
    if (record.status == RecordStatus::absent)
      contradict(record, "its status and its value contradict each other");
    return;
  }
  if (is_present) {
    if (record.status == RecordStatus::absent) return;
    const bool is_sure = record.status == RecordStatus::final && record.flaw == Flaw::none;
    record.status = is_sure ? RecordStatus::absent : RecordStatus::void_;
    record.is_ongoing = false;
    record.standing = value.text;
    return;
  }
  spoil(record, Flaw::unconfirmed,
        "its value " + in_quotes(value) + " says neither that it is present nor that it is absent");
  record.standing = "its value is not understood";
}

/// A record that says that something is there and that it is not.
void RecordReader::contradict(Record& record, std::string_view problem) {
  record.status = RecordStatus::final;
  spoil(record, Flaw::bad_status, problem);
}

/// The status, and what it says of how long the thing lasts. FHIR says in a key of its own how a condition
/// goes on.
Course RecordReader::read_status(Record& record) {
  if (raw_.has_doubtful_status) {
    spoil(record, Flaw::bad_status, "it has a key that may have been meant for its status");
  }
  std::vector<RawValue> clinical_words;
  for (const SaidModifier& said : raw_.said) {
    if (said.modifier == Modifier::clinical_status)
      clinical_words.insert(clinical_words.end(), said.words.begin(), said.words.end());
  }
  SaidStatus status = read_status_words(record, raw_.statuses);
  if (!clinical_words.empty()) {
    const SaidStatus clinical = read_status_words(record, clinical_words);
    if (raw_.statuses.empty()) {
      status = clinical;
    } else {
      const bool is_other = clinical.status != status.status && status.status != RecordStatus::void_;
      const bool is_contrary = clinical.course != Course::unsaid && status.course != Course::unsaid &&
                               clinical.course != status.course;
      if (is_other || is_contrary)
        spoil(record, Flaw::bad_status, "its status and its clinical status contradict each other");
      if (status.course == Course::unsaid) status.course = clinical.course;
    }
  }
  record.status = status.status;
  record.standing = status.why;
  edition_ = status.edition;
  return status.course;
}

/// What the words of one key come to: all that say more than `final` must say the same.
RecordReader::SaidStatus RecordReader::read_status_words(Record& record, const std::vector<RawValue>& words) {
  SaidStatus result;
  bool is_first = true;
  for (const RawValue& word : words) {
    const SaidStatus next = read_status_word(record, word);
    const bool is_planned = next.status == RecordStatus::planned || result.status == RecordStatus::planned;
    if (is_first || (result.is_plain() && !is_planned)) {
      result = next;
    } else if (!(next.is_plain() && !is_planned) && !next.is_same(result)) {
      spoil(record, Flaw::bad_status, "the words of its status contradict each other");
      return {RecordStatus::final, Course::unsaid, Edition::ordinary, {}};
    }
    is_first = false;
  }
  return result;
}

RecordReader::SaidStatus RecordReader::read_status_word(Record& record, const RawValue& token) {
  const std::string folded = fold_word(trimmed(token.text));
  const auto* found = std::find_if(status_words.begin(), status_words.end(), [&](const StatusWord& s) {
    return s.word == folded && (s.kinds & bit(record.kind)) != 0;
  });
  if (found == status_words.end()) {
    const bool is_said_unknown = folded == "unknown";
    spoil(record, Flaw::bad_status,
          is_said_unknown ? std::string() : "the status " + in_quotes(token) + " is not known here");
    return {RecordStatus::final, is_said_unknown ? Course::unsaid : Course::over, Edition::ordinary, {}};
  }
  SaidStatus result{found->status, found->course, found->edition, {}};
  if (found->status == RecordStatus::void_ && found->word != "entered-in-error")
    result.why = found->word.starts_with("cancel") ? "cancelled" : found->word;
  return result;
}

/// Whether the thing is still there, from its status and the key `ongoing`.
bool RecordReader::read_ongoing(Record& record, Course course) {
  if (!is_span(record.kind)) return false;
  const RawValue& token = raw_[RecordKey::ongoing];
  const std::optional<bool> said = token.is_missing() ? std::nullopt : ValueReader::read_truth(token);
  if (!token.is_missing() && !said) spoil(record, Flaw::bad_status, "`ongoing` is neither true nor false");
  const bool is_status_read = record.flaw != Flaw::bad_status;
  if (said.value_or(false) && record.status == RecordStatus::absent) {
    contradict(record, "it is said to be absent and ongoing");
    return false;
  }
  if (said && is_status_read && course != Course::unsaid && *said != (course == Course::ongoing)) {
    spoil(record, Flaw::bad_status, "its status and `ongoing` contradict each other");
    return false;
  }
  if (said) record.is_over = !*said && is_status_read;
  if (said) return *said;
  record.is_over = course == Course::over && is_status_read;
  return course == Course::ongoing;
}

}  // namespace eligo::ingest
