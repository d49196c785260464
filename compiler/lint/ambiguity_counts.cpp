#include "compiler/lint/ask.h"

/// Counts of results, and the occasions that a sentence speaks of.
namespace eligo::lint {
namespace {

/// A count of results that does not say how far they lie apart.
std::optional<Place> count_without_distance(const Place& rule) {
  std::optional<Place> found;
  each_below(rule, [&](const Place& at) {
    if (!found && at.kind() == Syntax::record_count && !at.child(Syntax::apart).exists()) found = at;
  });
  return found;
}

}  // namespace

void occasions_not_apart(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find(
        {"occasion", "occasions", "different days", "separate days", "separate measurements", "consecutive"});
    if (!at) return;
    const auto count = count_without_distance(criterion.rule);
    if (!count) return;
    doubt(report, count->span(), "on different days? Two results of one day count as two")
        .note("`… at least 1 day apart`, behind the name, counts days");
  });
}

}  // namespace eligo::lint
