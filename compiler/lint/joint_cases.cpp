#include <fmt/format.h>

#include "compiler/lint/lint.h"
#include "runtime/completions/bound.h"
#include "runtime/completions/search.h"

namespace eligo::lint {

void many_cases(const Checked& program, LintReporter& report) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    const double cases = most_branches(program.plan(), criterion.plan->root);
    if (cases <= Search::limit) continue;
    report
        .add(criterion.head(), "where facts are missing, this criterion may stay unknown though it need not")
        .note(fmt::format("several of its conditions ask about the same facts, so that up to {:.2g} cases "
                          "would have to be told apart; at most {} are",
                          cases, Search::limit));
  }
}

}  // namespace eligo::lint
