#include "runtime/saved/check_plan.h"

#include "runtime/saved/plan_check.h"

namespace eligo {

using namespace saved;  // NOLINT(google-build-using-namespace): its own helpers

std::optional<PlanError> check_plan(const Plan& plan) {
  const Vocabulary& vocabulary = plan.vocabulary;
  if (PlanFault fault = check_vocabulary(vocabulary)) return fault;
  const bool is_birth_an_attribute =
      !plan.birth_date.exists() ||
      (is_in(plan.birth_date, vocabulary.facts) && vocabulary[plan.birth_date].kind == FactKind::attribute);
  if (!is_birth_an_attribute || !is_none_or_in(plan.as_of, vocabulary.anchors) ||
      !is_none_or_in(plan.dose, vocabulary.fields) || !is_none_or_in(plan.line, vocabulary.fields)) {
    return invalid("its head");
  }
  if (PlanFault fault = check_queries(plan)) return fault;
  if (PlanFault fault = check_nodes(plan)) return fault;
  if (PlanFault fault = check_work(plan)) return fault;
  return check_criteria(plan);
}

}  // namespace eligo
