#include "runtime/fhir/readers.h"
#include "runtime/values/contains.h"

/// Procedures, immunizations, encounters, answers, and lists that say that they are empty.
namespace eligo::fhir {
namespace {

/// The days of something that was done: a day, or from one to another.
void write_days(Drafting& with, Draft& draft, const Resource& one, std::string_view element) {
  const Element& period = one[std::string(element) + "Period"];
  if (!period.exists()) {
    const bool is_day = one[std::string(element) + "DateTime"].exists();
    draft.member(is_day || draft.list() != FactKind::treatment ? "date" : "start",
                 with.when(*one.node, element, one["recorded"].text()));
    return;
  }
  const std::string_view start = period["start"].text();
  const std::string_view end = period["end"].text();
  const bool is_of_a_day = draft.list() == FactKind::observation || draft.list() == FactKind::question;
  if (is_of_a_day) {
    draft.member("date", span_text(start, end));
    return;
  }
  draft.member(draft.begin_key(), start.empty() ? span_text({}, end) : std::string(start));
  draft.member(draft.end_key(), end);
}

void write_done_status(Draft& draft, const Element& status) {
  const std::string_view word = status.text();
  if (word == "on-hold")
    draft.member("status", "unknown");
  else if (word == "stopped" && draft.list() == FactKind::procedure)
    draft.doubt("it was stopped before its end");
  else if (word.empty())
    draft.doubt("its status is missing");
  else
    draft.member("status", word);
}

void read_items(Drafting& with, const Resource& one, const Element& items, const Doubts& doubts,
                RecordLists& out) {
  each(items, [&](const Element& item) {
    const std::string link(item["linkId"].text());
    // The name that the vocabulary has; else the question as it was asked.
    std::string name = link;
    FactKind list = FactKind::question;
    const std::string_view asked = item["text"].text();
    for (const std::string_view word : {std::string_view(link), asked}) {
      const ingest::NameMatch& match = with.names.fact(word, std::nullopt);
      if (word.empty() || match.is_near_miss || match.facts.empty()) continue;
      name = word;
      list = with.vocabulary[match.facts.front()].kind;
      break;
    }
    if (name == link && list == FactKind::question && !asked.empty() &&
        with.names.fact(link, list).facts.empty())
      name = asked;
    if (list == FactKind::attribute) list = FactKind::question;
    int count = 0;
    each(item["answer"], [&](const Element&) { ++count; });
    each(item["answer"], [&](const Element& answer) {
      Draft draft(list, one.name() + "#" + link);
      draft.member(list == FactKind::question ? "question" : "fact", name);
      draft.doubt(doubts);
      const std::string_view status = one["status"].text();
      if (is_among(status, {"entered-in-error", "amended"}))
        draft.member("status", status);
      else if (status == "in-progress")
        draft.member("status", "preliminary");
      else if (status != "completed")
        draft.doubt("the form is " + std::string(status.empty() ? "of no status" : status));
      if (count > 1) draft.doubt("it is one of several answers");
      draft.member(draft.begin_key(), one["authored"].text());
      if (!write_value(draft, answer)) draft.doubt("it has no answer");
      out.add(std::move(draft));
      read_items(with, one, answer["item"], doubts, out);
    });
    read_items(with, one, item["item"], doubts, out);
  });
}

}  // namespace

void read_procedure(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  if (says_none_known(one["code"])) return;
  Draft draft(with.list_of(one["code"], FactKind::procedure), one.name());
  with.name(draft, one["code"]);
  draft.doubt(doubts);
  write_done_status(draft, one["status"]);
  const bool is_later = one["occurrenceDateTime"].exists() || one["occurrencePeriod"].exists();  // R5
  write_days(with, draft, one, is_later ? "occurrence" : "performed");
  with.field(draft, "body-site", one["bodySite"]);
  with.field(draft, "indication", one["reasonCode"]);
  out.add(std::move(draft));
}

void read_immunization(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  if (says_none_known(one["vaccineCode"])) return;
  Draft draft(with.list_of(one["vaccineCode"], FactKind::procedure), one.name());
  with.name(draft, one["vaccineCode"]);
  draft.doubt(doubts);
  if (one["isSubpotent"].exists() && !one["isSubpotent"].is_false()) draft.doubt("its dose was too weak");
  write_done_status(draft, one["status"]);
  write_days(with, draft, one, "occurrence");
  with.field(draft, "route", one["route"]);
  with.field(draft, "body-site", one["site"]);
  out.add(std::move(draft));
}

void read_encounter(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  const Element& type = one["type"];
  const Element& kind = one["class"];  // a coding in R4, concepts in R5
  JsonWriter none;
  const bool is_typed = type.exists() && (with.is_known(type) || !kind.exists());
  const FactKind list = is_typed ? with.list_of(type, FactKind::procedure) : FactKind::procedure;
  Draft draft(list, one.name());
  if (type.exists()) {
    with.name(draft, type, std::nullopt);
  } else if (kind["code"].is_scalar()) {
    draft.member("fact", kind.any_of({"display", "code"}).text());
    draft.value("codes", kind);
  } else {
    draft.member("fact", "an encounter");
  }
  draft.doubt(doubts);
  const std::string_view status = one["status"].text();
  if (is_among(status, {"planned", "cancelled", "entered-in-error"}))
    draft.member("status", status);
  else if (is_among(status, {"in-progress", "onleave", "arrived", "triaged", "on-hold"}))
    draft.member("status", list == FactKind::procedure ? "in-progress" : "final");
  else if (!is_among(status, {"finished", "completed", "discharged"}))
    draft.doubt("its status is " + std::string(status.empty() ? "missing" : status));
  const Element& period = one.node->any_of({"period", "actualPeriod"});
  draft.member(draft.begin_key(), period["start"].text());
  draft.member(draft.end_key(), period["end"].text());
  if (kind["code"].is_scalar()) with.field(draft, "class", kind["code"].text());
  out.add(std::move(draft));
}

void read_answers(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  read_items(with, one, one["item"], doubts, out);
}

/// A list that was looked into and found empty holds all there is, of the day on which it says so.
void read_list(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  (void)with;
  const Element& code = one["code"];
  const Codes codes{&code};
  const std::string_view list = codes.has("11450-4") || codes.has("problems")      ? "conditions"
                                : codes.has("10160-0") || codes.has("medications") ? "treatments"
                                                                                   : "";
  const Element& reason = one["emptyReason"];
  const bool is_empty = reason.exists() && Codes{&reason}.has("nilknown") && !one["entry"].exists();
  const bool is_sound = doubts.empty() && one["status"].text() == "current" &&
                        is_among(one["mode"].text(), {"working", "snapshot"});
  const std::string_view date = one["date"].text();
  if (list.empty() || !is_empty || !is_sound || !parse_date(date)) return;
  JsonWriter json;
  json.open('{');
  json.member("list", list);
  json.member("from", date);
  json.member("to", date);
  json.close('}');
  out.complete.push_back(json.take());
}

}  // namespace eligo::fhir
