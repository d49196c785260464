#pragma once

#include <map>
#include <vector>

#include "runtime/model/vocabulary.h"
#include "runtime/values/date.h"
#include "runtime/values/ids.h"
#include "runtime/values/number.h"

namespace eligo {

struct Plan;
struct Workspace;

/// Where some nodes of a plan can tell the values of a fact or a field apart: the values at which an open
/// value is split.
struct Cuts {
  struct OfFact {
    std::vector<Number> values;   ///< that its value is compared with, rising
    std::vector<Number> factors;  ///< of its limits of normal, rising
    std::vector<Period> ages;     ///< attributes of kind date: the ages asked about, and the next ones
    std::uint32_t records =
        0;                   ///< so many further ones there may have to be for every question to find its own
    bool is_ranked = false;  ///< its values are held against each other, or against those of another fact
    bool is_computed = false;  ///< its values stand in arithmetic
    bool asks_latest = false;  ///< some query asks about the latest of its records
    bool is_planned = false;   ///< some query asks for planned records of it
    bool is_named = false;     ///< by a query, itself rather than as a part of a broader fact; or it has a
                               ///< window of its own, or one record of it answers for two facts
    FactId twin;  ///< the first fact of which every query asks the same; itself, if there is none
  };
  struct OfField {
    std::vector<Number> values;
    std::vector<WordId> words;  ///< that some filter asks for
    std::vector<FactId> facts;
    bool asks_recording = false;  ///< some filter asks whether it is recorded
  };
  std::vector<OfFact> facts;    ///< by FactId
  std::vector<OfField> fields;  ///< by FieldId
  /// So many further ones there may have to be for the questions about any of a kind.
  std::map<FactKind, std::uint32_t> records_of_kind;
  std::vector<QueryId> queries;  ///< that ask, each once
  /// So many further records of one fact each of them may need for itself.
  std::map<QueryId, std::uint32_t> needed;
};

/// All nodes that the roots depend on, with themselves, in rising order.
std::vector<NodeId> nodes_below(const Plan& plan, const std::vector<NodeId>& roots);

/// Those of them that an evaluation leaves open, down from the roots through open ones.
std::vector<NodeId> open_nodes_below(const Plan& plan, const Workspace& workspace,
                                     const std::vector<NodeId>& roots);

/// The limits that the nodes, with the nodes that they depend on, compare with.
Cuts find_cuts(const Plan& plan, const std::vector<NodeId>& nodes);

}  // namespace eligo
