#include <string>

#include "runtime/fhir/readers.h"
#include "runtime/values/contains.h"

/// The values that FHIR has for one element, as the patient document writes them.
namespace eligo::fhir {
namespace {

/// What stands where a value cannot be carried: it is there, and not known.
bool unread_value(Draft& draft, std::string_view what) {
  const bool has_values = draft.list() == FactKind::observation || draft.list() == FactKind::question;
  const std::string why = "its " + std::string(what) + " is not read";
  if (has_values)
    draft.member("dataAbsentReason", why);
  else
    draft.doubt(why);
  return true;
}

std::string_view unit_of(const Element& quantity) {
  const bool is_ucum = quantity["system"].text() == "http://unitsofmeasure.org";
  const std::string_view code = quantity["code"].text();
  return is_ucum && !code.empty() ? code : quantity["unit"].text();
}

bool write_range(Draft& draft, const Element& range) {
  const Element& low = range["low"];
  const Element& high = range["high"];
  const std::string_view a = low["value"].text();
  const std::string_view b = high["value"].text();
  const bool is_one_unit = a.empty() || b.empty() || unit_of(low) == unit_of(high);
  const bool is_plain = !low["comparator"].exists() && !high["comparator"].exists() && !a.starts_with('-') &&
                        !b.starts_with('-') && (!a.empty() || !b.empty());
  if (!is_plain || !is_one_unit) return unread_value(draft, "valueRange");
  const std::string text = a.empty()   ? "<= " + std::string(b)
                           : b.empty() ? ">= " + std::string(a)
                                       : std::string(a) + "-" + std::string(b);
  draft.member("value", text);
  draft.member("unit", unit_of(a.empty() ? high : low));
  return true;
}

/// A titre, `1:160`. A ratio of two quantities with units is not carried.
bool write_ratio(Draft& draft, const Element& ratio) {
  const Element& over = ratio["numerator"];
  const Element& under = ratio["denominator"];
  const auto is_plain = [](const Element& part) {
    const std::string_view unit = unit_of(part);
    return part["value"].is_number() && (unit.empty() || unit == "1");
  };
  if (!is_plain(over) || !is_plain(under) || over["value"].text() != "1" || over["comparator"].exists())
    return unread_value(draft, "valueRatio");
  const std::string_view sign = under["comparator"].text();
  draft.member("value",
               (sign.empty() ? "" : std::string(sign) + " ") + "1:" + std::string(under["value"].text()));
  return true;
}

}  // namespace

bool write_value(Draft& draft, const Element& of) {
  const Element* value = nullptr;
  for (const Element* member = of.first(); member != nullptr; member = member->next()) {
    if (!member->key().starts_with("value") || !member->exists()) continue;
    if (value != nullptr) return unread_value(draft, "value of two kinds");
    value = member;
  }
  if (value == nullptr) return false;
  const std::string_view type = value->key().substr(std::string_view("value").size());
  if (type == "Quantity") {
    draft.value("valueQuantity", *value);
  } else if (type == "CodeableConcept") {
    draft.value("valueCodeableConcept", *value);
  } else if (type == "Coding") {
    draft.json().key("valueCodeableConcept");
    draft.json().open('{');
    draft.json().key("coding");
    draft.json().open('[');
    write(draft.json(), *value);
    draft.json().close(']');
    draft.json().close('}');
  } else if (is_among(type, {"String", "Boolean", "Integer", "Decimal", "Date", "DateTime"}) &&
             value->is_scalar()) {
    draft.value("value", *value);
  } else if (type == "Range") {
    return write_range(draft, *value);
  } else if (type == "Ratio") {
    return write_ratio(draft, *value);
  } else {
    return unread_value(draft, value->key());
  }
  return true;
}

bool says_none_known(const Element& concept_node) {
  bool result = false;
  each(concept_node["coding"], [&](const Element& coding) {
    const std::string_view code = coding["code"].text();
    result |= is_among(code, {"716186003", "409137002", "429625007", "428607008", "1003774007", "160245001",
                              "787481004", "787480003", "787482006", "787483001"});
    const bool is_ips = coding["system"].text().find("absent-unknown-uv-ips") != std::string_view::npos;
    const bool is_excluded = is_among(code, {"nilknown", "no-known"}) || code.starts_with("no-known-");
    const bool is_untold = code.starts_with("no-") && code.ends_with("-info");
    result |= (is_ips && !code.empty()) || is_excluded || is_untold;
  });
  return result;
}

}  // namespace eligo::fhir
