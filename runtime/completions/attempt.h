#pragma once

#include <utility>
#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/inquiry.h"
#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// Supposes a case of a patient and evaluates the nodes that it can change, for as long as it lives: then
/// patient and answers are as they were. Of several the last one must go first.
class Attempt {
 public:
  /// `inquiry`: of all that was evaluated.
  Attempt(const Plan& plan, PatientFacts& patient, Workspace& workspace, Inquiry& inquiry, const Branch& one);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

 private:
  Workspace& workspace_;
  Supposed supposed_;
  std::vector<std::pair<NodeId, NodeResult>> results_;  // as they were
  std::vector<std::pair<QueryId, QueryResult>> queries_;
  std::size_t evidence_;
  std::size_t reasons_;
};

}  // namespace eligo
