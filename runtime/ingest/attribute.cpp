#include "runtime/ingest/attribute.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>

#include "runtime/ingest/readings.h"
#include "runtime/values/contains.h"

namespace eligo::ingest {
namespace {

bool is_alive(std::string_view word) { return is_among(word, {"no", "n", "false", "0", "alive", "living"}); }

bool is_dead(std::string_view word) {
  return is_among(word, {"yes", "y", "true", "1", "dead", "died", "deceased", "death"});
}

/// Vital signs and a vital capacity are measured of the living.
bool speaks_of_death(std::string_view folded) {
  const auto has = [&](std::string_view part) { return folded.find(part) != std::string_view::npos; };
  const bool is_measured = has("sign") || has("capacity") || folded == "vitals";
  return has("dead") || has("deceased") || has("death") || has("died") || (has("vital") && !is_measured);
}

/// In the spellings of FHIR and of the shipped vocabulary.
bool is_known_of_death(std::string_view name) {
  std::string folded = fold_word(name);
  std::erase(folded, '-');
  return is_among(folded, {"deceased", "deceasedboolean", "deceaseddatetime"});
}

}  // namespace

AttributeReader::AttributeReader(const Vocabulary& vocabulary, Json& json, NameIndex& names,
                                 ValueReader& values, RecordReader& records, const std::vector<FactId>& facts)
    : vocabulary_(vocabulary), json_(json), names_(names), values_(values), records_(records) {
  for (const FactId fact : facts) {
    if (vocabulary[fact].kind == FactKind::attribute) facts_.push_back(fact);
  }
  const auto attribute = [&](const char* name, ValueKind kind) {
    const auto found = vocabulary.fact_by_name.find(name);
    if (found == vocabulary.fact_by_name.end()) return FactId{};
    const Fact& fact = vocabulary[found->second];
    return fact.kind == FactKind::attribute && fact.type.kind == kind ? found->second : FactId{};
  };
  deceased_ = attribute("deceased", ValueKind::word);
  death_date_ = attribute("death-date", ValueKind::date);
}

void AttributeReader::begin(const NoticeReporter& reporter) {
  reporter_ = reporter;
  attributes_.clear();
}

bool AttributeReader::read(Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind != RawValue::Kind::object) {
    if (kind != RawValue::Kind::missing) reporter_.unusable("`attributes` is no object of names and values");
    return json_.skip(value);
  }
  return json_.members(value,
                       [&](std::string_view name, Json::Value inner) { return read_attribute(name, inner); });
}

bool AttributeReader::read_attribute(std::string_view name, Json::Value value) {
  if (const FactId death = death_named(name); death.exists()) return read_death(name, death, value);
  const NameMatch& match = names_.fact(name, FactKind::attribute);
  const bool is_elsewhere =
      !match.facts.empty() && vocabulary_[match.facts.front()].kind != FactKind::attribute;
  // A result among the attributes is kept as a record that cannot be used, so that it does not count as
  // absent.
  if (is_elsewhere) return records_.read_named(FactKind::attribute, 0, name, value);
  if (!read_tokens(value)) return false;
  if (value_.is_missing()) return true;
  const Standing held = standing();
  if (match.is_other || held == Standing::void_) return true;
  if (match.facts.empty() || match.is_near_miss) reporter_.once(DataNotice::Kind::unknown_fact, match.notice);
  if (match.facts.empty()) add_readings(name);
  for (const FactId fact : match.facts) {
    Attribute attribute;
    attribute.fact = fact;
    attribute.recorded = value_.text;
    attribute.source = source_;
    if (match.is_near_miss) {
      attribute.flaw = Flaw::unrecognised_name;
    } else if (held == Standing::may_count) {
      attribute.flaw = Flaw::bad_value;
      reporter_.unusable(in_quotes(name) +
                         " (of the attributes): it may not hold, so its value is not known");
    } else if (const std::string problem = resolve(attribute, vocabulary_[fact].type); !problem.empty()) {
      reporter_.unusable(in_quotes(name) + " (of the attributes): " + problem);
    }
    attributes_.push_back(std::move(attribute));
  }
  return true;
}

/// The fact of the vocabulary that a name tells of the patient's death by. None where the name tells of none,
/// or is the vocabulary's own for something else.
FactId AttributeReader::death_named(std::string_view name) {
  const FactId any = deceased_.exists() ? deceased_ : death_date_;
  if (!any.exists() || is_known_of_death(name)) return any;
  const NameMatch& match = names_.fact(name, FactKind::attribute);
  if (match.is_other) return {};
  if (!match.facts.empty() && !match.is_near_miss)
    return match.facts.front() == deceased_ ? deceased_ : FactId{};
  if (contains(match.facts, deceased_) || contains(match.facts, death_date_)) return any;
  return speaks_of_death(fold_word(name)) ? any : FactId{};
}

bool AttributeReader::tells_of_death(std::string_view name) {
  if (death_named(name).exists()) return true;
  const NameMatch& match = names_.fact(name, FactKind::attribute);
  return death_date_.exists() && !match.is_near_miss && contains(match.facts, death_date_);
}

/// Whatever does not plainly say that the patient is alive leaves one who may be dead.
bool AttributeReader::read_death(std::string_view name, FactId fact, Json::Value value) {
  if (!read_tokens(value)) return false;
  const Standing held = standing();
  const bool is_empty = value_.kind == RawValue::Kind::list && entries_.empty();
  if (value_.is_missing() || is_empty || held == Standing::void_) return true;
  const NameMatch& match = names_.fact(name, FactKind::attribute);
  const bool is_name_known =
      is_known_of_death(name) || (!match.is_near_miss && contains(match.facts, deceased_));
  const std::string word = value_.is_container() ? std::string() : fold_word(trimmed(value_.text));
  if (!is_name_known) {
    reporter_.once(DataNotice::Kind::unknown_fact, match.notice);
    if (is_alive(word)) return true;
  }
  Attribute attribute;
  attribute.fact = fact;
  attribute.recorded = is_alive(word) ? "no" : is_dead(word) ? "yes" : value_.text;
  attribute.source = source_;
  if (!is_name_known || held != Standing::counts || !resolve_death(attribute)) {
    attribute.flaw = Flaw::bad_value;
    reporter_.unusable(in_quotes(name) + " (of the attributes): the patient may be dead");
  }
  attributes_.push_back(std::move(attribute));
  return true;
}

/// Whether the value says if the patient is dead, or when the death was.
bool AttributeReader::resolve_death(Attribute& attribute) {
  const auto date = read_date(value_);
  if (date && death_date_.exists()) {
    attribute.fact = death_date_;
    attribute.date = *date;
    return true;
  }
  if (attribute.fact != deceased_) return false;
  if (attribute.recorded == "yes" || attribute.recorded == "no")
    value_ = {RawValue::Kind::text, attribute.recorded};
  return resolve(attribute, vocabulary_[deceased_].type).empty() && attribute.flaw == Flaw::none;
}

/// The attributes that one may be which is not understood.
void AttributeReader::add_readings(std::string_view name) {
  for (const FactId fact : facts_) {
    const ValueType& type = vocabulary_[fact].type;
    Attribute attribute;
    attribute.fact = fact;
    attribute.recorded = value_.text;
    attribute.source = source_;
    attribute.recorded_name = name;
    resolve(attribute, type);
    const bool is_value = type.kind != ValueKind::list && type.kind != ValueKind::date;
    const bool may_be = !nested_.words.empty() ? true
                        : is_value ? may_have_value(type, value_, unit_, values_.read(type, value_, unit_))
                                   : attribute.flaw == Flaw::none;
    if (!may_be) continue;
    attribute.flaw = Flaw::not_understood;
    attributes_.push_back(std::move(attribute));
  }
}

/// A plain value, a list, or an object of `value` and `unit`, perhaps with keys that say whether it holds.
bool AttributeReader::read_tokens(Json::Value value) {
  value_ = unit_ = {};
  nested_ = {};
  said_.clear();
  statuses_.clear();
  has_doubtful_key_ = has_two_units_ = false;
  source_ = {};
  entries_.clear();
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::list) {
    value_.kind = kind;
    return read_entries(value);
  }
  if (kind != RawValue::Kind::object) return json_.read(value, value_);
  const bool is_read =
      json_.members(value, [&](std::string_view key, Json::Value inner) { return read_member(key, inner); });
  take_value();
  return is_read;
}

bool AttributeReader::read_entries(Json::Value value) {
  return json_.elements(value, [&](Json::Value inner) {
    RawValue entry;
    if (!json_.read(inner, entry)) return false;
    if (!entry.is_missing()) entries_.push_back(entry);
    return true;
  });
}

bool AttributeReader::read_member(std::string_view key, Json::Value value) {
  const bool is_value = key == "value" || nested_key(key) == NestedKey::value;
  if (is_value && Json::peek(value) == RawValue::Kind::object) return read_nested(json_, value, nested_);
  if (key == "coding" || key == "text" || key == "display") return read_words(json_, value, nested_.words);
  if (fold_word(key) == "status") return read_words(json_, value, statuses_);
  if (const auto modifier = modifier_of(key)) {
    SaidModifier said{*modifier, key, {}};
    if (!read_words(json_, value, said.words)) return false;
    if (!said.words.empty()) said_.push_back(std::move(said));
    return true;
  }
  RawValue token;
  if (is_value && Json::peek(value) == RawValue::Kind::list) {
    token.kind = RawValue::Kind::list;
    if (!read_entries(value)) return false;
  } else if (!json_.read(value, token)) {
    return false;
  }
  if (is_value) {
    const bool is_second = nested_.is_quantity() && (nested_.value != token || token.is_container());
    nested_.value = is_second ? RawValue{RawValue::Kind::object, {}} : token;
  } else if (key == "unit") {
    nested_.unit = token;
  } else if (key == "code") {
    nested_.code = token;
  } else if (key == "system") {
    nested_.system = token;
  } else if (key == "source") {
    if (!token.is_container()) source_ = token.text;
  } else {
    nested_.odd.push_back(key);
    const KeyConcern concern = concern_of(key);
    const bool is_concern = concern == KeyConcern::standing || concern == KeyConcern::value;
    has_doubtful_key_ |= is_concern && !says_no_harm(key, token);
    has_doubtful_key_ |= is_near_miss(NameShape(key), NameShape("status")) || may_be_modifier(key);
  }
  return true;
}

/// The value and the unit of an object.
void AttributeReader::take_value() {
  for (const std::string_view key : nested_.odd) {
    reporter_.once(DataNotice::Kind::unknown_key,
                   "the key " + in_quotes(key) + " of an attribute is not known");
  }
  unit_ = nested_unit(nested_, has_two_units_);
  if (!nested_.comparator.is_missing())
    said_.push_back({Modifier::comparator, "comparator", {nested_.comparator}});
  if (nested_.words.empty()) {
    value_ = with_comparator(nested_.value, standing_of(said_).comparator, compared_);
  } else {
    value_ = {RawValue::Kind::object, {}};  // the word depends on the type
  }
}

AttributeReader::Standing AttributeReader::standing() const {
  const RecordStanding said = standing_of(said_);
  bool may_count = has_doubtful_key_ || said.is_doubtful || said.is_as_needed || said.has_no_value ||
                   (!said.subject.empty() && said.subject != *reporter_.patient);
  bool is_void = said.kind == RecordStanding::Kind::void_;
  for (const RawValue& word : statuses_) {
    const auto status = status_of(word, FactKind::attribute);
    is_void |= status && status->status == RecordStatus::void_;
    may_count |= !status || status->status != RecordStatus::final || status->edition == Edition::preliminary;
  }
  if (is_void) return Standing::void_;
  return may_count || said.kind != RecordStanding::Kind::counts ? Standing::may_count : Standing::counts;
}

std::string AttributeReader::resolve(Attribute& attribute, const ValueType& type) {
  std::string problem;
  if (has_two_units_) {
    attribute.flaw = Flaw::bad_unit;
    return "its unit and the code of its unit are not the same";
  }
  const bool is_both = nested_.is_quantity() && !nested_.words.empty();
  const RawValue value = nested_.words.empty() || is_both ? value_ : worded(values_, type, nested_.words);
  if (type.kind == ValueKind::list) {
    read_list(attribute);
    if (attribute.flaw != Flaw::none) problem = "it is no list of words, or leaves open how many they are";
  } else if (type.kind == ValueKind::date) {
    const auto date = read_date(value_);
    if (date)
      attribute.date = *date;
    else
      attribute.flaw = Flaw::bad_date;
    if (!date) problem = in_quotes(value_) + " is no date";
  } else {
    ReadValue read = values_.read(type, value, unit_);
    attribute.flaw = read.flaw;
    attribute.value = std::move(read.range);
    attribute.word = read.word;
    problem = std::move(read.problem);
  }
  return problem;
}

/// Distinct words, however they are written; one word alone is a list of one.
void AttributeReader::read_list(Attribute& attribute) {
  if (value_.is_text()) entries_.push_back(value_);
  const bool is_list = value_.is_text() || value_.kind == RawValue::Kind::list;
  // `unknown` may be any word or none, and `condom, pill` are two in one text.
  const auto is_word = [](const RawValue& entry) {
    const bool is_one = entry.text.find_first_of(",;+&|/") == std::string_view::npos &&
                        fold_word(entry.text).find("-and-") == std::string::npos;
    return (entry.is_text() || entry.kind == RawValue::Kind::number) && is_one && !says_nothing(entry);
  };
  if (!is_list || !std::all_of(entries_.begin(), entries_.end(), is_word)) {
    attribute.flaw = Flaw::bad_value;
    return;
  }
  std::vector<std::pair<std::string, std::string_view>> words;
  for (const RawValue& entry : entries_) {
    const std::string_view text = trimmed(entry.text);
    if (!text.empty()) words.emplace_back(fold_word(text), text);
  }
  std::sort(words.begin(), words.end());
  const auto is_same = [](const auto& a, const auto& b) { return a.first == b.first; };
  words.erase(std::unique(words.begin(), words.end(), is_same), words.end());
  for (const auto& word : words) attribute.list.push_back(word.second);
}

void AttributeReader::finish(PatientFacts& patient) {
  // A name that was not recognised gives way to one that was.
  const auto certainty = [](const Attribute& a) {
    return a.flaw == Flaw::not_understood ? 2 : a.flaw == Flaw::unrecognised_name ? 1 : 0;
  };
  const auto rank = [&](const Attribute& a) {
    return std::make_tuple(a.fact, certainty(a), a.recorded, a.recorded_name);
  };
  std::sort(attributes_.begin(), attributes_.end(),
            [&](const Attribute& a, const Attribute& b) { return rank(a) < rank(b); });
  patient.attributes.clear();
  for (Attribute& attribute : attributes_) {
    auto& kept = patient.attributes;
    if (kept.empty() || kept.back().fact != attribute.fact) {
      kept.push_back(std::move(attribute));
    } else if (kept.back().flaw == Flaw::not_understood) {
      // Either of two may be it, with its own value.
      kept.back().value = Range::anything();
      kept.back().date = {earliest_day, latest_day};
      kept.back().word.reset();
      kept.back().list.clear();
    } else if (certainty(attribute) == 0 &&
               (attribute.recorded != kept.back().recorded || attribute.list != kept.back().list)) {
      kept.back().flaw = Flaw::bad_value;
      reporter_.unusable(in_quotes(vocabulary_[attribute.fact].name) + " stands twice and says two things");
    }
  }
}

}  // namespace eligo::ingest
