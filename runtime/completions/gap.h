#pragma once

#include <optional>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// A piece of knowledge that is missing. Two conditions that depend on one gap are not independent of each
/// other.
struct Gap {
  enum class Kind : std::uint8_t {
    anchor,     ///< its day
    attribute,  ///< its value or day
    identity,   ///< whether the record counts at all
    entry,      ///< what an entry is that is not understood; `record` stands for it
    narrower,   ///< which narrower fact the record is of, if it is of one
    date,       ///< days of the record
    field,      ///< of the record; `fact`: the ingredient whose dose it is, if it is one
    value,      ///< of the record
    limit,      ///< of normal, of the record
    order,      ///< which of the records of one day is the later
    sameness,   ///< whether the record and another one, which says the same, are one
    rank,       ///< which of the records that a query finds equal it chooses
    list,       ///< further records of the fact, or of the kind
    half_life,  ///< of the fact
  };
  Kind kind = Kind::list;
  FactId fact;
  RecordId record;
  AnchorId anchor;
  FieldId field;
  std::optional<FactKind> list;                               ///< list: of a whole kind
  bool is_upper = true;                                       ///< limit
  friend auto operator<=>(const Gap&, const Gap&) = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

/// The gaps that leave a query open, as its reasons tell them; where those are silent, all there are in the
/// records that may count. Gaps of single records come before gaps of lists.
std::vector<Gap> gaps_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                         QueryId query);

/// Every gap of the records that may count for the query, whether it matters or not.
std::vector<Gap> all_gaps_of(const Plan& plan, const PatientFacts& patient, const Workspace& workspace,
                             QueryId query);

/// The queries that leave a node open: from it down through operands that are open themselves and matter.
class OpenQueries {
 public:
  OpenQueries(const Plan& plan, const Workspace& workspace) : plan_(plan), workspace_(workspace) {}

  /// In the order written, each once.
  const std::vector<QueryId>& of(NodeId root);

 private:
  void visit(NodeId id);

  const Plan& plan_;
  const Workspace& workspace_;
  std::vector<NodeId> visited_;
  std::vector<QueryId> queries_;
};

}  // namespace eligo
