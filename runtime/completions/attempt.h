#pragma once

#include <utility>
#include <vector>

#include "runtime/completions/branch.h"
#include "runtime/completions/inquiry.h"
#include "runtime/evaluate/evaluate.h"

namespace eligo {

/// Supposes a case of a patient and evaluates what it can change, for as long as it lives: then patient and
/// answers are as they were. Of several the last one must go first.
class Trial {
 public:
  /// `inquiry`: of all that was evaluated.
  Trial(const Plan& plan, Patient& patient, Workspace& workspace, Inquiry& inquiry, const GapCase& one);
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

 private:
  Workspace& workspace_;
  Supposed supposed_;
  std::vector<std::pair<NodeId, Answer>> answers_;  // as they were
  std::vector<std::pair<QueryId, QueryAnswer>> queries_;
  std::size_t evidence_;
  std::size_t reasons_;
};

}  // namespace eligo
