#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/cuts.h"

namespace eligo {

/// All that some nodes of a plan ask and that is open for a patient, so that many cases can be looked at
/// without finding it out again.
class Inquiry {
 public:
  /// `workspace`: holds the patient's evaluation.
  Inquiry(const Plan& plan, const Workspace& workspace, const std::vector<NodeId>& roots);

  /// The open nodes that the roots depend on, with themselves, in rising order. No case changes any other.
  [[nodiscard]] const std::vector<NodeId>& nodes() const { return nodes_; }
  [[nodiscard]] const Cuts& cuts() const { return cuts_; }
  /// The queries among them, each once.
  [[nodiscard]] const std::vector<QueryId>& queries() const { return cuts_.queries; }

  /// A node that asks the query.
  [[nodiscard]] NodeId node_of(QueryId query) const;
  /// Those of the nodes that a case can change, in rising order. Holds until the next call.
  const std::vector<NodeId>& changed_by(const PatientFacts& patient, const Branch& one);

 private:
  /// Of an unlisted name the fact is none.
  using Touched = std::pair<FactId, std::optional<FactKind>>;
  const std::vector<NodeId>& changed_by(const Touched& touched);
  [[nodiscard]] std::vector<NodeId> find_changed(const Touched& touched) const;

  const Plan& plan_;
  std::vector<NodeId> nodes_;
  Cuts cuts_;
  std::map<Touched, std::vector<NodeId>> changed_;
  std::vector<NodeId> union_;
};

}  // namespace eligo
