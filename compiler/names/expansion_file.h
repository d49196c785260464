#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ingest/systems.h"

namespace eligo {

/// No expansion has more entries than this.
inline constexpr std::size_t max_expansion_entries = 250'000;

/// The code whose expansion is sought.
struct ExpansionRoot {
  ingest::CodeSystem system;
  std::string code;  ///< comparable
};

/// What a file says of the codes below a root. Codes are comparable, sorted, each once.
struct ExpansionContent {
  std::string problem;  ///< a clause about a file that cannot be read: "it is no JSON"; else empty
  bool has_root = false;
  bool is_whole = true;            ///< a code that the file does not hold is not below the root
  std::vector<std::string> codes;  ///< the root and those below it
  std::vector<std::string> open;   ///< broader than the root or a code below it, or not said to be below it
  std::map<std::string, std::vector<std::string>> mapped;  ///< of other systems, that mean one of `codes`
  std::string version;                                     ///< of the file; empty: it states none
  std::vector<std::string> system_versions;                ///< of the system, as the file states them
};

/// A ValueSet with its expansion, or a ConceptMap, of FHIR.
ExpansionContent read_expansion_json(std::string text, const ExpansionRoot& root);

/// A table with a head (`ancestor_concept_code`, `descendant_concept_code`; `code`), or one code a line.
ExpansionContent read_expansion_table(std::string_view text, const ExpansionRoot& root);

/// Sorts the codes, leaves each once, and takes out of `open` what is of `codes`. A text that is no code of
/// its system is a problem.
void put_in_order(ExpansionContent& content, const ExpansionRoot& root);

/// Whether the file is of the version that a vocabulary states.
bool is_of_version(const ExpansionContent& content, std::string_view stated);

}  // namespace eligo
