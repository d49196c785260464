#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/fhir/tree.h"
#include "runtime/ingest/names.h"

namespace eligo::fhir {

/// The form of patients' data.
enum class DataForm : std::uint8_t {
  by_content,
  fhir,  ///< whatever they look like
  eligo  ///< documents of docs/patients.md
};

/// Whether a JSON text is a bundle or another resource of FHIR: by its own `resourceType`, unless the form is
/// stated.
bool is_fhir(std::string_view json, DataForm form = DataForm::by_content);

/// What a run adds to the documents of FHIR, which FHIR does not say.
struct RunFacts {
  std::vector<std::pair<std::string, std::string>> anchors;  ///< name and date
  std::vector<std::string> complete;                         ///< entries of `complete`, as JSON
};

/// Takes `enrolment=2025-09-18`, or `conditions=2020-01-01..`, into what a run adds. Why not, else.
std::string add_anchor(RunFacts& run, std::string_view given, const Vocabulary& vocabulary);
std::string add_complete(RunFacts& run, std::string_view given);

/// Turns the resources of one person into a patient document (docs/patients.md), by a protocol's vocabulary.
class Converter {
 public:
  /// All must outlive it.
  Converter(const Vocabulary& vocabulary, const ingest::Dictionary* dictionary)
      : vocabulary_(vocabulary), names_(vocabulary, dictionary) {}

  /// See Limits.
  void set_nesting(int most) { tree_.set_nesting(most); }
  /// False if the text is no resources of one person: `error` then says why.
  bool convert(std::string_view json, const RunFacts& run, std::string& document);
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  const Vocabulary& vocabulary_;
  ingest::NameIndex names_;
  Tree tree_;
  std::string error_;
};

/// Takes a bundle of several persons apart into bundles of one. A text that cannot be read is handed on as it
/// stands.
void split_persons(std::string_view json, int nesting, const std::function<void(std::string)>& take);

}  // namespace eligo::fhir
