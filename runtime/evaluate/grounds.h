#pragma once

#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// Reads off an evaluation what an answer depends on. Made once a patient, asked for any number of roots.
class Grounds {
 public:
  Grounds(const Plan& plan, const Workspace& workspace);

  /// Why the node is open: from it down through operands that are open themselves and matter, each reason
  /// once.
  std::vector<Reason> reasons(NodeId root);
  /// The file's assumptions that the node's answer depends on. Where it is decided without any, none.
  std::vector<AssumptionId> assumptions(NodeId root);

 private:
  void add_reasons(NodeId id, std::vector<Reason>& reasons);
  void add_reasons(const Query& query, const QueryResult& answer, std::vector<Reason>& reasons);
  void add_assumptions(NodeId id, std::vector<AssumptionId>& assumptions);
  void find_assuming();
  [[nodiscard]] bool is_assuming(NodeId id) const;
  /// One operand that decides the node alone and depends on nothing, if there is one; else the first that
  /// decides it alone.
  [[nodiscard]] NodeId decider(const Node& node, Truth truth) const;
  bool visit(NodeId id);

  const Plan& plan_;
  const Workspace& workspace_;
  std::vector<std::uint32_t> visited_;  // by NodeId: the walk that was there last
  std::uint32_t walk_ = 0;
  DistinctReasons distinct_;
  std::vector<bool> assuming_;  // by NodeId; empty if nothing depends on an assumption
};

/// Whether an open operand can matter to its node, as the others are.
bool matters(const Plan& plan, const Workspace& workspace, const Node& node, std::uint32_t index);

/// Whether a node's answer is one single outcome or value.
bool is_settled(const Plan& plan, const Workspace& workspace, NodeId id);

}  // namespace eligo
