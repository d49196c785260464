#include <algorithm>

#include "runtime/fhir/readers.h"
#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

/// Observations, their components and members, and reports of them.
namespace eligo::fhir {
namespace {

/// What holds of an observation and of each of its components.
struct Common {
  const Resource& resource;
  const Doubts& doubts;
  std::string date;
};

bool says_normal(const Element& type) { return !type.exists() || Codes{&type}.has("normal"); }

/// Whether a range is surely of another sex or age than the patient's; `is_sure`: surely of the patient's.
bool is_of_others(const Drafting& with, const Element& range, const std::string& date, bool& is_sure) {
  is_sure = true;
  bool is_other = false;
  each(range["appliesTo"], [&](const Element& who) {
    const Codes codes{&who};
    const std::string_view text = who["text"].text();
    const bool is_female = codes.has("248152002") || codes.has("female") || codes.has("F") ||
                           is_among(text, {"female", "Female", "women"});
    const bool is_male = codes.has("248153007") || codes.has("male") || codes.has("M") ||
                         is_among(text, {"male", "Male", "men"});
    const bool is_known = is_female != is_male && is_among(with.gender, {"female", "male"});
    if (!is_known) {
      is_sure = false;
    } else if (is_female != (with.gender == "female")) {
      is_other = true;
    }
  });
  const Element& age = range["age"];
  if (!age.exists()) return is_other;
  const auto day = parse_date(date);
  const bool can_tell = day && day->is_exact() && with.birth && with.birth->is_exact();
  const auto bound = [&](const Element& end) -> std::optional<int> {
    const std::string_view unit = end.any_of({"code", "unit"}).text();
    const auto number = Number::parse(end["value"].text());
    if (!number || !is_among(unit, {"a", "year", "years"}) || end["comparator"].exists()) return std::nullopt;
    for (int years = 0; years < 200; ++years) {
      if (*number == Number(years)) return years;
    }
    return std::nullopt;
  };
  const auto low = bound(age["low"]);
  const auto high = bound(age["high"]);
  if (!can_tell || (age["low"].exists() && !low) || (age["high"].exists() && !high)) {
    is_sure = false;
    return is_other;
  }
  const int years = age_in_years(with.birth->first, day->first);
  // On the very limit laboratories differ.
  if ((low && years < *low) || (high && years > *high)) return true;
  if (high && years == *high) is_sure = false;
  return is_other;
}

/// The range of normal that is this patient's, if exactly one is.
void write_reference(const Drafting& with, Draft& draft, const Element& ranges, const std::string& date) {
  const Element* chosen = nullptr;
  bool is_open = false;
  each(ranges, [&](const Element& range) {
    if (!says_normal(range["type"]) || range["modifierExtension"].exists()) return;
    bool is_sure = true;
    if (is_of_others(with, range, date, is_sure)) return;
    is_open |= !is_sure || chosen != nullptr;
    chosen = &range;
  });
  if (chosen == nullptr || is_open) return;
  const Element& low = (*chosen)["low"];
  const Element& high = (*chosen)["high"];
  const auto unit = [](const Element& end) {
    return end["system"].text() == "http://unitsofmeasure.org" && end["code"].exists() ? end["code"].text()
                                                                                       : end["unit"].text();
  };
  if (low["comparator"].exists() || high["comparator"].exists()) return;
  if (low.exists() && high.exists() && unit(low) != unit(high)) return;
  JsonWriter& json = draft.json();
  json.key("reference");
  json.open('{');
  for (const auto* end : {&low, &high}) {
    if (!(*end)["value"].is_number()) continue;
    json.key(end->key());
    json.literal((*end)["value"].text());
  }
  const std::string_view said = unit(low.exists() ? low : high);
  if (!said.empty()) json.member("unit", said);
  if ((*chosen)["text"].is_text()) json.member("text", (*chosen)["text"].text());
  json.close('}');
}

/// A result that has no value but a letter for it.
std::string_view interpreted(const Element& interpretation) {
  const Codes codes{&interpretation};
  std::string_view word;
  int count = 0;
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"POS", "positive"}, {"NEG", "negative"},    {"DET", "detected"},     {"ND", "not detected"},
      {"RR", "reactive"},  {"NR", "non-reactive"}, {"IND", "indeterminate"}};
  for (const auto& [code, meaning] : words) {
    if (!codes.has(code)) continue;
    word = meaning;
    ++count;
  }
  return count == 1 ? word : std::string_view();
}

void write_fields(Drafting& with, Draft& draft, const Common& common) {
  with.field(draft, "method", common.resource["method"]);
  with.field(draft, "body-site", common.resource["bodySite"]);
  const ReferenceTarget specimen = common.resource["specimen"].exists()
                                       ? with.bundle.find(common.resource["specimen"], common.resource)
                                       : ReferenceTarget{};
  if (specimen.node != nullptr && (*specimen.node)["status"].text() != "entered-in-error")
    with.field(draft, "specimen", (*specimen.node)["type"]);
  else if (specimen.kind != ReferenceTarget::Kind::none)
    with.field(draft, "specimen", specimen.display);
}

/// One result: of the observation itself, or of a component.
void read_result(Drafting& with, const Common& common, const Element& of, std::string source,
                 RecordLists& out) {
  const Element& status = common.resource["status"];
  const FactKind list = with.list_of(of["code"], FactKind::observation);
  Draft draft(list, std::move(source));
  with.name(draft, of["code"]);
  draft.doubt(common.doubts);
  const Element& reason = of["dataAbsentReason"];
  const bool is_not_done = reason.exists() && Codes{&reason}.has("not-performed");
  if (is_not_done)
    draft.member("status", "not-done");
  else if (status.is_text())
    draft.member("status", status.text());
  else
    draft.doubt("its status is missing");
  if (list == FactKind::condition || list == FactKind::treatment) {
    // A finding of a day says nothing of when it began or ended.
    draft.member("onset", span_text({}, common.date.substr(common.date.find('/') + 1)));
  } else {
    draft.member("date", common.date);
  }
  bool has_value = write_value(draft, of);
  if (reason.exists() && !is_not_done) {
    const std::string_view code = Codes{&reason}.first_code();
    draft.member("dataAbsentReason", code.empty() ? "stated" : code);
  }
  if (const std::string_view word = interpreted(of["interpretation"]); !has_value && !word.empty()) {
    draft.member("value", word);
    has_value = true;
  }
  const bool is_presence = list != FactKind::observation && list != FactKind::question;
  if (is_presence && !is_not_done && (!has_value || reason.exists()))
    draft.doubt("an observation without a value");
  if (list == FactKind::observation && of["referenceRange"].exists())
    write_reference(with, draft, of["referenceRange"], common.date);
  write_fields(with, draft, common);
  out.add(std::move(draft));
}

/// A member that was not given is a result that nobody knows.
void read_missing(Drafting& with, const Common& common, const Element& members, RecordLists& out) {
  each(members, [&](const Element& member) {
    const ReferenceTarget target = with.bundle.find(member, common.resource);
    if (target.kind == ReferenceTarget::Kind::found || target.kind == ReferenceTarget::Kind::none) return;
    Draft draft(FactKind::observation, common.resource.name());
    const std::string name = target.name.empty() ? "a result" : target.name;
    draft.member("fact", name + " (not among what was given)");
    draft.doubt(common.doubts);
    draft.member("status", common.resource["status"].text());
    draft.member("date", common.date);
    out.add(std::move(draft));
  });
}

std::string date_of(Drafting& with, const Resource& one) {
  if (one["effectiveTiming"].exists()) {
    std::string span;
    const Element& event = one["effectiveTiming"]["event"];
    if (event.exists() && event.front().next() == nullptr) span = std::string(event.front().text());
    return span.empty() ? span_text({}, one["issued"].text()) : span;
  }
  return with.when(*one.node, "effective", one["issued"].text());
}

}  // namespace

void read_observation(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  Doubts all = doubts;
  each(one["focus"], [&](const Element& focus) {
    const ReferenceTarget target = with.bundle.find(focus, one);
    const ReferenceTarget subject = with.bundle.find(subject_of(one), one);
    const bool is_same = target.node != nullptr ? target.node == subject.node
                                                : !target.name.empty() && target.name == subject.name;
    if (!is_same) all.push_back("its focus " + ingest::in_quotes(target.name) + " is not the patient");
  });
  const Common common{one, all, date_of(with, one)};
  const bool is_group = one["component"].exists() || one["hasMember"].exists();
  bool has_value = one["dataAbsentReason"].exists();
  for (const Element* member = one.node->first(); member != nullptr; member = member->next())
    has_value |= member->key().starts_with("value") && member->exists();
  if (has_value || !is_group || with.is_known(one["code"]))
    read_result(with, common, *one.node, one.name(), out);
  std::size_t place = 0;
  each(one["component"], [&](const Element& component) {
    read_result(with, common, component, one.name() + "#component[" + std::to_string(place++) + "]", out);
  });
  read_missing(with, common, one["hasMember"], out);
}

/// A report stands for itself only where the vocabulary knows what it is; its results are observations.
void read_report(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out) {
  const Common common{one, doubts, date_of(with, one)};
  read_missing(with, common, one["result"], out);
  if (!with.is_known(one["code"])) return;
  Draft draft(with.list_of(one["code"], FactKind::procedure), one.name());
  with.name(draft, one["code"]);
  draft.doubt(doubts);
  draft.member("status", one["status"].text());
  draft.member(draft.begin_key(), common.date);
  const Element& conclusion = one["conclusionCode"];
  if (draft.list() == FactKind::observation && conclusion.exists() && conclusion.front().next() == nullptr)
    draft.value("valueCodeableConcept", conclusion.front());
  else if (draft.list() == FactKind::condition)
    draft.doubt("a report of it");
  out.add(std::move(draft));
}

}  // namespace eligo::fhir
