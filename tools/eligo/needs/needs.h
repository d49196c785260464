#pragma once

#include <string>
#include <vector>

#include "runtime/model/plan.h"

namespace eligo {

/// A field of a record that rules read.
struct FieldNeed {
  FieldId field;
  std::vector<FactId> facts;  ///< fields that name a fact: those that rules ask for
  friend bool operator==(const FieldNeed&, const FieldNeed&) = default;
};

/// All that a protocol asks of one fact.
struct FactNeed {
  FactId fact;                        ///< as the author named it; records of narrower facts serve, too
  std::vector<std::uint32_t> askers;  ///< indices into Needs::askers, ascending
  std::vector<FieldNeed> fields;
  bool wants_lower_limit = false;  ///< of normal, of the result's own laboratory
  bool wants_upper_limit = false;
  std::vector<Window> windows;  ///< the widest; none of them lies within another
};

/// A day that windows are counted from.
struct AnchorNeed {
  AnchorId anchor;
  std::vector<std::uint32_t> askers;
};

/// A list of the document. An answer that there was nothing, or no more, can be given only where the list is
/// known to be complete.
struct ListNeed {
  FactKind kind = FactKind::observation;
  std::vector<std::uint32_t> askers;      ///< the data must declare it
  std::vector<std::uint32_t> assuming;    ///< the protocol assumes it, where nothing is recorded
  std::vector<std::uint32_t> any_record;  ///< these ask for any record of the list, of whatever fact
  std::vector<Window> windows;            ///< the widest for which it must be complete
};

/// What a host must supply so that every criterion of a protocol can be answered.
struct Needs {
  std::vector<std::string> askers;  ///< criteria and readings by name, in the order of the protocol
  std::vector<AnchorNeed> anchors;  ///< in the order of the vocabulary
  std::vector<FactNeed> facts;      ///< by kind, then in the order of the vocabulary
  std::vector<ListNeed> lists;      ///< by kind
};

Needs needs_of(const Plan& plan);

}  // namespace eligo
