#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/fhir/bundle.h"
#include "runtime/ingest/names.h"
#include "runtime/values/date.h"
#include "runtime/words/json_writer.h"

namespace eligo::fhir {

/// A record of the patient document in the making.
class Draft {
 public:
  Draft(FactKind list, std::string source) : list_(list), source_(std::move(source)) {}

  FactKind list() const { return list_; }
  /// The keys of a beginning and an end in the list.
  [[nodiscard]] std::string_view begin_key() const;
  [[nodiscard]] std::string_view end_key() const;

  /// Why it may not count.
  void doubt(std::string why);
  void doubt(const std::vector<std::string>& why) {
    for (const std::string& one : why) doubt(one);
  }
  void member(std::string_view key, std::string_view text) {
    if (!text.empty()) json_.member(key, text);
  }
  void truth(std::string_view key, bool value) {
    json_.key(key);
    json_.literal(value ? "true" : "false");
  }
  void value(std::string_view key, const Element& node) {
    if (!node.exists()) return;
    json_.key(key);
    write(json_, node);
  }
  JsonWriter& json() { return json_; }
  /// The whole record.
  std::string finish();

 private:
  friend class Drafting;
  FactKind list_;
  std::string source_;
  std::vector<std::string> doubts_;
  JsonWriter json_;
};

/// Date ranges as the patient document writes them: `2019-05`, `2019-05-01/2020`, `/2020`.
std::string span_text(std::string_view first, std::string_view last);
std::string span_text(const DateRange& range);

/// A code with its system in a coded concept.
struct Codes {
  const Element* concept_node = nullptr;
  [[nodiscard]] bool has(std::string_view code) const;
  [[nodiscard]] std::string_view first_code() const;
};

/// What all readers of resources share: the names of a vocabulary, and the person at hand.
class Drafting {
 public:
  Drafting(const Bundle& given, ingest::NameIndex& index, const Vocabulary& of)
      : bundle(given), names(index), vocabulary(of) {}

  /// The list that the vocabulary has a concept in; that of the resource where it has none.
  FactKind list_of(const Element& concept_node, FactKind own);
  /// Whether the vocabulary has a fact for it.
  bool is_known(const Element& concept_node);
  /// Writes name and codes. `is_of`: only the codes of facts of that kind; null: of any.
  void name(Draft& draft, const Element& concept_node, std::optional<FactKind> only = std::nullopt,
            std::string_view otherwise = {});
  /// Writes a field of the vocabulary, if it has one of that name.
  void field(Draft& draft, std::string_view name, const Element& concepts);
  void field(Draft& draft, std::string_view name, std::string_view text);
  /// The date of an element of several types, as the document writes it; empty if there is none. `latest`:
  /// a date that it cannot be after; may be empty.
  std::string when(const Element& resource, std::string_view element, std::string_view latest);

  const Bundle& bundle;            // NOLINT: what it is made of
  ingest::NameIndex& names;        // NOLINT
  const Vocabulary& vocabulary;    // NOLINT
  std::optional<DateRange> birth;  // NOLINT: of the person
  std::string_view gender;         // NOLINT

 private:
  std::vector<FactKind> kinds_of(const Element& concept_node, FactKind own);
  std::string age_span(const Element& low, const Element& high) const;
};

}  // namespace eligo::fhir
