#include "runtime/fhir/readers.h"
#include "runtime/values/contains.h"

/// Conditions, allergies and the family's.
namespace eligo::fhir {
namespace {

void write_statuses(Draft& draft, const Resource& one) {
  // R5 has a clinical status that says nothing.
  if (one["clinicalStatus"].exists() && !Codes{&one["clinicalStatus"]}.has("unknown"))
    draft.value("clinicalStatus", one["clinicalStatus"]);
  draft.value("verificationStatus", one["verificationStatus"]);
}

/// Onset and end. A record stands at the latest on the day on which it was written down.
void write_course(Drafting& with, Draft& draft, const Resource& one) {
  draft.member(draft.begin_key(), with.when(*one.node, "onset", one["recordedDate"].text()));
  const bool is_over = one["abatementString"].exists() || one["abatementBoolean"].is_true();
  std::string end = with.when(*one.node, "abatement", {});
  const bool has_end = !end.empty();
  if (has_end) draft.member(draft.end_key(), end);
  const bool is_said_over = one["abatementAge"].exists() || one["abatementRange"].exists() ||
                            one["abatementPeriod"].exists() || is_over;
  if (!has_end && is_said_over && !one["clinicalStatus"].exists()) draft.member("clinicalStatus", "resolved");
}

}  // namespace

void read_condition(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  if (says_none_known(one["code"])) return;
  Draft draft(with.list_of(one["code"], FactKind::condition), one.name());
  with.name(draft, one["code"]);
  draft.doubt(doubts);
  write_statuses(draft, one);
  write_course(with, draft, one);
  with.field(draft, "severity", one["severity"]);
  with.field(draft, "body-site", one["bodySite"]);
  const Element& stage = one["stage"];
  if (stage.exists() && stage.front().next() == nullptr) with.field(draft, "stage", stage.front()["summary"]);
  out.add(std::move(draft));
}

/// A condition of its own: the substance is not taken.
void read_allergy(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  if (says_none_known(one["code"])) return;
  Draft draft(FactKind::condition, one.name());
  with.name(draft, one["code"], FactKind::condition, "an unnamed substance");
  draft.doubt(doubts);
  write_statuses(draft, one);
  write_course(with, draft, one);
  out.add(std::move(draft));
}

/// Of a relative, so that it never counts as the patient's. A fact named for it may be in the vocabulary.
void read_family_history(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  std::size_t place = 0;
  each(one["condition"], [&](const Element& condition) {
    const std::string source = one.name() + "#condition[" + std::to_string(place++) + "]";
    Draft draft(FactKind::condition, source);
    with.name(draft, condition["code"]);
    draft.truth("familyHistory", true);
    out.add(std::move(draft));
    each(condition["code"]["coding"], [&](const Element& coding) {
      const auto facts =
          with.names.code(FactKind::condition, coding["system"].text(), coding["code"].text()).facts;
      for (const FactId fact : facts) {
        const std::string name = "family-history-of-" + with.vocabulary[fact].name;
        if (!with.vocabulary.fact_by_name.contains(name)) continue;
        Draft own(with.vocabulary[with.vocabulary.fact_by_name.at(name)].kind, source);
        own.member("fact", name);
        own.doubt(doubts);
        const std::string_view status = one["status"].text();
        if (status == "entered-in-error") own.member("status", status);
        if (own.list() == FactKind::observation || own.list() == FactKind::question) own.truth("value", true);
        own.member(own.begin_key(), span_text({}, one["date"].text()));
        out.add(std::move(own));
      }
    });
  });
}

}  // namespace eligo::fhir
