#include "runtime/ingest/record.h"

#include <algorithm>
#include <tuple>

#include "runtime/model/near_miss.h"

namespace eligo::ingest {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(RecordKey::count_)> key_names{
    "fact",    "value", "unit",     "date", "reference", "status",   "start",  "end",
    "ongoing", "onset", "resolved", "code", "codes",     "question", "answer", "ingredients"};

std::optional<RecordKey> key_of(std::string_view name) {
  // The first letter tells apart nearly all keys of one length.
  const auto is_it = [&](std::string_view key) {
    return key.size() == name.size() && key.front() == name.front() && key == name;
  };
  const auto* found = std::find_if(key_names.begin(), key_names.end(), is_it);
  if (found == key_names.end()) return std::nullopt;
  return static_cast<RecordKey>(found - key_names.begin());
}

const Number* limit_value(const std::optional<Range>& limit) { return limit ? &limit->low->value : nullptr; }

/// The order of two laboratories' limits, one of which may be missing.
int compare_limits(const std::optional<Range>& a, const std::optional<Range>& b) {
  const Number* x = limit_value(a);
  const Number* y = limit_value(b);
  if (x == nullptr || y == nullptr) return static_cast<int>(x != nullptr) - static_cast<int>(y != nullptr);
  return *x < *y ? -1 : *y < *x ? 1 : 0;
}

/// An order of records that looks at all that is known of them, and at their place in the document only where
/// nothing else tells them apart.
bool comes_before(const Record& a, const Record& b, const std::vector<FieldValue>& fields) {
  const auto when = [](const Record& r) {
    return std::make_tuple(r.fact, r.start.first, r.start.last, r.end.first, r.end.last);
  };
  if (const auto x = when(a), y = when(b); x != y) return x < y;

  const auto what = [](const Record& r) {
    return std::tie(r.recorded_value, r.recorded_unit, r.recorded_name, r.kind, r.status, r.flaw,
                    r.is_ongoing, r.has_date, r.has_bad_date);
  };
  if (what(a) != what(b)) return what(a) < what(b);
  if (const int order = compare_limits(a.lower_limit, b.lower_limit); order != 0) return order < 0;
  if (const int order = compare_limits(a.upper_limit, b.upper_limit); order != 0) return order < 0;

  const auto* first_of_a = fields.data() + a.first_field;
  const auto* first_of_b = fields.data() + b.first_field;
  const auto key = [](const FieldValue& f) { return std::tie(f.field, f.ingredient, f.recorded, f.flaw); };
  const auto less = [&](const FieldValue& x, const FieldValue& y) { return key(x) < key(y); };
  const auto* last_of_a = first_of_a + a.field_count;
  const auto* last_of_b = first_of_b + b.field_count;
  if (std::lexicographical_compare(first_of_a, last_of_a, first_of_b, last_of_b, less)) return true;
  if (std::lexicographical_compare(first_of_b, last_of_b, first_of_a, last_of_a, less)) return false;
  return a.ordinal < b.ordinal;
}

/// Some day from one date to another, of which one may be missing: `2019-05/2020`, `/2020`.
std::optional<DateRange> parse_span(std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return std::nullopt;
  const auto first = from.empty() ? std::optional(DateRange{}) : parse_date(from);
  const auto last = to.empty() ? std::optional(DateRange{}) : parse_date(to);
  if (!first || !last || first->first > last->last) return std::nullopt;
  return DateRange{first->first, last->last};
}

}  // namespace

void RawRecord::clear() {
  tokens = {};
  low = high = limit_unit = limit_text = {};
  codings.clear();
  ingredients.clear();
  further.clear();
  said.clear();
  words.clear();
  statuses.clear();
  dosage.reset();
  source = {};
  has_two_units = false;
  repeated = {};
  has_doubtful_status = has_doubtful_value = has_doubtful_end = false;
}

void NoticeReporter::unusable(std::string text) const {
  notices->add({DataNotice::Kind::unusable_record, *patient, line, 0, std::move(text)});
}

void NoticeReporter::once(DataNotice::Kind kind, std::string_view text) const {
  if (!notices->repeat(text)) notices->add_once({kind, *patient, line, 0, std::string(text)});
}

std::optional<DateRange> read_date(const RawValue& token) {
  const bool is_scalar =
      token.is_text() || token.kind == RawValue::Kind::number;  // a number: the bare year 2025
  if (!is_scalar) return std::nullopt;
  const std::string_view text = trimmed(token.text);
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? parse_date(text)
                                         : parse_span(text.substr(0, slash), text.substr(slash + 1));
}

RecordReader::RecordReader(const Vocabulary& vocabulary, Json& json, NameIndex& names, ValueReader& values,
                           const std::vector<FactId>& facts)
    : vocabulary_(vocabulary), json_(json), names_(names), values_(values) {
  for (const FactId fact : facts) facts_[static_cast<std::size_t>(vocabulary[fact].kind)].push_back(fact);
}

void RecordReader::begin(const NoticeReporter& reporter) {
  reporter_ = reporter;
  records_.clear();
  identities_.clear();
  fields_.clear();
  sources_.clear();
  composed_.clear();
  is_unsure_ = {};
  lost_in_ = {};
  readings_ = {};
  entries_.clear();
  last_date_token_ = {};  // a view into the last document
  last_date_.reset();
}

bool RecordReader::read(FactKind list, std::uint32_t ordinal, Json::Value value) {
  raw_.clear();
  const bool is_object = Json::peek(value) == RawValue::Kind::object;
  if (!(is_object ? read_members(list, value) : json_.skip(value))) return false;
  resolve(list, ordinal);
  return true;
}

bool RecordReader::read_named(FactKind list, std::uint32_t ordinal, std::string_view name,
                              Json::Value value) {
  raw_.clear();
  if (Json::peek(value) == RawValue::Kind::object) {
    if (!read_members(list, value)) return false;
  } else {
    if (!json_.read(value, raw_[RecordKey::value])) return false;
    if (raw_[RecordKey::value].is_missing()) return true;
  }
  set(raw_[RecordKey::fact], name, RawValue{RawValue::Kind::text, name});
  resolve(list, ordinal);
  return true;
}

bool RecordReader::read_members(FactKind list, Json::Value value) {
  return json_.members(
      value, [&](std::string_view key, Json::Value inner) { return read_member(list, key, inner); });
}

bool RecordReader::read_member(FactKind list, std::string_view name, Json::Value value) {
  RawValue token;
  auto key = key_of(name);
  const FieldKey field = key ? FieldKey{} : names_.field(name);
  if (!key && !field.field.exists()) key = key_of(fold_word(name));                         // `Status`
  if (!key && !field.field.exists() && name == "ingredient") key = RecordKey::ingredients;  // as in FHIR
  if (key == RecordKey::ingredients && list != FactKind::treatment) key.reset();

  if (!key && !field.field.exists() && name == "source") {  // for people
    if (!json_.read(value, token)) return false;
    if (!token.is_container()) raw_.source = token.text;
    return true;
  }
  if (!key && !field.field.exists()) {
    if (const auto modifier = modifier_of(name)) return read_modifier(*modifier, name, value);
    if (const auto nested = nested_key(name)) return read_nested_member(*nested, name, value);
  }

  const RawValue::Kind kind = Json::peek(value);
  if (key == RecordKey::status && (kind == RawValue::Kind::object || kind == RawValue::Kind::list)) {
    std::vector<RawValue> words;
    if (!read_words(json_, value, words)) return false;
    take_status(name, words);
    return true;
  }
  if (key == RecordKey::reference && kind == RawValue::Kind::object) {
    set(raw_[*key], name, RawValue{RawValue::Kind::object, {}});
    return read_reference(value);
  }
  if (key == RecordKey::value && kind == RawValue::Kind::object) return read_nested_value(name, value);
  if (key == RecordKey::code || key == RecordKey::codes) return read_codes(value, raw_.codings);
  if (key == RecordKey::ingredients) return read_ingredients(value);
  const bool is_read = field.field.exists() ? read_field_token(value, token) : json_.read(value, token);
  if (!is_read) return false;
  if (key == RecordKey::status) {
    if (!token.is_missing()) take_status(name, {token});
  } else if (key) {
    set(raw_[*key], name, token);
  } else if (field.field.exists()) {
    if (!token.is_missing()) raw_.further.push_back({name, field, token});
  } else {
    read_unknown_key(list, name, token);
  }
  return true;
}

/// All words of a status count; a key that stands twice must say the same ones.
void RecordReader::take_status(std::string_view key, const std::vector<RawValue>& words) {
  if (!raw_.statuses.empty() && !words.empty() && raw_.statuses != words) raw_.repeated = key;
  if (!words.empty()) raw_.statuses = words;
}

bool RecordReader::read_modifier(Modifier modifier, std::string_view key, Json::Value value) {
  SaidModifier said{modifier, key, {}};
  if (!read_words(json_, value, said.words)) return false;
  if (!said.words.empty()) raw_.said.push_back(std::move(said));
  return true;
}

bool RecordReader::read_reference(Json::Value value) {
  return json_.members(value, [&](std::string_view key, Json::Value inner) {
    RawValue token;
    if (!json_.read(inner, token)) return false;
    if (key == "low")
      set(raw_.low, key, token);
    else if (key == "high")
      set(raw_.high, key, token);
    else if (key == "unit")
      set(raw_.limit_unit, key, token);
    else if (key == "text" && token.is_text())
      set(raw_.limit_text, key, token);
    return true;  // laboratories print an age group and more beside the limits
  });
}

/// One code, a list of them, or as in FHIR an object that holds such a list as `coding`.
bool RecordReader::read_codes(Json::Value value, std::vector<RawCoding>& codings) {
  switch (Json::peek(value)) {
    case RawValue::Kind::list:
      return json_.elements(value, [&](Json::Value inner) { return read_codes(inner, codings); });
    case RawValue::Kind::object: return read_coding(value, codings);
    case RawValue::Kind::missing: return json_.skip(value);
    case RawValue::Kind::text:
    case RawValue::Kind::number:
    case RawValue::Kind::truth: break;
  }
  RawCoding coding;  // of a system that is not named
  if (!json_.read(value, coding.code)) return false;
  codings.push_back(coding);
  return true;
}

bool RecordReader::read_coding(Json::Value value, std::vector<RawCoding>& codings) {
  RawCoding coding;
  const bool is_read = json_.members(value, [&](std::string_view key, Json::Value inner) {
    if (key == "coding") return read_codes(inner, codings);
    RawValue token;
    if (!json_.read(inner, token)) return false;
    if (key == "system")
      set(coding.system, key, token);
    else if (key == "code")
      set(coding.code, key, token);
    return true;
  });
  const bool is_code = coding.code.is_text() || coding.code.kind == RawValue::Kind::number;
  if (is_code) codings.push_back(coding);
  return is_read;
}

/// JSON leaves open which of two members with one key counts. If they say two things, neither does.
void RecordReader::set(RawValue& slot, std::string_view key, const RawValue& token) {
  if (token.is_missing()) return;
  if (!slot.is_missing() && (slot != token || token.is_container())) raw_.repeated = key;
  slot = token;
}

void RecordReader::read_unknown_key(FactKind list, std::string_view key, const RawValue& token) {
  const UnknownKey& unknown =
      unknown_keys_[static_cast<std::size_t>(list)].get(key, [&](std::string_view spelling) {
        std::vector<std::string_view> known(key_names.begin(), key_names.end());
        for (const Field& field : vocabulary_.fields) known.push_back(field.name);
        UnknownKey result;
        result.notice =
            "the key " + in_quotes(spelling) + " of " + std::string(list_name(list)) + " is not known";
        if (const auto near = near_misses(spelling.substr(0, 60), known, 1); !near.empty()) {
          result.notice += "; the nearest one is " + in_quotes(near.front());
        }
        // An overlooked status, or a key that turns the record round, would let a record count that was
        // entered in error. All other keys err on the safe side.
        result.may_be_status =
            is_near_miss(NameShape(spelling), NameShape("status")) || may_be_modifier(spelling);
        result.concern = concern_of(spelling);
        if (result.concern == KeyConcern::value && list != FactKind::observation)
          result.concern = KeyConcern::standing;
        return result;
      });
  if (unknown.may_be_status) raw_.has_doubtful_status = true;
  const bool is_harmless = unknown.concern == KeyConcern::none || says_no_harm(key, token);
  if (is_harmless) {
    reporter_.once(DataNotice::Kind::unknown_key, unknown.notice);
    return;
  }
  constexpr std::array<std::string_view, 4> what{"", "whether the record counts", "what its value is",
                                                 "when it ended, if no end is known"};
  reporter_.once(
      DataNotice::Kind::unknown_key,
      unknown.notice + ", so it is open " + std::string(what[static_cast<std::size_t>(unknown.concern)]));
  switch (unknown.concern) {
    case KeyConcern::none: break;
    case KeyConcern::standing:
      raw_.said.push_back({Modifier::verification, key, {RawValue{RawValue::Kind::object, {}}}});
      break;
    case KeyConcern::value: raw_.has_doubtful_value = true; break;
    case KeyConcern::end: raw_.has_doubtful_end = true; break;
  }
}

void RecordReader::finish(PatientFacts& patient) {
  order_.clear();
  for (std::uint32_t i = 0; i < records_.size(); ++i) {
    if (!records_[i].is_reading() || !is_unread(records_[i].kind)) order_.push_back(i);
  }
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return comes_before(records_[a], records_[b], fields_);
  });
  patient.records.clear();
  patient.fields.clear();
  patient.sources = sources_;
  patient.entries = entries_;
  patient.unread = {};
  patient.records.reserve(order_.size());
  std::vector<RecordIdentity> identities;
  identities.reserve(order_.size());
  for (const std::uint32_t i : order_) {
    Record& record = patient.records.emplace_back(std::move(records_[i]));
    identities.push_back(std::move(identities_[i]));
    const auto first = fields_.begin() + record.first_field;
    record.first_field = static_cast<std::uint32_t>(patient.fields.size());
    // Copied, not moved: records that differ only in which fact a misspelt name may mean share their fields.
    patient.fields.insert(patient.fields.end(), first, first + record.field_count);
    if (record.entry == 0) continue;
    UnknownEntry& entry = patient.entries[record.entry - 1];
    const auto place = static_cast<std::uint32_t>(patient.records.size() - 1);
    if (record.is_reading()) {
      entry.readings.push_back(place);
      continue;
    }
    entry.itself = place;
    RecordId& unread = patient.unread[static_cast<std::size_t>(record.kind)];
    const std::size_t lost = lost_in_[static_cast<std::size_t>(record.kind)];
    const bool stands_for_all = lost > 0 ? record.entry == lost : is_unread(record.kind);
    if (stands_for_all && !unread.exists()) unread = RecordId{place};
  }
  patient.composed = std::move(composed_);
  composed_.clear();
  tell_apart(patient, identities, most_pairs_);
}

}  // namespace eligo::ingest
