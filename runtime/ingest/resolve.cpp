#include <algorithm>
#include <utility>

#include "runtime/ingest/readings.h"
#include "runtime/ingest/record.h"
#include "runtime/ingest/reference_range.h"

/// From a record as it stands in the document to what it says: which fact, when, what.
namespace eligo::ingest {
namespace {

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

void RecordReader::resolve(FactKind list, std::uint32_t ordinal) {
  list_ = list;
  Record record;
  record.kind = list;
  record.ordinal = ordinal;
  if (!raw_.source.empty()) {
    sources_.push_back(raw_.source);
    record.source = static_cast<std::uint32_t>(sources_.size());
  }
  RecordIdentity identity;
  identity.list = list;
  edition_ = Edition::ordinary;
  standing_ = standing_of(raw_.said);
  hold_values_together();
  const Course course = read_status(record);
  identity.edition = edition_;
  read_identity(identity);
  const std::vector<FactId> others = identify(list, record);
  if (!raw_.repeated.empty()) {
    spoil(record, Flaw::bad_value,
          "the key " + in_quotes(raw_.repeated) + " stands twice and says two things");
  }
  if (raw_.has_doubtful_value)
    spoil(record, Flaw::bad_value, "it has a key that is not known and may change its value");
  if (raw_.has_two_units) spoil(record, Flaw::bad_unit, "its unit and the code of its unit are not the same");
  if (is_stray_ && record.fact.exists() && record.flaw == Flaw::none) {
    record.flaw = Flaw::unconfirmed;
    record.standing = "named as an ingredient of another drug";
  }
  apply_standing(record, course);
  read_dates(record, course);
  read_value(record);
  read_fields(record);
  const bool is_sure_of_drug = is_understood_ && others.empty() && record.flaw != Flaw::unrecognised_name;
  const std::vector<RawIngredient> strays = read_ingredient_doses(record, is_sure_of_drug);
  record.field_count = static_cast<std::uint32_t>(fields_.size()) - record.first_field;
  refuse_negative_dose(record);
  if (standing_.is_as_needed) loosen_dose(record);
  const bool is_there = record.status == RecordStatus::final || record.status == RecordStatus::planned;
  if (!is_understood_ && is_there) {
    add_entry(record);
    add_readings(record, identity);
  }
  for (const FactId other : others) {
    records_.push_back(record);
    records_.back().fact = other;
    identities_.push_back(identity);
  }
  records_.push_back(std::move(record));
  identities_.push_back(std::move(identity));
  if (is_there && !strays.empty()) resolve_strays(list, ordinal, strays);
}

/// A value in two keys must be one and the same.
void RecordReader::hold_values_together() {
  const RawValue& value = raw_[RecordKey::value];
  const RawValue& answer = raw_[RecordKey::answer];
  const RawValue& said = first_of(value, answer);
  const auto is_said = [&](const RawValue& word) {
    return !word.is_container() && fold_word(trimmed(word.text)) == fold_word(trimmed(said.text));
  };
  const bool are_two = !value.is_missing() && !answer.is_missing() && !is_said(answer);
  const bool is_another = !said.is_missing() && !raw_.words.empty() &&
                          std::none_of(raw_.words.begin(), raw_.words.end(), is_said);
  if (are_two || is_another) raw_.repeated = "value";
}

/// What tells the record apart from others: its name, those it replaces, its moment.
void RecordReader::read_identity(RecordIdentity& identity) const {
  for (const SaidModifier& said : raw_.said) {
    if (said.modifier == Modifier::id && identity.id.empty()) identity.id = bare_id(said.words.front().text);
    if (said.modifier != Modifier::replaces) continue;
    for (const RawValue& word : said.words) identity.replaces.push_back(bare_id(word.text));
  }
  identity.subject = standing_.subject;
  identity.time = time_of_day(
      trimmed(first_of(raw_[RecordKey::date], raw_[RecordKey::start], raw_[RecordKey::onset]).text));
}

/// Finds the fact. A misspelt name may mean several: all but the last are given back, and the record is kept
/// for each, so that it counts as absent for none.
std::vector<FactId> RecordReader::identify(FactKind list, Record& record) {
  const RawValue& name = first_of(raw_[RecordKey::fact], raw_[RecordKey::question]);
  bool is_other = false;
  std::vector<FactId> facts = facts_of_codes(list, raw_.codings, is_other);
  const bool has_codes = !facts.empty();
  std::string notice;
  is_understood_ = true;
  if (name.is_text() && !trimmed(name.text).empty()) {
    const NameMatch& match = names_.fact(name.text, list);
    record.recorded_name = name.text;
    is_other |= match.is_other;
    if (match.is_near_miss && facts.empty() && !is_other) {
      reporter_.once(DataNotice::Kind::unknown_fact, match.notice);
      record.flaw = Flaw::unrecognised_name;
      facts = match.facts;
    } else if (!match.is_near_miss && !match.facts.empty()) {
      const FactId own = match.facts.front();
      if (is_excluded(raw_.codings, own)) is_other = true;
      if (std::find(facts.begin(), facts.end(), own) == facts.end()) facts.push_back(own);
    } else {
      notice = match.notice;
    }
  } else if (!raw_.codings.empty()) {
    const RawCoding& coding = raw_.codings.front();
    record.recorded_name = coding.code.text;
    notice = "the code " + in_quotes(coding.system.text) + " " + in_quotes(coding.code.text) +
             " is not in the vocabulary";
  } else {
    set_unsure(list);
    is_understood_ = false;
    spoil(record, Flaw::bad_value,
          "it names no fact, so it may be of any; the list does not count as complete");
    return {};
  }

  if (facts.empty()) {
    is_understood_ = is_other;
    const auto kind = name.is_text() ? DataNotice::Kind::unknown_fact : DataNotice::Kind::unknown_code;
    if (!is_other) reporter_.once(kind, notice);
    return {};
  }
  if (record.flaw == Flaw::none && (facts.size() > 1 || is_other)) {
    spoil(record, Flaw::unrecognised_name,
          has_codes && facts.size() > 1 ? "its name and its codes mean two different facts"
                                        : "its name and its codes do not mean the same");
  }
  record.fact = facts.back();
  facts.pop_back();
  const Fact& fact = vocabulary_[record.fact];
  if (record.recorded_name == fact.name) record.recorded_name = {};
  record.kind = fact.kind;
  if (fact.kind != list) {
    spoil(record, Flaw::bad_value,
          "it is " + std::string(kind_phrase(fact.kind)) + " and stands in `" + std::string(list_name(list)) +
              "`");
  }
  return facts;
}

/// The facts that the codes mean: of one that is part of another the narrower alone.
std::vector<FactId> RecordReader::facts_of_codes(FactKind list, const std::vector<RawCoding>& codings,
                                                 bool& is_other) {
  std::vector<FactId> facts;
  for (const RawCoding& coding : codings) {
    const CodeMatch& match = names_.code(list, coding.system.text, coding.code.text);
    is_other |= match.is_other;
    for (const FactId fact : match.facts) {
      if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    }
  }
  const std::vector<FactId> all = facts;
  std::erase_if(facts, [&](FactId fact) {
    return std::any_of(all.begin(), all.end(), [&](FactId other) {
      const auto& broader = vocabulary_[other].broader;
      return std::find(broader.begin(), broader.end(), fact) != broader.end();
    });
  });
  return facts;
}

/// Whether one of the codes says that it is not of the fact.
bool RecordReader::is_excluded(const std::vector<RawCoding>& codings, FactId fact) const {
  return std::any_of(codings.begin(), codings.end(), [&](const RawCoding& coding) {
    return names_.excludes(coding.system.text, coding.code.text, fact);
  });
}

void RecordReader::add_entry(Record& itself) {
  UnknownEntry& entry = entries_.emplace_back();
  const RawValue& name = first_of(raw_[RecordKey::fact], raw_[RecordKey::question]);
  if (name.is_text()) entry.name = trimmed(name.text);
  if (!raw_.codings.empty()) {
    entry.system = code_system(raw_.codings.front().system.text).name;
    entry.code = raw_.codings.front().code.text;
  }
  itself.entry = static_cast<std::uint32_t>(entries_.size());
  itself.is_possible = true;
}

void RecordReader::lose(FactKind list, std::string_view key) {
  std::size_t& lost = lost_in_[static_cast<std::size_t>(list)];
  set_unsure(list);
  if (lost > 0) return;
  Record& record = records_.emplace_back();
  record.kind = list;
  record.flaw = Flaw::bad_value;
  record.recorded_name = key;
  identities_.emplace_back().list = list;
  raw_.clear();
  add_entry(record);
  entries_.back().name = key;
  lost = entries_.size();
}

/// A record for each fact that an entry may be of which is not understood.
void RecordReader::add_readings(const Record& itself, const RecordIdentity& identity) {
  if (is_unread(list_)) return;
  const std::size_t known = records_.size();
  const bool was_silent = std::exchange(is_silent_, true);
  const RawValue& value = first_of(raw_[RecordKey::value], raw_[RecordKey::answer]);
  const RawValue& unit = raw_[RecordKey::unit];
  const bool is_value_said = !value.is_missing() && raw_.repeated.empty() && !raw_.has_two_units;
  for (const FactId fact : facts_[static_cast<std::size_t>(list_)]) {
    if (is_excluded(raw_.codings, fact)) continue;
    const ValueType& type = vocabulary_[fact].type;
    const bool has_value = type.kind != ValueKind::none && is_value_said;
    if (has_value && !may_be_result(type, value, unit, values_.read(type, value, unit))) continue;
    Record reading = itself;
    reading.fact = fact;
    const bool has_no_name = reading.flaw == Flaw::bad_value && raw_.repeated.empty();
    if (has_no_name) reading.flaw = Flaw::none;
    if (type.kind != ValueKind::none) read_value(reading);
    records_.push_back(std::move(reading));
    identities_.push_back(identity);
  }
  is_silent_ = was_silent;
  count_readings(records_.size() - known);
}

void RecordReader::count_readings(std::size_t added) {
  readings_[static_cast<std::size_t>(list_)] += added;
  if (readings_[static_cast<std::size_t>(list_)] <= most_unknown_facts_) return;
  reporter_.unusable(
      "the entries of " + std::string(list_name(list_)) +
      " that are not in the vocabulary may be more than " + std::to_string(most_unknown_facts_) +
      " facts together (limit unknown-facts); all that is asked about " + std::string(list_name(list_)) +
      " stays unknown, unless a record that is there settles it");
}

bool RecordReader::is_unread(FactKind list) const {
  return lost_in_[static_cast<std::size_t>(list)] > 0 ||
         readings_[static_cast<std::size_t>(list)] > most_unknown_facts_;
}

void RecordReader::read_dates(Record& record, Course course) {
  const bool lasts = is_span(record.kind);
  const RawValue& from =
      lasts ? first_of(raw_[RecordKey::start], raw_[RecordKey::onset], raw_[RecordKey::date])
            : first_of(raw_[RecordKey::date], raw_[RecordKey::start], raw_[RecordKey::onset]);
  record.is_ongoing = read_ongoing(record, course);
  static const RawValue nothing;
  const RawValue& recorded_end =
      standing_.is_end_presumed ? nothing : first_of(raw_[RecordKey::end], raw_[RecordKey::resolved]);
  // A treatment given on a day (`date`) is that day.
  const bool is_end_open = standing_.is_end_presumed || (raw_.has_doubtful_end && recorded_end.is_missing());
  if (raw_.has_doubtful_end && is_end_open) record.is_ongoing = false;
  const bool is_of_one_day = record.kind == FactKind::treatment && !record.is_ongoing &&
                             record.flaw != Flaw::bad_status && raw_[RecordKey::start].is_missing() &&
                             raw_[RecordKey::onset].is_missing() && recorded_end.is_missing() && !is_end_open;
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
  static const ValueType none;
  const RawValue& said = first_of(raw_[RecordKey::value], raw_[RecordKey::answer]);
  const RawValue plain =
      raw_.words.empty() || !said.is_missing()
          ? said
          : worded(values_, record.fact.exists() ? vocabulary_[record.fact].type : none, raw_.words);
  std::string text;
  const RawValue value = with_comparator(plain, standing_.comparator, text);
  record.recorded_value = text.empty() ? value.text : std::string_view(composed_.emplace_back(text));
  record.recorded_unit = raw_[RecordKey::unit].text;
  // Of a record that is not what it should be, a value read by the fact's type would say nothing.
  const bool is_what_it_says =
      record.flaw == Flaw::none || record.flaw == Flaw::bad_status || record.flaw == Flaw::unconfirmed;
  if (!record.fact.exists() || !is_what_it_says) return;
  const ValueType& type = vocabulary_[record.fact].type;
  if (value.is_missing()) {
    const bool is_final = record.status == RecordStatus::final;
    if (type.kind != ValueKind::none && is_final) spoil(record, Flaw::bad_value, "it has no value");
    return;
  }
  if (type.kind == ValueKind::none && is_event(record.kind)) return read_presence_value(record, value);
  if (standing_.has_no_value) {
    spoil(record, Flaw::bad_value, "it has a value, " + in_quotes(value) + ", and a reason for having none");
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
  ReferenceRange range = read_reference_range(
      values_, type, {reference, raw_.low, raw_.high, raw_.limit_text, first_of(raw_.limit_unit, unit)});
  record.lower_limit = std::move(range.lower);
  record.upper_limit = std::move(range.upper);
  if (!range.problem.empty()) note(record, range.problem);
}

void RecordReader::spoil(Record& record, Flaw flaw, std::string_view problem) {
  if (record.flaw == Flaw::none) record.flaw = flaw;
  if (!problem.empty()) note(record, problem);
}

/// Nothing is said of what does not count anyway.
void RecordReader::note(const Record& record, std::string_view problem) const {
  if (record.status == RecordStatus::void_ || is_silent_) return;
  std::string_view name = first_of(raw_[RecordKey::fact], raw_[RecordKey::question]).text;
  if (name.empty() && record.fact.exists()) name = vocabulary_[record.fact].name;
  std::string text = name.empty() ? "a record" : in_quotes(name);
  text += " (entry " + std::to_string(record.ordinal + 1) + " of " + std::string(list_name(list_));
  if (!raw_.source.empty()) text += ", from " + in_quotes(raw_.source);
  text += "): ";
  text += problem;
  reporter_.unusable(std::move(text));
}

}  // namespace eligo::ingest
