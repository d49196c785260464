#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "runtime/evaluate/scratch.h"
#include "runtime/model/patient.h"
#include "runtime/model/plan.h"
#include "runtime/model/reason.h"

namespace eligo {

/// How a record took part in a query's answer.
enum class Role : std::uint8_t {
  decided,         ///< the answer rests on it
  considered,      ///< it was looked at and did not decide
  maybe,           ///< it may count (partial date, field not recorded, unusable)
  outside_window,  ///< left out
  after_as_of,     ///< left out
  filtered,        ///< left out by a `where`
  void_,           ///< left out: entered in error, cancelled
  superseded,      ///< left out: not the latest
};

struct Evidence {
  RecordId record;
  Role role = Role::decided;
};

/// What a node came to, for one patient.
struct NodeResult {
  Truth truth;
  Range range;
  Truth absent = Truth::fails();  ///< whether there is no record for it at all (`otherwise` looks at it)
};

inline bool is_settled(const NodeResult& answer) {
  return answer.truth.is_settled() || answer.range.is_exact();
}

/// What a query came to: kept apart from the nodes, since several nodes may share one.
struct QueryResult {
  DateRange from{earliest_day, earliest_day};  ///< the window's ends as resolved for this patient
  DateRange to{latest_day, latest_day};
  bool rests_on_complete_list = false;  ///< a list that the data declares complete
  bool rests_on_absence = false;        ///< a record that states absence
  AssumptionId assumption;              ///< an assumption of the file that closed the list
  std::uint32_t first_evidence = 0, evidence_count = 0;
  std::uint32_t first_reason = 0, reason_count = 0;
  RecordId chosen;           ///< the answer is the value of this very record
  bool is_recorded = false;  ///< of one record: the data have what it asks for, whatever is supposed
  bool is_known = false;     ///< it was asked; `answer` is what it came to
  NodeResult answer;
};

/// How much the completions of one patient may cost. A step is one record, node or gap that is looked at.
struct Budget {
  int cases = 2000;                              ///< evaluations for one question
  std::int64_t steps = 50'000'000;               ///< of all questions about the patient together
  const std::atomic<bool>* cancelled = nullptr;  ///< set by another thread to end the search early
};

/// Scratch and results of one evaluation, used again from patient to patient. Not shared between threads.
struct Workspace {
  std::vector<NodeResult> results;   ///< by NodeId
  std::vector<QueryResult> queries;  ///< by QueryId
  std::vector<Evidence> evidence;
  std::vector<Reason> reasons;
  bool is_inadmissible = false;  ///< what is supposed of the patient contradicts itself
  Scratch scratch;               ///< of no meaning outside the evaluator

  Budget budget;
  std::int64_t steps = 0;  ///< taken so far for this patient

  std::unique_ptr<Workspace> cases;  ///< for the cases behind open answers; made when first needed

  [[nodiscard]] bool is_cancelled() const {
    return budget.cancelled != nullptr && budget.cancelled->load(std::memory_order_relaxed);
  }
  [[nodiscard]] bool is_spent() const { return steps > budget.steps || is_cancelled(); }
  [[nodiscard]] const NodeResult& operator[](NodeId id) const { return results[id.value]; }
};

/// Evaluates every node of the plan for one patient: three-valued over ranges, each node once, all reasons
/// kept. Steps are counted anew. The answers are in `workspace` until the next call. The plan is only read.
void evaluate(const Plan& plan, const PatientFacts& patient, Workspace& workspace);

/// The same for some nodes alone: `nodes` in rising order, with all that each of them depends on. The answers
/// of the others are left as they are.
void evaluate(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
              const std::vector<NodeId>& nodes);

/// The same, where something changed that these nodes alone depend on: evidence and reasons are added to
/// those of the evaluation before, which stay those of all other nodes.
void evaluate_again(const Plan& plan, const PatientFacts& patient, Workspace& workspace,
                    const std::vector<NodeId>& nodes);

}  // namespace eligo
