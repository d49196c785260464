#include <algorithm>

#include "runtime/ingest/record.h"

/// From a record as it stands in the document to what it says: which fact, when, what.
namespace eligo::ingest {
namespace {

constexpr unsigned bit(FactKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned any_kind = ~0U;
constexpr unsigned spans = bit(FactKind::condition) | bit(FactKind::treatment);
constexpr unsigned events = spans | bit(FactKind::procedure);

bool is_span(FactKind kind) { return (spans & bit(kind)) != 0; }

struct StatusWord {
  std::string_view word;
  RecordStatus status;
  Course course;
  unsigned kinds;  ///< of which facts it can be said
};

constexpr std::array<StatusWord, 19> status_words{
    {{"final", RecordStatus::final, Course::unsaid, any_kind},
     {"preliminary", RecordStatus::final, Course::unsaid, any_kind},
     {"amended", RecordStatus::final, Course::unsaid, any_kind},
     {"corrected", RecordStatus::final, Course::unsaid, any_kind},
     {"entered-in-error", RecordStatus::void_, Course::unsaid, any_kind},
     {"cancelled", RecordStatus::void_, Course::unsaid, any_kind},
     {"canceled", RecordStatus::void_, Course::unsaid, any_kind},
     {"absent", RecordStatus::absent, Course::unsaid, events},
     {"planned", RecordStatus::planned, Course::unsaid, any_kind},
     {"active", RecordStatus::final, Course::ongoing, spans},
     {"ongoing", RecordStatus::final, Course::ongoing, spans},
     {"recurrence", RecordStatus::final, Course::ongoing, spans},
     {"relapse", RecordStatus::final, Course::ongoing, spans},
     {"resolved", RecordStatus::final, Course::over, spans},
     {"inactive", RecordStatus::final, Course::over, spans},
     {"remission", RecordStatus::final, Course::over, spans},
     {"stopped", RecordStatus::final, Course::over, spans},
     {"completed", RecordStatus::final, Course::over, events},
     {"done", RecordStatus::final, Course::unsaid, bit(FactKind::procedure)}}};

const RawValue& first_of(const RawValue& a, const RawValue& b, const RawValue& c) {
  if (!a.is_missing()) return a;
  return b.is_missing() ? c : b;
}
const RawValue& first_of(const RawValue& a, const RawValue& b) { return a.is_missing() ? b : a; }

std::string_view kind_phrase(FactKind kind) {
  constexpr std::array<std::string_view, 6> phrases{"an attribute", "an observation", "a condition",
                                                    "a treatment",  "a procedure",    "a question"};
  return phrases[static_cast<std::size_t>(kind)];
}

}  // namespace

std::vector<std::string_view> status_words_of(FactKind kind) {
  std::vector<std::string_view> result;
  for (const StatusWord& status : status_words) {
    if ((status.kinds & bit(kind)) != 0) result.push_back(status.word);
  }
  return result;
}

void RecordReader::resolve(FactKind list, std::uint32_t ordinal) {
  list_ = list;
  Record record;
  record.kind = list;
  record.ordinal = ordinal;
  const Course course = read_status(record);
  const std::vector<FactId> others = identify(list, record);
  if (!raw_.repeated.empty()) {
    spoil(record, Flaw::bad_value,
          "the key " + in_quotes(raw_.repeated) + " stands twice and says two things");
  }
  read_dates(record, course);
  read_value(record);
  read_fields(record);
  for (const FactId other : others) {
    record.fact = other;
    records_.push_back(record);
  }
  records_.push_back(std::move(record));
}

/// Finds the fact. A misspelt name may mean several: all but the last are given back, and the record is kept
/// for each, so that it counts as absent for none.
std::vector<FactId> RecordReader::identify(FactKind list, Record& record) {
  const RawValue& name = first_of(raw_[RecordKey::fact], raw_[RecordKey::question]);
  const bool has_code = raw_.code.is_text() || raw_.code.kind == RawValue::Kind::number;
  const FactId by_code = has_code ? names_.code(raw_.system.text, raw_.code.text) : FactId{};
  std::vector<FactId> others;

  if (name.is_text() && !trimmed(name.text).empty()) {
    const NameMatch& match = names_.fact(name.text, list);
    const bool is_known = !match.facts.empty() && !match.is_near_miss;
    record.recorded_name = name.text;
    if (is_known) {
      record.fact = match.facts.front();
      if (by_code.exists() && by_code != record.fact) {
        others.push_back(by_code);
        spoil(record, Flaw::unrecognised_name, "its name and its code mean two different facts");
      }
    } else if (by_code.exists()) {
      record.fact = by_code;
    } else {
      reporter_.once(DataNotice::Kind::unknown_fact, match.notice);
      if (match.is_near_miss) {
        record.flaw = Flaw::unrecognised_name;
        record.fact = match.facts.back();
        others.assign(match.facts.begin(), match.facts.end() - 1);
      }
    }
  } else if (has_code) {
    record.fact = by_code;
    record.recorded_name = raw_.code.text;
    if (!by_code.exists()) {
      reporter_.once(DataNotice::Kind::unknown_code, "the code " + in_quotes(raw_.system.text) + " " +
                                                         in_quotes(raw_.code.text) +
                                                         " is not in the vocabulary");
    }
  } else {
    set_unsure(list);
    spoil(record, Flaw::bad_value,
          "it names no fact, so it may be of any; the list does not count as complete");
  }

  if (!record.fact.exists()) return others;
  const Fact& fact = vocabulary_[record.fact];
  if (record.recorded_name == fact.name) record.recorded_name = {};
  record.kind = fact.kind;
  if (fact.kind != list) {
    spoil(record, Flaw::bad_value,
          "it is " + std::string(kind_phrase(fact.kind)) + " and stands in `" + std::string(list_name(list)) +
              "`");
  }
  return others;
}

/// The status, and what it says of how long the thing lasts.
Course RecordReader::read_status(Record& record) {
  const RawValue& token = raw_[RecordKey::status];
  if (raw_.has_doubtful_status) {
    spoil(record, Flaw::bad_status, "it has a key that may have been meant for `status`");
  }
  if (token.is_missing()) return Course::unsaid;
  const auto find = [&](std::string_view word) {
    return std::find_if(status_words.begin(), status_words.end(), [&](const StatusWord& s) {
      return s.word == word && (s.kinds & bit(record.kind)) != 0;
    });
  };
  const auto* found = find(token.text);
  if (found == status_words.end()) found = find(fold_word(trimmed(token.text)));
  if (found == status_words.end()) {
    spoil(record, Flaw::bad_status, "the status " + in_quotes(token) + " is not known here");
    return Course::over;
  }
  record.status = found->status;
  record.is_cancelled = found->word.starts_with("cancel");
  return found->course;
}

/// Whether the thing is still there, from its status and the key `ongoing`.
bool RecordReader::read_ongoing(Record& record, Course course) {
  if (!is_span(record.kind)) return false;
  const RawValue& token = raw_[RecordKey::ongoing];
  const std::optional<bool> said = token.is_missing() ? std::nullopt : ValueReader::read_truth(token);
  if (!token.is_missing() && !said) spoil(record, Flaw::bad_status, "`ongoing` is neither true nor false");
  const bool is_status_read = record.flaw != Flaw::bad_status;
  if (said && is_status_read && course != Course::unsaid && *said != (course == Course::ongoing)) {
    spoil(record, Flaw::bad_status, "its status and `ongoing` contradict each other");
    return false;
  }
  if (said) record.is_over = !*said && is_status_read;
  if (said) return *said;
  record.is_over = course == Course::over && is_status_read;
  return course == Course::ongoing;
}

void RecordReader::read_dates(Record& record, Course course) {
  const bool lasts = is_span(record.kind);
  const RawValue& from =
      lasts ? first_of(raw_[RecordKey::start], raw_[RecordKey::onset], raw_[RecordKey::date])
            : first_of(raw_[RecordKey::date], raw_[RecordKey::start], raw_[RecordKey::onset]);
  record.is_ongoing = read_ongoing(record, course);
  const RawValue& recorded_end = first_of(raw_[RecordKey::end], raw_[RecordKey::resolved]);
  // A treatment given on a day (`date`) is that day.
  const bool is_of_one_day = record.kind == FactKind::treatment && !record.is_ongoing &&
                             record.flaw != Flaw::bad_status && raw_[RecordKey::start].is_missing() &&
                             raw_[RecordKey::onset].is_missing() && recorded_end.is_missing();
  const RawValue& to = is_of_one_day ? raw_[RecordKey::date] : recorded_end;

  const auto read = [&](const RawValue& token) -> std::optional<DateRange> {
    if (token.is_missing()) return std::nullopt;
    const auto date = date_of(token);
    if (!date) {
      record.has_bad_date = true;
      note(record, in_quotes(token) + " is no date");
    }
    return date;
  };
  const auto start = read(from);
  const auto end = read(to);
  if (start && end && end->last < start->first) {
    record.has_bad_date = true;
    note(record, "it ends (" + in_quotes(to) + ") before it starts (" + in_quotes(from) + ")");
  }
  if (record.has_bad_date) return;  // at any time whatever

  const auto time = [](const RawValue& token) {
    return token.is_text() ? parse_moment(trimmed(token.text)) : std::nullopt;
  };
  record.start_time = time(from);
  record.end_time = lasts || record.kind == FactKind::procedure ? time(to) : std::nullopt;
  record.has_date = start.has_value();
  record.start = start.value_or(DateRange{});
  if (!lasts) {
    record.end = end && record.kind == FactKind::procedure ? *end : record.start;
  } else if (end && record.is_ongoing) {
    // Planned to end then, or an end that was not taken back: it lasted until then at least.
    record.is_ongoing = false;
    record.end = {end->first, latest_day};
    note(record, "it is both ended (" + in_quotes(to) + ") and ongoing; its end is taken as not known");
  } else if (end) {
    record.end = *end;
  } else if (record.is_ongoing) {
    record.end = {latest_day, latest_day};
  } else {
    record.end = {record.start.first, latest_day};
  }
  bound_end(record, end.has_value());
}

/// Where no end is recorded, the vocabulary may say how long the condition can last.
void RecordReader::bound_end(Record& record, bool has_end) {
  if (has_end || !record.has_date || !record.fact.exists()) return;
  const auto& longest = vocabulary_[record.fact].longest;
  if (!longest) return;
  record.is_end_bounded = true;
  record.end = {record.start.first, last_day(record.start.last, *longest)};
}

/// Records of one visit share their day, so the last one is kept.
std::optional<DateRange> RecordReader::date_of(const RawValue& token) {
  if (token != last_date_token_) {
    last_date_token_ = token;
    last_date_ = read_date(token);
  }
  return last_date_;
}

void RecordReader::read_value(Record& record) {
  const RawValue& value = first_of(raw_[RecordKey::value], raw_[RecordKey::answer]);
  record.recorded_value = value.text;
  record.recorded_unit = raw_[RecordKey::unit].text;
  // Of a record that is not what it should be, a value read by the fact's type would say nothing.
  const bool is_what_it_says = record.flaw == Flaw::none || record.flaw == Flaw::bad_status;
  if (!record.fact.exists() || !is_what_it_says) return;
  const ValueType& type = vocabulary_[record.fact].type;
  if (value.is_missing()) {
    const bool is_final = record.status == RecordStatus::final;
    if (type.kind != ValueKind::none && is_final) spoil(record, Flaw::bad_value, "it has no value");
    return;
  }
  ReadValue read = values_.read(type, value, raw_[RecordKey::unit]);
  record.value = std::move(read.range);
  record.word = read.word;
  record.is_word_unlisted = read.is_word_unlisted;
  if (read.flaw != Flaw::none) spoil(record, read.flaw, read.problem);
  const bool has_limits = type.kind == ValueKind::quantity || type.kind == ValueKind::percent_of_predicted ||
                          type.kind == ValueKind::titre;
  if (read.flaw == Flaw::none && has_limits)
    read_limits(record, type, RawValue{RawValue::Kind::text, read.unit});
}

void RecordReader::read_limits(Record& record, const ValueType& type, const RawValue& unit) {
  const RawValue& reference = raw_[RecordKey::reference];
  if (reference.is_missing()) return;
  const RawValue& unit_of_limits = first_of(raw_.limit_unit, unit);
  bool is_readable = reference.kind == RawValue::Kind::object;
  const auto read = [&](const RawValue& token) -> std::optional<Range> {
    if (token.is_missing()) return std::nullopt;
    auto limit = values_.read_limit(type, token, unit_of_limits);
    if (!limit) is_readable = false;
    return limit;
  };
  auto low = read(raw_.low);
  auto high = read(raw_.high);
  if (low && high && high->low->value < low->low->value) is_readable = false;
  if (!is_readable) {
    note(record, "its reference range cannot be read, and is left out");
    return;
  }
  record.lower_limit = std::move(low);
  record.upper_limit = std::move(high);
}

/// Fields stand in the order of their ids; one that stands twice and says two things is unusable.
void RecordReader::read_fields(Record& record) {
  record.first_field = static_cast<std::uint32_t>(fields_.size());
  for (const RawRecord::Further& further : raw_.further) {
    if (further.field.is_unit) continue;
    FieldValue value = read_field(record, further);
    const auto first = fields_.begin() + record.first_field;
    const auto place = std::lower_bound(first, fields_.end(), value.field,
                                        [](const FieldValue& f, FieldId id) { return f.field < id; });
    if (place == fields_.end() || place->field != value.field) {
      fields_.insert(place, std::move(value));
    } else if (place->recorded != value.recorded) {
      place->flaw = Flaw::bad_value;
      note(record, "the key " + in_quotes(further.key) + " stands twice and says two things");
    }
  }
  record.field_count = static_cast<std::uint32_t>(fields_.size()) - record.first_field;
}

FieldValue RecordReader::read_field(const Record& record, const RawRecord::Further& further) {
  const Field& field = vocabulary_[further.field.field];
  FieldValue result;
  result.field = further.field.field;
  result.recorded = further.token.text;
  const auto spoil_field = [&](Flaw flaw, const std::string& problem) {
    result.flaw = flaw;
    if (!problem.empty()) note(record, in_quotes(field.name) + ": " + problem);
  };

  switch (field.type.kind) {
    case ValueKind::quantity:
    case ValueKind::percent_of_predicted:
    case ValueKind::titre:
    case ValueKind::grade:
    case ValueKind::word: {
      ReadValue read = values_.read(field.type, further.token, unit_of(record, field.type, further));
      result.quantity = std::move(read.range);
      result.word = read.word_id;
      if (read.flaw != Flaw::none) spoil_field(read.flaw, read.problem);
      break;
    }
    case ValueKind::fact: {
      if (further.token.is_container()) {
        spoil_field(Flaw::bad_value, "a name is expected");
        break;
      }
      const NameMatch& match = names_.fact(further.token.text, std::nullopt);
      if (!match.facts.empty()) result.fact = match.facts.front();
      // A name that the vocabulary does not list is some other fact, and no fault.
      if (match.is_near_miss) spoil_field(Flaw::unrecognised_name, match.notice);
      break;
    }
    case ValueKind::none:
    case ValueKind::list:
    case ValueKind::date: break;  // no rule can ask for them
  }
  return result;
}

/// The unit of a field: of its own key `dose-unit`, else the record's, unless that belongs to the record's
/// own value.
RawValue RecordReader::unit_of(const Record& record, const ValueType& type,
                               const RawRecord::Further& further) const {
  for (const RawRecord::Further& other : raw_.further) {
    if (other.field.is_unit && other.field.field == further.field.field) return other.token;
  }
  const bool is_free = record.kind != FactKind::observation && ValueReader::needs_unit(type);
  return is_free ? raw_[RecordKey::unit] : RawValue{};
}

void RecordReader::spoil(Record& record, Flaw flaw, std::string_view problem) {
  if (record.flaw == Flaw::none) record.flaw = flaw;
  if (!problem.empty()) note(record, problem);
}

/// Nothing is said of what does not count anyway.
void RecordReader::note(const Record& record, std::string_view problem) const {
  if (record.status == RecordStatus::void_) return;
  std::string_view name = first_of(raw_[RecordKey::fact], raw_[RecordKey::question]).text;
  if (name.empty() && record.fact.exists()) name = vocabulary_[record.fact].name;
  std::string text = name.empty() ? "a record" : in_quotes(name);
  text += " (entry " + std::to_string(record.ordinal + 1) + " of " + std::string(list_name(list_)) + "): ";
  text += problem;
  reporter_.unusable(std::move(text));
}

}  // namespace eligo::ingest
