#include "runtime/ingest/systems.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "runtime/values/ascii.h"

namespace eligo::ingest {
namespace {

/// Other ways to write a system's name.
struct SystemSpelling {
  std::string_view text;  ///< as `folded` leaves it
  std::string_view name;
};

constexpr std::array<CodeSystem, 21> systems{{{"LOINC", "", false},
                                              {"SNOMED", "", false},
                                              {"RxNorm", "", false},
                                              {"ATC", "", true},
                                              {"ICD-10", "ICD-10", true},
                                              {"ICD-10-CM", "ICD-10", true},
                                              {"ICD-10-GM", "ICD-10", true},
                                              {"ICD-10-AM", "ICD-10", true},
                                              {"ICD-10-PCS", "", true},
                                              {"ICD-9-CM", "", true},
                                              {"ICD-9-Proc", "", true},
                                              {"ICD-O-3", "", false},
                                              {"CPT", "", false},
                                              {"HCPCS", "", false},
                                              {"CVX", "", false},
                                              {"NDC", "", false},
                                              {"UNII", "", false},
                                              {"UCUM", "", false},
                                              {"MedDRA", "", false},
                                              {"OPS", "", true},
                                              {"dm+d", "", false}}};

/// Names without case, spaces, hyphens, underscores and dots; addresses without their scheme.
constexpr std::array<SystemSpelling, 85> spellings{{{"loinc", "LOINC"},
                                                    {"loincorg", "LOINC"},
                                                    {"lnc", "LOINC"},
                                                    {"ln", "LOINC"},
                                                    {"snomed", "SNOMED"},
                                                    {"snomedct", "SNOMED"},
                                                    {"sct", "SNOMED"},
                                                    {"snomedinfo/sct", "SNOMED"},
                                                    {"snomedinfo/id", "SNOMED"},
                                                    {"snomedctus", "SNOMED"},
                                                    {"snomedctinternational", "SNOMED"},
                                                    {"rxnorm", "RxNorm"},
                                                    {"rxcui", "RxNorm"},
                                                    {"rxnormextension", "RxNorm Extension"},
                                                    {"nlmnihgov/research/umls/rxnorm", "RxNorm"},
                                                    {"atc", "ATC"},
                                                    {"atcddd", "ATC"},
                                                    {"whoatc", "ATC"},
                                                    {"whoccno/atc", "ATC"},
                                                    {"whoccno/atcddd", "ATC"},
                                                    {"fhirde/codesystem/bfarm/atc", "ATC"},
                                                    {"icd10", "ICD-10"},
                                                    {"icd10who", "ICD-10"},
                                                    {"icd10international", "ICD-10"},
                                                    {"hl7org/fhir/sid/icd10", "ICD-10"},
                                                    {"icd10cm", "ICD-10-CM"},
                                                    {"hl7org/fhir/sid/icd10cm", "ICD-10-CM"},
                                                    {"cmsgov/medicare/coding/icd10", "ICD-10-CM"},
                                                    {"icd10gm", "ICD-10-GM"},
                                                    {"hl7org/fhir/sid/icd10de", "ICD-10-GM"},
                                                    {"hl7org/fhir/sid/icd10gm", "ICD-10-GM"},
                                                    {"fhirde/codesystem/bfarm/icd10gm", "ICD-10-GM"},
                                                    {"fhirde/codesystem/dimdi/icd10gm", "ICD-10-GM"},
                                                    {"icd10am", "ICD-10-AM"},
                                                    {"hl7org/fhir/sid/icd10am", "ICD-10-AM"},
                                                    {"icd10pcs", "ICD-10-PCS"},
                                                    {"hl7org/fhir/sid/icd10pcs", "ICD-10-PCS"},
                                                    {"cmsgov/medicare/coding/icd10pcs", "ICD-10-PCS"},
                                                    {"icd9", "ICD-9-CM"},
                                                    {"icd9cm", "ICD-9-CM"},
                                                    {"hl7org/fhir/sid/icd9cm", "ICD-9-CM"},
                                                    {"hl7org/fhir/sid/icd9", "ICD-9-CM"},
                                                    {"icd9proc", "ICD-9-Proc"},
                                                    {"icd9procedure", "ICD-9-Proc"},
                                                    {"icdo3", "ICD-O-3"},
                                                    {"hl7org/fhir/sid/icdo3", "ICD-O-3"},
                                                    {"terminologyhl7org/codesystem/icdo3", "ICD-O-3"},
                                                    {"cpt", "CPT"},
                                                    {"cpt4", "CPT"},
                                                    {"amaassnorg/go/cpt", "CPT"},
                                                    {"hcpcs", "HCPCS"},
                                                    {"hcpcslevelii", "HCPCS"},
                                                    {"cmsgov/medicare/coding/hcpcsreleasecodesets", "HCPCS"},
                                                    {"hl7org/fhir/sid/hcpcs", "HCPCS"},
                                                    {"terminologyhl7org/codesystem/hcpcsall", "HCPCS"},
                                                    {"cvx", "CVX"},
                                                    {"hl7org/fhir/sid/cvx", "CVX"},
                                                    {"ndc", "NDC"},
                                                    {"hl7org/fhir/sid/ndc", "NDC"},
                                                    {"unii", "UNII"},
                                                    {"fdasisnlmnihgov", "UNII"},
                                                    {"ucum", "UCUM"},
                                                    {"unitsofmeasureorg", "UCUM"},
                                                    {"meddra", "MedDRA"},
                                                    {"meddraorg", "MedDRA"},
                                                    {"terminologyhl7org/codesystem/mdr", "MedDRA"},
                                                    {"ops", "OPS"},
                                                    {"fhirde/codesystem/bfarm/ops", "OPS"},
                                                    {"fhirde/codesystem/dimdi/ops", "OPS"},
                                                    {"dm+d", "dm+d"},
                                                    {"dmd", "dm+d"},
                                                    {"dmdnhsuk", "dm+d"},
                                                    {"oid:2.16.840.1.113883.6.1", "LOINC"},
                                                    {"oid:2.16.840.1.113883.6.96", "SNOMED"},
                                                    {"oid:2.16.840.1.113883.6.88", "RxNorm"},
                                                    {"oid:2.16.840.1.113883.6.73", "ATC"},
                                                    {"oid:2.16.840.1.113883.6.3", "ICD-10"},
                                                    {"oid:2.16.840.1.113883.6.90", "ICD-10-CM"},
                                                    {"oid:2.16.840.1.113883.6.4", "ICD-10-PCS"},
                                                    {"oid:2.16.840.1.113883.6.103", "ICD-9-CM"},
                                                    {"oid:2.16.840.1.113883.6.104", "ICD-9-Proc"},
                                                    {"oid:2.16.840.1.113883.6.12", "CPT"},
                                                    {"oid:2.16.840.1.113883.6.285", "HCPCS"},
                                                    {"oid:2.16.840.1.113883.12.292", "CVX"},
                                                    {"oid:2.16.840.1.113883.6.69", "NDC"}}};

std::string_view trimmed_ends(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '/')) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

/// An OID keeps its dots behind `oid:`; anything else loses case, scheme, `www.` and what parts words.
std::string folded(std::string_view text) {
  std::string lower;
  for (const char c : trimmed_ends(text)) lower += eligo::lower(c);
  std::string_view rest = lower;
  for (const std::string_view prefix : {"https://", "http://", "urn:", "www."}) {
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  }
  const bool is_bare_oid =
      rest.starts_with("2.16.") && rest.find_first_not_of("0123456789.") == std::string_view::npos;
  if (is_bare_oid) return "oid:" + std::string(rest);
  if (rest.starts_with("oid:")) return std::string(rest);
  std::string result;
  for (const char c : rest) {
    if (c != ' ' && c != '-' && c != '_' && c != '.') result += c;
  }
  return result;
}

}  // namespace

CodeSystem code_system(std::string_view text) {
  const std::string key = folded(text);
  static const std::unordered_map<std::string_view, std::string_view> names = [] {
    std::unordered_map<std::string_view, std::string_view> all;
    for (const SystemSpelling& one : spellings) all.emplace(one.text, one.name);
    return all;
  }();
  const auto found = names.find(key);
  // A version may stand behind the address: `http://snomed.info/sct/900000000000207008`.
  const bool is_snomed = key.starts_with("snomedinfo/sct");
  const std::string_view name = is_snomed ? "SNOMED" : found == names.end() ? text : found->second;
  const auto* known =
      std::find_if(systems.begin(), systems.end(), [&](const CodeSystem& s) { return s.name == name; });
  return known == systems.end() ? CodeSystem{name, {}, false} : *known;
}

std::string comparable_code(const CodeSystem& system, std::string_view code) {
  std::string result;
  for (const char c : trimmed_ends(code)) {
    if (!system.is_hierarchy) {
      result += c;
    } else if (c != '.' && c != ' ') {
      result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  // `C50.-` is the category with all that it is divided into.
  if (system.is_hierarchy && result.ends_with('-')) result.pop_back();
  return result;
}

bool is_split(const CodeSystem& system, std::string_view code) {
  return system.family == "ICD-10" && trimmed_ends(code).find(' ') != std::string_view::npos;
}

CodeRelation relation_of(std::string_view own, std::string_view other, bool is_same_system) {
  constexpr std::size_t common = 3;  // levels of a family's systems are the same down to the category
  std::string_view low = own;
  std::string_view high = own;
  if (const auto dash = own.find('-'); dash != std::string_view::npos) {
    low = own.substr(0, dash);
    high = own.substr(dash + 1);
  }
  const std::size_t length = std::min(low.size(), high.size());
  if (length == 0) return CodeRelation::outside;
  const auto is_within = [&](std::size_t depth) {
    const std::string_view part = other.substr(0, depth);
    return low.substr(0, depth) <= part && part <= high.substr(0, depth);
  };
  if (other.size() < length) return is_within(other.size()) ? CodeRelation::above : CodeRelation::outside;
  if (is_same_system || length <= common)
    return is_within(length) ? CodeRelation::below : CodeRelation::outside;
  return is_within(common) ? CodeRelation::above : CodeRelation::outside;
}

}  // namespace eligo::ingest
