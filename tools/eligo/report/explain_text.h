#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "tools/eligo/screen/screener.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// `✓` holds, `✗` does not, `?` open, `–` not applicable.
std::string_view mark_of(Truth truth);
/// `✓` lets the patient pass, `✗` rules them out, `?` open, `–` not applicable.
std::string_view mark_of(Status status, Polarity polarity);
/// Green where the outcome lets the patient pass, red where it rules them out, yellow where it is open.
Tone tone_of(Status status, Polarity polarity);
/// `met`, `not met`, `unknown`, `not applicable`.
std::string_view status_words(Status status);

/// Writes explanations as indented trees. What was written out once is named, not repeated.
class TreeText {
 public:
  /// `wants_all`: what adds nothing to a sum or a score is written out like the rest.
  TreeText(const Style& style, bool wants_all) : style_(style), wants_all_(wants_all) {}

  /// The tree, each line starting with at least `indent` spaces. `place` is what later repetitions refer to.
  std::string write(const ExplainedNode& explanation, int indent, const std::string& place);

 private:
  void add(const ExplainedNode& node, int indent);
  void add_title(const ExplainedNode& node, int indent);
  void add_records(const ExplainedNode& node, int indent);
  void add_record(const RecordLine& record, int indent);
  void add_parts(const ExplainedNode& node, int indent);
  void add_lines(const std::string& before, std::string_view text, Tone tone);

  Style style_;
  bool wants_all_;
  std::string out_;
  std::string place_;
  std::unordered_map<std::string, std::string> written_;  // parts of nodes written before, with their place
};

/// One patient: the verdict, what it rests on and what to ask for; then each of the criteria wanted (if none
/// is named, all) with its quotation, outcome, and the tree below it.
std::string patient_text(const Plan& plan, const Screened& screened, const std::vector<std::string>& only,
                         bool wants_all, const Style& style);

}  // namespace eligo
