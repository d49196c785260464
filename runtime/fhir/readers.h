#pragma once

#include <array>
#include <string>
#include <vector>

#include "runtime/fhir/draft.h"

namespace eligo::fhir {

/// The records that came of a person's resources, by their list.
struct RecordLists {
  std::array<std::vector<std::string>, 6> entries;  ///< by FactKind
  std::vector<std::string> complete;                ///< entries of `complete`

  void add(Draft draft) {
    const auto list = static_cast<std::size_t>(draft.list());
    entries[list].push_back(draft.finish());
  }
};

/// The readers, one for each kind of resource. `doubts`: why the resource may be no record of the person.
using Doubts = std::vector<std::string>;
void read_observation(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_report(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_condition(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_allergy(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_family_history(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_medication(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_procedure(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_immunization(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_encounter(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_answers(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_consent(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_study_subject(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);
void read_list(Drafting& with, const Resource& one, const Doubts& doubts, RecordLists& out);

/// Writes the value of an observation, a component or an answer. False if there is none.
bool write_value(Draft& draft, const Element& of);

/// Whether a code says that nothing is known to be there, or that nothing is known at all: it is no record.
bool says_none_known(const Element& concept_node);

}  // namespace eligo::fhir
