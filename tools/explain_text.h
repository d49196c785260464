#pragma once

#include <string>

#include "tools/screener.h"
#include "tools/terminal.h"

namespace eligo {

/// `✓` holds, `✗` does not, `?` open, `–` not applicable.
std::string_view mark_of(Truth truth);
/// `✓` lets the patient pass, `✗` rules them out, `?` open, `–` not applicable.
std::string_view mark_of(Status status, Polarity polarity);
/// Green where the outcome lets the patient pass, red where it rules them out, yellow where it is open.
Tone tone_of(Status status, Polarity polarity);
/// `met`, `not met`, `unknown`, `not applicable`.
std::string_view status_words(Status status);

/// An explanation as an indented tree, each line starting with `indent` spaces.
std::string explanation_text(const Explanation& explanation, int indent, const Style& style);

/// One criterion: its quotation, outcome, and the tree below it.
std::string criterion_text(const Plan& plan, const Screened& screened, std::size_t index, const Style& style);

/// One patient: the verdict, what it rests on, what to ask for.
std::string patient_text(const Plan& plan, const Screened& screened, const Style& style);

}  // namespace eligo
