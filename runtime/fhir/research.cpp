#include "runtime/fhir/readers.h"
#include "runtime/values/contains.h"

/// Consents, and studies that a person takes part in: records where the vocabulary has a fact for them.
namespace eligo::fhir {
namespace {

/// The names by which a vocabulary may have the taking part in a study.
constexpr std::string_view participation[] = {"ResearchSubject", "study-participation",
                                              "trial-participation"};

/// What a state of a person in a study says of taking part; empty: nothing that is understood.
std::string_view status_in_study(std::string_view state, FactKind list) {
  const bool lasts = list == FactKind::condition || list == FactKind::treatment;
  if (is_among(state, {"on-study", "on-study-intervention", "on-study-observation", "follow-up"}))
    return lasts ? "active" : "final";
  if (is_among(state, {"off-study", "withdrawn"})) return lasts ? "completed" : "final";
  if (is_among(state, {"candidate", "eligible", "pending-on-study", "potential-candidate", "screening"}))
    return "planned";
  if (is_among(state, {"ineligible", "not-registered"})) return "not-done";
  return {};
}

}  // namespace

void read_consent(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  const Element& category = with.is_known(one["category"]) ? one["category"] : one["scope"];
  if (!with.is_known(category)) return;
  const FactKind list = with.list_of(category, FactKind::question);
  Draft draft(list, one.name());
  with.name(draft, category, std::nullopt);
  draft.doubt(doubts);
  const std::string_view status = one["status"].text();
  if (is_among(status, {"draft", "proposed"}))
    draft.member("status", "planned");
  else if (status == "entered-in-error")
    draft.member("status", status);
  else if (!is_among(status, {"active", "rejected"}))
    draft.doubt("its status is " + std::string(status.empty() ? "missing" : status));
  each(one["verification"], [&](const Element& look) {
    if (look["verified"].is_false()) draft.doubt("it was not verified");
  });
  const bool is_refused = status == "rejected" || one["provision"]["type"].text() == "deny";
  draft.member(list == FactKind::question ? "answer" : "value", is_refused ? "no" : "yes");
  draft.member(draft.begin_key(), one["dateTime"].text());
  out.add(std::move(draft));
}

void read_study_subject(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  for (const std::string_view name : participation) {
    const ingest::NameMatch& match = with.names.fact(name, std::nullopt);
    if (match.is_near_miss || match.facts.empty()) continue;
    const FactKind list = with.vocabulary[match.facts.front()].kind;
    if (list == FactKind::attribute) continue;
    const bool is_said = list == FactKind::question || list == FactKind::observation;
    Draft draft(list, one.name());
    draft.member(list == FactKind::question ? "question" : "fact", name);
    draft.doubt(doubts);
    const std::string_view state = one["status"].text();
    const std::string_view status = status_in_study(state, list);
    if (status.empty())
      draft.doubt("the person's state in the study is " + std::string(state.empty() ? "missing" : state));
    draft.member("status", status);
    if (is_said) draft.member(list == FactKind::question ? "answer" : "value", "yes");
    const Element& period = one["period"];
    const std::string_view start = period["start"].text();
    const std::string_view end = period["end"].text();
    draft.member(draft.begin_key(), is_said ? span_text(start, end) : std::string(start));
    if (!is_said) draft.member(draft.end_key(), end);
    const Element& study = one["study"];
    const std::string_view display = study["display"].text();
    with.field(draft, "study", display.empty() ? study["identifier"]["value"].text() : display);
    return out.add(std::move(draft));
  }
}

}  // namespace eligo::fhir
