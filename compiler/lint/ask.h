#pragma once

#include "compiler/lint/lint.h"

namespace eligo::lint {

/// Reports a doubt about a sentence, and says how the author settles it.
inline Finding doubt(LintReporter& report, Span span, std::string message) {
  Finding finding = report.add(span, std::move(message));
  finding.note(
      "a `note` says how it is taken, a `review` leaves it to be settled, a `reading` writes the other way "
      "down");
  return finding;
}

/// Calls `visit` for every criterion whose sentence is quoted and whose author has said nothing on how it is
/// taken.
template <typename Visit>
void each_open(const Checked& program, const Visit& visit) {
  for (const CheckedCriterion& criterion : program.criteria()) {
    if (!criterion.is_answered && !criterion.words.empty()) visit(criterion);
  }
}

/// Whether some name below the place stands for a symbol that `accept` takes.
template <typename Accept>
bool names_any(const Checked& program, const Place& place, const Accept& accept) {
  bool found = false;
  each_below(place, [&](const Place& at) {
    const Syntax kind = at.kind();
    if (found || (kind != Syntax::name && kind != Syntax::name_quantity && kind != Syntax::name_condition))
      return;
    const Symbol* symbol = program.scope().find(at.text());
    found = symbol != nullptr && accept(*symbol);
  });
  return found;
}

}  // namespace eligo::lint
