#include "runtime/fhir/convert.h"

#include <algorithm>
#include <unordered_set>

#include "runtime/fhir/bundle.h"
#include "runtime/fhir/elements.h"
#include "runtime/fhir/readers.h"
#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

constexpr std::string_view marker = "\"resourceType\"";

/// Labels of a resource that say that it is not whole.
void find_labels(const Element& resource, Doubts& doubts) {
  for (const std::string_view key : {"tag", "security"}) {
    each(resource["meta"][key], [&](const Element& label) {
      const std::string_view code = label["code"].text();
      if (is_among(code, {"SUBSETTED", "REDACTED", "MASKED", "HTEST"}))
        doubts.push_back("it is labelled " + std::string(code));
    });
  }
}

using Reader = void (*)(Drafting&, const Resource&, const Doubts&, RecordLists&);

Reader reader_of(std::string_view type) {
  static constexpr std::pair<std::string_view, Reader> readers[] = {
      {"Observation", read_observation},
      {"DiagnosticReport", read_report},
      {"Condition", read_condition},
      {"AllergyIntolerance", read_allergy},
      {"FamilyMemberHistory", read_family_history},
      {"MedicationRequest", read_medication},
      {"MedicationStatement", read_medication},
      {"MedicationAdministration", read_medication},
      {"MedicationDispense", read_medication},
      {"Procedure", read_procedure},
      {"Immunization", read_immunization},
      {"Encounter", read_encounter},
      {"QuestionnaireResponse", read_answers},
      {"Consent", read_consent},
      {"ResearchSubject", read_study_subject},
      {"List", read_list}};
  const auto* found = std::find_if(std::begin(readers), std::end(readers),
                                   [&](const auto& one) { return one.first == type; });
  return found == std::end(readers) ? nullptr : found->second;
}

/// Writes the document of one person.
class PersonWriter {
 public:
  PersonWriter(const Bundle& bundle, ingest::NameIndex& names, const Vocabulary& vocabulary)
      : with_(bundle, names, vocabulary), gaps_(bundle.gaps()) {
    for (const std::string_view type : bundle.strange_types())
      gaps_.push_back("a resource of the type " + ingest::in_quotes(type) + " is not known");
  }

  std::string write(const PersonResources& person, const RunFacts& run) {
    json_.open('{');
    json_.member("patient", person.id);
    if (person.patient != nullptr) read_patient(*person.patient);
    for (const Resource* one : person.own) read(*one, {});
    for (const Resource* one : person.doubtful) read(*one, whose(*one));
    write_lists(run);
    json_.close('}');
    return json_.take();
  }

 private:
  Doubts whose(const Resource& one) const {
    const ReferenceTarget target = with_.bundle.find(subject_of(one), one);
    if (target.kind == ReferenceTarget::Kind::none) return {"it does not say whose it is"};
    return {"its subject " + ingest::in_quotes(target.name) + " is not among what was given"};
  }

  void read(const Resource& one, Doubts doubts) {
    doubts.insert(doubts.end(), one.doubts.begin(), one.doubts.end());
    find_labels(*one.node, doubts);
    find_doubts(*one.node, one.type, doubts);
    if (const Reader reader = reader_of(one.type)) reader(with_, one, doubts, lists_);
  }

  void read_patient(const Resource& one) {
    Doubts doubts = one.doubts;
    find_labels(*one.node, doubts);
    find_doubts(*one.node, one.type, doubts);
    if (one["active"].is_false()) doubts.emplace_back("the Patient is not active");
    each(one["link"], [&](const Element& link) {
      const std::string_view type = link["type"].text();
      if (type != "seealso" && type != "replaces")
        doubts.push_back("the Patient is linked to another one (" + std::string(type) + ")");
    });
    gaps_.insert(gaps_.end(), doubts.begin(), doubts.end());
    if (one["deceasedBoolean"].exists()) copy("deceasedBoolean", one["deceasedBoolean"]);
    if (one["deceasedDateTime"].exists()) copy("deceasedDateTime", one["deceasedDateTime"]);
    if (one["_deceasedDateTime"].exists() && !one["deceasedDateTime"].exists())
      json_.member("deceased", "unknown");
    if (!doubts.empty()) return;
    if (one["birthDate"].is_text()) with_.birth = parse_date(one["birthDate"].text());
    const std::string_view sex = sex_of(one);
    with_.gender = sex;
    JsonWriter attributes;
    attributes.open('{');
    const auto attribute = [&](std::initializer_list<std::string_view> spellings, std::string_view value) {
      for (const std::string_view name : spellings) {
        const auto found = with_.vocabulary.fact_by_name.find(std::string(name));
        if (found == with_.vocabulary.fact_by_name.end() || value.empty()) continue;
        if (with_.vocabulary[found->second].kind != FactKind::attribute) continue;
        attributes.key(name);
        attributes.open('{');
        attributes.member("value", value);
        attributes.member("source", one.name());
        attributes.close('}');
        return;
      }
    };
    attribute({"birth-date", "date-of-birth", "birthdate"}, one["birthDate"].text());
    attribute({"sex", "gender"}, sex);
    attributes.close('}');
    json_.key("attributes");
    json_.literal(attributes.take());
  }

  /// The sex at birth where it is stated, else the administrative one; none where the two differ.
  static std::string_view sex_of(const Resource& one) {
    const std::string_view gender =
        is_among(one["gender"].text(), {"male", "female"}) ? one["gender"].text() : "";
    std::string_view birth;
    bool is_stated = false;
    each(one["extension"], [&](const Element& extension) {
      if (!extension["url"].text().ends_with("/us-core-birthsex")) return;
      is_stated = true;
      const std::string_view code = extension["valueCode"].text();
      birth = code == "M" ? "male" : code == "F" ? "female" : "";
    });
    if (!is_stated) return gender;
    return gender.empty() || gender == birth ? birth : std::string_view();
  }

  void copy(std::string_view key, const Element& node) {
    json_.key(key);
    fhir::write(json_, node);
  }

  void write_list(std::string_view key, const std::vector<std::string>& entries) {
    if (entries.empty()) return;
    json_.key(key);
    json_.open('[');
    for (const std::string& entry : entries) json_.literal(entry);
    json_.close(']');
  }

  void write_lists(const RunFacts& run) {
    if (!run.anchors.empty()) {
      json_.key("anchors");
      json_.open('{');
      for (const auto& [name, date] : run.anchors) json_.member(name, date);
      json_.close('}');
    }
    for (const FactKind kind : {FactKind::observation, FactKind::condition, FactKind::treatment,
                                FactKind::procedure, FactKind::question})
      write_list(ingest::list_name(kind), lists_.entries[static_cast<std::size_t>(kind)]);
    std::vector<std::string> complete = lists_.complete;
    complete.insert(complete.end(), run.complete.begin(), run.complete.end());
    write_list("complete", complete);
    if (gaps_.empty()) return;
    json_.key("gaps");
    json_.open('[');
    for (const std::string& gap : gaps_) json_.text(gap);
    json_.close(']');
  }

  Drafting with_;
  Doubts gaps_;
  RecordLists lists_;
  JsonWriter json_;
};

}  // namespace

bool is_fhir(std::string_view json, DataForm form) {
  if (form != DataForm::by_content) return form == DataForm::fhir;
  constexpr std::size_t quick = 200;
  const std::string_view head = json.substr(0, quick);
  // Nearly always the first member says it.
  const auto first = head.find('"');
  if (first != std::string_view::npos && head.substr(first).starts_with(marker)) return true;
  if (json.find(marker) == std::string_view::npos) return false;
  Tree tree;
  return tree.read(json) && tree.root()["resourceType"].is_text();
}

bool Converter::convert(std::string_view json, const RunFacts& run, std::string& document) {
  if (!tree_.read(json)) {
    error_ = tree_.error().text;
    return false;
  }
  Bundle bundle;
  bundle.add(tree_.root());
  bundle.finish();
  std::vector<PersonResources> persons = bundle.persons();
  const auto given = std::count_if(persons.begin(), persons.end(),
                                   [](const PersonResources& person) { return person.patient != nullptr; });
  if (given == 1)
    std::erase_if(persons, [](const PersonResources& person) { return person.patient == nullptr; });
  if (persons.size() != 1) {
    error_ = persons.empty() ? "it holds no patient of FHIR"
                             : "it holds " + std::to_string(persons.size()) + " patients of FHIR, not one";
    return false;
  }
  document = PersonWriter(bundle, names_, vocabulary_).write(persons.front(), run);
  return true;
}

void split_persons(std::string_view json, int nesting, const std::function<void(std::string)>& take) {
  Tree tree;
  tree.set_nesting(nesting);
  Bundle bundle;
  if (!tree.read(json)) return take(std::string(json));
  bundle.add(tree.root());
  bundle.finish();
  const std::vector<PersonResources> persons = bundle.persons();
  if (persons.size() <= 1) return take(std::string(json));
  for (const PersonResources& person : persons) {
    JsonWriter out;
    std::unordered_set<const Element*> written;
    out.open('{');
    out.member("resourceType", "Bundle");
    out.member("type", "collection");
    out.key("entry");
    out.open('[');
    const auto add = [&](const Resource& one) {
      if (!written.insert(one.node).second) return;
      out.open('{');
      if (!one.full_url.empty()) out.member("fullUrl", one.full_url);
      if (!one.doubts.empty()) {
        out.key("modifierExtension");
        out.literal("[{}]");
      }
      out.key("resource");
      write(out, *one.node);
      out.close('}');
    };
    if (person.patient != nullptr) add(*person.patient);
    for (const auto* list : {&person.own, &person.doubtful}) {
      for (const Resource* one : *list) {
        add(*one);
        for (const std::string_view key : {"medicationReference", "specimen"}) {
          const ReferenceTarget target = bundle.find((*one)[key], *one);
          if (target.owner != nullptr) add(*target.owner);
        }
      }
    }
    for (const std::string_view type : bundle.strange_types()) {
      out.open('{');
      out.key("resource");
      out.open('{');
      out.member("resourceType", type);
      out.close('}');
      out.close('}');
    }
    out.close(']');
    if (!bundle.gaps().empty()) {
      out.key("modifierExtension");
      out.literal("[{}]");
    }
    out.close('}');
    take(out.take());
  }
}

}  // namespace eligo::fhir
