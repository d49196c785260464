#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "runtime/completions/goal.h"
#include "runtime/completions/same_value.h"

namespace eligo {

/// Proves that goals cannot be reached together by the way they are made of conditions alone, whatever the
/// data come to: a condition that stands in several places has one outcome, and a value that several
/// conditions ask about has one value. It supposes outcomes of the open conditions, one after another; what
/// the data hold it leaves as it is.
class Refutation {
 public:
  /// At most so many cases; beyond them nothing is proved.
  static constexpr int limit = 100;

  /// `workspace` holds an evaluation of the patient, and does so again in the end. `nodes`: the nodes that
  /// were evaluated.
  Refutation(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
             const std::vector<NodeId>& nodes);

  bool succeeds(const std::vector<Goal>& goals);

 private:
  bool is_impossible(const std::vector<Goal>& goals);
  /// An open condition that is not made of others, below an open node or itself. None if there is none.
  [[nodiscard]] NodeId open_condition(NodeId root, std::set<NodeId>& visited) const;
  /// The quantity that a condition compares with a known limit, if it does.
  [[nodiscard]] NodeId compared_quantity(NodeId condition) const;
  /// Supposes an outcome of a condition, and its consequences for others. False if it cannot be.
  bool suppose(NodeId condition, Truth outcome);
  bool suppose_of_value(NodeId condition, Truth outcome);
  void suppose_of_quantity(NodeId quantity, NodeId comparison, Truth outcome);
  void set(NodeId condition, Truth outcome);
  /// The nodes that a node goes into, without the questions among them, in rising order.
  const std::vector<NodeId>& above(NodeId id);

  const Plan& plan_;
  const PatientFacts& patient_;
  Workspace& workspace_;
  const std::vector<NodeId>& nodes_;
  SameValue same_value_;
  std::map<NodeId, Range> values_;  // that are asked about, by the first of the conditions on them
  std::map<NodeId, std::vector<NodeId>> above_;
  /// Goals that are shown to be impossible, or whose alternatives are being looked at: a proof ends with the
  /// first that is possible.
  std::set<std::pair<NodeId, std::uint8_t>> succeeded_;
  int cases_ = 0;
};

}  // namespace eligo
