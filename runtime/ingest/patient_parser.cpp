// One patient document, from JSON to PatientFacts.
//
//     {"patient": "P1", "anchors": {"screening": "2025-03-10"},
//      "observations": [{"fact": "ALT", "value": 62, "unit": "U/L", "date": "2025-02-27"}],
//      "complete": ["conditions"]}
//
// The keys of the document come in any order, and the anchors and attributes may stand behind the records,
// so the parser takes the lists first as they stand (json.h, record.h) and reads them once it has seen the
// whole document. Each record then goes through Records (record.h): its name or code is looked up in the
// vocabulary (names.h), its value read in the fact's unit (value.h), its dates, status and fields resolved
// (resolve.cpp).
//
// A mistake in the data never drops a record: the record stays with a flaw, which leaves open every
// question that it may bear on, and a notice tells the place. Only a document that is no JSON object is
// lost as a whole, with a notice of its own.
//
// A parser is used for one document after another and keeps what it learned: spellings, names, buffers.
#include "runtime/ingest/patient_parser.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "runtime/ingest/asked_facts.h"
#include "runtime/ingest/attribute.h"
#include "runtime/ingest/record.h"
#include "runtime/model/near_miss.h"
#include "runtime/model/plan.h"
#include "runtime/values/ascii.h"

namespace eligo {

using namespace ingest;  // NOLINT(google-build-using-namespace): its own helpers

namespace {

constexpr std::array<std::string_view, 9> document_keys{"patient",      "anchors",    "attributes",
                                                        "observations", "conditions", "treatments",
                                                        "procedures",   "answers",    "complete"};

bool is_document_key(std::string_view key) {
  return std::find(document_keys.begin(), document_keys.end(), key) != document_keys.end();
}

std::vector<FactId> all_facts(const Vocabulary& vocabulary) {
  std::vector<FactId> facts;
  for (std::uint32_t i = 0; i < vocabulary.facts.size(); ++i) facts.push_back(FactId{i});
  return facts;
}

std::string offer(std::string_view name, const std::vector<std::string_view>& known) {
  const auto near = near_misses(name.substr(0, 60), known, 1);
  return near.empty() ? std::string() : "; the nearest one is " + in_quotes(near.front());
}

}  // namespace

std::vector<FactId> ingest::asked_facts(const Plan& plan) {
  std::vector<bool> is_asked(plan.vocabulary.facts.size());
  for (const Query& query : plan.queries) {
    for (const auto* facts : {&query.facts, &query.asked}) {
      for (const FactId fact : *facts) is_asked[fact.value] = true;
    }
    for (std::uint32_t i = 0; i < is_asked.size() && query.is_any_fact; ++i) {
      if (plan.vocabulary.facts[i].kind == query.kind) is_asked[i] = true;
    }
  }
  std::vector<FactId> facts = all_facts(plan.vocabulary);
  std::erase_if(facts, [&](FactId fact) { return !is_asked[fact.value]; });
  return facts;
}

/// What a parser keeps from document to document, and the document at hand.
struct PatientParser::State {
  State(const Vocabulary& v, const Dictionary* dictionary, const std::vector<FactId>& facts)
      : vocabulary(v),
        names(v, dictionary),
        values(v),
        records(v, json, names, values, facts),
        attributes(v, json, names, values, records, facts) {}

  bool read(std::string_view text, std::size_t line, PatientFacts& target, DataNotices& notices);
  bool read_member(std::string_view key, Json::Value value);
  bool read_id(Json::Value value);
  bool read_anchors(Json::Value value);
  void read_anchor(std::string_view name, const RawValue& token);
  bool read_list(FactKind list, Json::Value value);
  bool read_unknown(std::string_view key, Json::Value value);
  bool read_gaps(Json::Value value);
  void lose_all(std::string_view why);
  bool read_complete(Json::Value value);
  bool read_complete_entry(Json::Value value);
  void declare_complete(const RawValue& list, const RawValue& from, const RawValue& to);
  void keep_sure_lists();

  const Vocabulary& vocabulary;
  Json json;
  NameIndex names;
  ValueReader values;
  RecordReader records;
  AttributeReader attributes;
  NoticeReporter reporter;
  PatientFacts* patient = nullptr;
  bool has_id = false;
  std::size_t max_records = Limits{}.records;
};

bool PatientParser::State::read(std::string_view text, std::size_t line, PatientFacts& target,
                                DataNotices& notices) {
  patient = &target;
  has_id = false;
  target.id = "line " + std::to_string(line);
  if (!target.text) target.text = std::make_unique<std::string>();
  target.text->assign(text);
  target.anchors.assign(vocabulary.anchors.size(), std::nullopt);
  target.anchor_times.assign(vocabulary.anchors.size(), std::nullopt);
  target.bad_anchors.clear();
  target.complete.clear();
  target.attributes.clear();
  target.records.clear();
  target.entries.clear();
  target.unread = {};
  target.fields.clear();
  target.sources.clear();
  reporter = {&notices, &target.id, line};
  records.begin(reporter);
  attributes.begin(reporter);

  const auto member = [&](std::string_view key, Json::Value value) { return read_member(key, value); };
  const bool is_read = json.document(*target.text, member);
  if (is_read) {
    attributes.finish(target);
    records.finish(target);
    keep_sure_lists();
    return true;
  }

  DataNotice notice{DataNotice::Kind::unreadable, has_id ? target.id : std::string(), line, 0, {}};
  const Json::Error& error = json.error();
  if (error.is_placed) {
    // The document may run over several lines. In it escapes may have been replaced, so the text given is
    // looked at.
    const std::string_view before = text.substr(0, error.offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // 0 if there is none
    notice.line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    notice.column = error.offset - line_start + 1;
  }
  notice.text = "this is no patient that can be read: " + error.text;
  notices.add(std::move(notice));
  return false;
}

bool PatientParser::State::read_member(std::string_view key, Json::Value value) {
  if (key == "patient") return read_id(value);
  if (key == "anchors") return read_anchors(value);
  if (key == "complete") return read_complete(value);
  if (key == "gaps") return read_gaps(value);
  if (key == "attributes") return attributes.read(value);
  if (const auto list = list_kind(key)) return read_list(*list, value);
  if (const std::string folded = lower(key); folded != key && is_document_key(folded))
    return read_member(folded, value);
  if (attributes.tells_of_death(key)) return attributes.read_attribute(key, value);
  const std::vector<std::string_view> known(document_keys.begin(), document_keys.end());
  reporter.once(DataNotice::Kind::unknown_key,
                "the key " + in_quotes(key) + " of a patient is not known" + offer(key, known));
  return read_unknown(key, value);
}

/// Why there may be more than the document holds: a text, or a list of them.
bool PatientParser::State::read_gaps(Json::Value value) {
  std::vector<RawValue> words;
  if (!read_words(json, value, words)) return false;
  for (const RawValue& word : words) {
    const std::string_view why = word.text.empty() ? std::string_view("gaps") : word.text;
    reporter.unusable(std::string(why) + "; what is asked about lists stays unknown beside it");
    lose_all(why);
  }
  return true;
}

/// There may be records of any list that are not here.
void PatientParser::State::lose_all(std::string_view why) {
  for (const FactKind list : {FactKind::observation, FactKind::condition, FactKind::treatment,
                              FactKind::procedure, FactKind::question})
    records.lose(list, why);
}

/// What holds anything may hold records, of whichever list; but for what FHIR says of a person.
bool PatientParser::State::read_unknown(std::string_view key, Json::Value value) {
  static constexpr std::array<std::string_view, 9> of_the_person{
      "meta", "text", "identifier", "name", "telecom", "address", "photo", "contact", "communication"};
  if (std::ranges::find(of_the_person, key) != of_the_person.end()) return json.skip(value);
  bool holds_any = false;
  const auto see = [&](Json::Value inner) {
    holds_any = true;
    return json.skip(inner);
  };
  const auto see_member = [&](std::string_view name, Json::Value inner) {
    holds_any = true;
    return attributes.tells_of_death(name) ? attributes.read_attribute(name, inner) : json.skip(inner);
  };
  const RawValue::Kind kind = Json::peek(value);
  const bool is_read = kind == RawValue::Kind::list     ? json.elements(value, see)
                       : kind == RawValue::Kind::object ? json.members(value, see_member)
                                                        : json.skip(value);
  if (!holds_any) return is_read;
  reporter.unusable(in_quotes(key) +
                    " may hold records of any list; what is asked about lists stays unknown beside it");
  lose_all(key);
  return is_read;
}

bool PatientParser::State::read_id(Json::Value value) {
  RawValue token;
  if (!json.read(value, token)) return false;
  if (token.is_missing() || (token.is_text() && token.text.empty())) return true;
  if (token.is_container()) {
    reporter.unusable("`patient` is " + in_quotes(token) + ", not a name");
    return true;
  }
  if (has_id && patient->id != token.text) {
    reporter.unusable("the patient is named twice; the first name counts, not " + in_quotes(token));
    return true;
  }
  patient->id = token.text;
  has_id = true;
  return true;
}

bool PatientParser::State::read_anchors(Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind != RawValue::Kind::object) {
    if (kind != RawValue::Kind::missing) reporter.unusable("`anchors` is no object of names and dates");
    return json.skip(value);
  }
  return json.members(value, [&](std::string_view name, Json::Value inner) {
    RawValue date;
    if (!json.read(inner, date)) return false;
    if (!date.is_missing()) read_anchor(name, date);
    return true;
  });
}

void PatientParser::State::read_anchor(std::string_view name, const RawValue& token) {
  const AnchorId id = names.anchor(name);
  if (!id.exists()) {
    reporter.once(
        DataNotice::Kind::unknown_anchor,
        "the anchor " + in_quotes(name) + " is not in the vocabulary" + offer(name, names.anchor_names()));
    return;
  }
  auto& anchor = patient->anchors[id.value];
  const auto date = read_date(token);
  const bool is_known_bad =
      std::find(patient->bad_anchors.begin(), patient->bad_anchors.end(), id) != patient->bad_anchors.end();
  if (is_known_bad || (date && (!anchor || *anchor == *date))) {
    if (is_known_bad) return;
    auto& time = patient->anchor_times[id.value];
    const auto read = token.is_text() ? parse_moment(trimmed(token.text)) : std::nullopt;
    time = !anchor || time == read ? read : std::nullopt;  // of two times neither counts
    anchor = date;
    return;
  }
  reporter.unusable("the anchor " + in_quotes(name) + ": " + in_quotes(token) +
                    (date ? " is a second date" : " is no date"));
  anchor.reset();
  patient->bad_anchors.push_back(id);
}

/// A list may stand twice: all its entries count.
bool PatientParser::State::read_list(FactKind list, Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::missing) return json.skip(value);
  std::uint32_t ordinal = 0;
  const auto has_room = [&] {
    return records.size() < max_records ||
           json.fail("it has more than " + std::to_string(max_records) + " records (limit records)");
  };
  if (kind == RawValue::Kind::list) {
    return json.elements(
        value, [&](Json::Value entry) { return has_room() && records.read(list, ordinal++, entry); });
  }
  if (kind == RawValue::Kind::object && list == FactKind::question) {
    return json.members(value, [&](std::string_view name, Json::Value answer) {
      return has_room() && records.read_named(list, ordinal++, name, answer);
    });
  }
  reporter.unusable("`" + std::string(list_name(list)) + "` is no list, so what it holds is not known");
  records.lose(list, list_name(list));
  return json.skip(value);
}

bool PatientParser::State::read_complete(Json::Value value) {
  const RawValue::Kind kind = Json::peek(value);
  if (kind == RawValue::Kind::list) {
    return json.elements(value, [&](Json::Value entry) { return read_complete_entry(entry); });
  }
  return kind == RawValue::Kind::missing ? json.skip(value) : read_complete_entry(value);
}

bool PatientParser::State::read_complete_entry(Json::Value value) {
  RawValue list;
  RawValue from;
  RawValue to;
  bool is_understood = true;
  if (Json::peek(value) == RawValue::Kind::object) {
    const bool is_read = json.members(value, [&](std::string_view key, Json::Value inner) {
      RawValue token;
      if (!json.read(inner, token)) return false;
      if (token.is_missing()) return true;
      RawValue* slot = key == "list" || key == "fact" ? &list
                       : key == "from"                ? &from
                       : key == "to"                  ? &to
                                                      : nullptr;
      is_understood &= slot != nullptr && slot->is_missing();
      if (slot != nullptr) {
        *slot = token;
        return true;
      }
      reporter.once(DataNotice::Kind::unknown_key,
                    "the key " + in_quotes(key) + " of `complete` is not known");
      return true;
    });
    if (!is_read) return false;
    if (!is_understood) {
      reporter.unusable("`complete` of " + in_quotes(list) +
                        " says more than is understood, so it closes nothing");
      return true;
    }
  } else if (!json.read(value, list)) {
    return false;
  }
  declare_complete(list, from, to);
  return true;
}

/// What is not understood closes no list.
void PatientParser::State::declare_complete(const RawValue& list, const RawValue& from, const RawValue& to) {
  Complete complete;
  if (list.is_text()) {
    complete.kind = list_kind(list.text);
    if (!complete.kind) {
      const NameMatch& match = names.fact(list.text, std::nullopt);
      if (!match.is_near_miss && !match.facts.empty()) complete.fact = match.facts.front();
    }
  }
  if (!complete.kind && !complete.fact.exists()) {
    const std::vector<std::string_view> known(document_keys.begin() + 2, document_keys.end() - 1);
    reporter.once(DataNotice::Kind::unknown_key, "`complete` names " + in_quotes(list) +
                                                     ", which is neither a list nor a fact" +
                                                     offer(list.text, known));
    return;
  }
  // Complete from 2024 on: surely from the last day that this may mean.
  const auto first = read_date(from);
  const auto last = read_date(to);
  if ((!from.is_missing() && !first) || (!to.is_missing() && !last)) {
    reporter.unusable("`complete` of " + in_quotes(list) + ": a date cannot be read, so it is passed over");
    return;
  }
  if (first) complete.period.first = first->last;
  if (last) complete.period.last = last->first;
  if (complete.period.first <= complete.period.last) patient->complete.push_back(complete);
}

/// A list with an entry that may be of any fact is not complete for any. The rest stands in an order of its
/// own.
void PatientParser::State::keep_sure_lists() {
  auto& all = patient->complete;
  std::erase_if(
      all, [&](const Complete& c) { return records.is_unsure(c.kind ? *c.kind : vocabulary[c.fact].kind); });
  const auto key = [](const Complete& c) {
    return std::make_tuple(c.kind, c.fact, c.period.first, c.period.last);
  };
  std::sort(all.begin(), all.end(), [&](const Complete& a, const Complete& b) { return key(a) < key(b); });
}

PatientParser::PatientParser(const Vocabulary& vocabulary)
    : state_(std::make_unique<State>(vocabulary, nullptr, all_facts(vocabulary))) {}
PatientParser::PatientParser(const Plan& plan, const Dictionary* dictionary)
    : state_(std::make_unique<State>(plan.vocabulary, dictionary, asked_facts(plan))) {}
PatientParser::~PatientParser() = default;

void PatientParser::set_limits(const Limits& limits) {
  // More than the usual number is not given: the stack and the ids of records would not hold it.
  state_->json.set_nesting(std::min(limits.nesting, Limits{}.nesting));
  state_->max_records = std::min(limits.records, Limits{}.records);
  state_->records.set_limits(limits.unknown_facts, limits.pairs);
}

bool PatientParser::parse(std::string_view json, std::size_t line, PatientFacts& patient,
                          DataNotices& notices) {
  return state_->read(json, line, patient, notices);
}

}  // namespace eligo
