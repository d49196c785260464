#include <algorithm>

#include "runtime/fhir/readers.h"
#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

/// Orders, statements, administrations and supplies of drugs.
namespace eligo::fhir {
namespace {

/// The drug of a record: a coded concept, and why it may be another one.
struct Drug {
  const Element* code = nullptr;
  std::string name;  ///< where nothing else names it
  Doubts doubts;
  bool is_void = false;
};

const Element& missing() {
  static const Element node;
  return node;
}

Drug drug_of(Drafting& with, const Resource& one) {
  Drug drug{&one["medicationCodeableConcept"], {}, {}, false};
  const Element& both = one["medication"];  // R5: a concept or a reference
  if (both["concept"].exists()) drug.code = &both["concept"];
  const Element& reference = both["reference"].exists() ? both["reference"] : one["medicationReference"];
  if (drug.code->exists() || !reference.exists()) return drug;
  const ReferenceTarget target = with.bundle.find(reference, one);
  if (target.node == nullptr) {
    drug.name =
        target.display.empty() ? target.name + " (not among what was given)" : std::string(target.display);
    return drug;
  }
  const Element& medication = *target.node;
  drug.code = &medication["code"];
  drug.is_void = medication["status"].text() == "entered-in-error";
  if (medication["modifierExtension"].exists())
    drug.doubts.emplace_back("its medication's modifierExtension is not understood");
  if (drug.code->exists()) return drug;
  const Element* only = nullptr;
  int count = 0;
  each(medication["ingredient"], [&](const Element& ingredient) {
    if (ingredient["isActive"].is_false()) return;
    only = &ingredient["itemCodeableConcept"];
    ++count;
  });
  if (count == 1) drug.code = only;
  if (count != 1) drug.name = target.name + " (a medication without a code)";
  return drug;
}

/// Whether some record that was given says how an order went on.
bool is_carried_on(Drafting& with, const Resource& order, std::string_view by, std::string_view key) {
  for (const Resource& other : with.bundle.resources()) {
    if (other.type != by || other["status"].text() == "entered-in-error") continue;
    bool is_found = false;
    each(other[key], [&](const Element& reference) {
      is_found |= with.bundle.find(reference, other).node == order.node;
    });
    if (is_found) return true;
  }
  return false;
}

void write_request(Drafting& with, Draft& draft, const Resource& one) {
  const std::string_view status = one["status"].text();
  if (one["doNotPerform"].is_true()) {
    draft.member("status", "not-done");
    return;
  }
  if (one["doNotPerform"].exists() && !one["doNotPerform"].is_false())
    draft.doubt("its doNotPerform is not understood");
  draft.member("intent", one["intent"].text());
  if (!one["intent"].is_text()) draft.doubt("its intent is missing");
  // A statement that it is taken speaks for the order, which then is no second course.
  const bool is_stated = is_carried_on(with, one, "MedicationStatement", "basedOn") ||
                         is_carried_on(with, one, "MedicationStatement", "derivedFrom");
  if (status == "on-hold" || status == "unknown" || status == "ended")
    draft.member("status", "unknown");
  else if (!(is_stated && is_among(status, {"active", "completed", "stopped"})))
    draft.member("status", status);
  draft.member("start", one["authoredOn"].text());
}

void write_statement(Drafting& with, Draft& draft, const Resource& one) {
  const std::string_view status = one["status"].text();
  const bool has_adherence = one["adherence"].exists();  // R5, where the status is that of the record
  const Codes adherence{&one["adherence"]["code"]};
  const bool is_over = one["effectivePeriod"]["end"].exists();
  if (has_adherence && (adherence.has("not-taking") || adherence.has("never"))) {
    draft.member("status", "not-taken");
  } else if (status == "on-hold") {
    draft.truth("presumedEnd", true);
  } else if (status == "active" && is_over) {
    draft.member("status", "final");  // its period says how long
  } else if (status == "recorded") {
    draft.member("status", "final");
    if (!has_adherence) draft.doubt("whether it is taken is not said");
  } else {
    draft.member("status", status);
  }
  if (one["effectivePeriod"].exists()) {
    draft.member("start", one["effectivePeriod"]["start"].text());
    draft.member("end", one["effectivePeriod"]["end"].text());
  } else {
    const std::string at = with.when(*one.node, "effective", one["dateAsserted"].text());
    draft.member("start", at);
  }
}

void write_administration(Drafting& with, Draft& draft, const Resource& one) {
  const std::string_view status = one["status"].text();
  const std::string_view element =
      one["occurrenceDateTime"].exists() || one["occurrencePeriod"].exists() ? "occurrence" : "effective";
  const Element& period = one[std::string(element) + "Period"];
  const bool is_of_one_time = one[std::string(element) + "DateTime"].exists();
  if (status == "on-hold")
    draft.doubt("it was put on hold");
  else if (is_among(status, {"completed", "stopped"}) && is_of_one_time)
    draft.member("status", "final");
  else
    draft.member("status", status);
  if (period.exists()) {
    draft.member("start", period["start"].text());
    draft.member("end", period["end"].text());
    return;
  }
  draft.member("date", with.when(*one.node, element, {}));
  const Element& dosage = one["dosage"];
  const Element& dose = dosage["dose"];
  const bool is_ucum = dose["system"].text() == "http://unitsofmeasure.org" && dose["code"].exists();
  const std::string_view unit = is_ucum ? dose["code"].text() : dose["unit"].text();
  const bool is_exact = dose["value"].is_number() && !dose["comparator"].exists() && !unit.empty();
  if (!is_of_one_time || !is_exact || !with.names.field("dose").field.exists()) return;
  draft.json().key("dose");
  draft.json().literal(dose["value"].text());
  draft.member("dose-unit", std::string(unit) + "/d");
}

/// From the day on which it was handed over, for as many days as it was meant for.
void write_dispense(Draft& draft, const Resource& one) {
  const std::string_view status = one["status"].text();
  if (status == "declined")
    draft.member("status", "not-given");
  else if (status == "on-hold" || status == "unfulfilled")
    draft.member("status", "unknown");
  else if (is_among(status, {"completed", "in-progress", "stopped"}))
    draft.member("status", "completed");
  else
    draft.member("status", status);
  if (status == "in-progress") draft.doubt("not all of it was handed over");
  const std::string_view day = one["whenHandedOver"].text();
  if (day.empty()) draft.doubt("when it was handed over is not said");
  draft.member("start", day.empty() ? span_text(one["whenPrepared"].text(), {}) : std::string(day));
  const Element& supply = one["daysSupply"];
  const std::string_view unit = supply.any_of({"code", "unit"}).text();
  const auto start = parse_date(day);
  const auto days = Number::parse(supply["value"].text());
  constexpr int most_days = 3660;
  if (!start || !days || !is_among(unit, {"d", "day", "days", "Day", "Days", ""}) ||
      supply["comparator"].exists())
    return;
  for (int count = 1; count <= most_days; ++count) {
    if (*days == Number(count))
      draft.member("end", span_text({start->first + count - 1, start->last + count - 1}));
  }
}

}  // namespace

void read_medication(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  const Drug drug = drug_of(with, one);
  if (drug.code->exists() && says_none_known(*drug.code)) return;
  const Element& code = drug.code->exists() ? *drug.code : missing();
  Draft draft(code.exists() ? with.list_of(code, FactKind::treatment) : FactKind::treatment, one.name());
  if (code.exists())
    with.name(draft, code);
  else
    draft.member("fact", drug.name);
  draft.doubt(doubts);
  draft.doubt(drug.doubts);
  if (drug.is_void) draft.doubt("its medication was entered in error");
  if (!one["status"].is_text()) draft.doubt("its status is missing");
  const bool is_request = one.type == "MedicationRequest";
  if (is_request)
    write_request(with, draft, one);
  else if (one.type == "MedicationStatement")
    write_statement(with, draft, one);
  else if (one.type == "MedicationAdministration")
    write_administration(with, draft, one);
  else
    write_dispense(draft, one);
  if (one.type != "MedicationAdministration" && draft.list() == FactKind::treatment)
    draft.value("dosage", one.node->any_of({"dosageInstruction", "dosage"}));
  with.field(draft, "indication", one["reasonCode"]);
  with.field(draft, "route", one.node->any_of({"dosageInstruction", "dosage"}).front()["route"]);
  out.add(std::move(draft));
}

}  // namespace eligo::fhir
