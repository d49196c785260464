#include <unordered_map>
#include <unordered_set>

#include "compiler/lint/lint.h"

/// Case files: patients that no case follows, and names that tell two cases not apart.
namespace eligo::lint {

void patient_not_followed(const Checked& program, LintReporter& report) {
  std::unordered_set<std::string_view> followed;
  for (const Place& block : program.blocks({Syntax::patient, Syntax::case_})) {
    if (const Place like = block.child(Syntax::like); like.exists()) followed.insert(like.first().text());
  }
  for (const Place& patient : program.blocks({Syntax::patient})) {
    const Place name = patient.child(Syntax::name);
    if (!followed.contains(name.text()))
      report.add(name.span(), "no case is like the patient `" + std::string(name.text()) + "`");
  }
}

void case_name_twice(const Checked& program, LintReporter& report) {
  std::unordered_map<std::string, Place> seen;
  for (const Place& block : program.blocks({Syntax::case_})) {
    const Place name = block.child(Syntax::text);
    const auto [first, is_new] = seen.try_emplace(text_content(name.text()), name);
    if (!is_new)
      report.add(name.span(), "another case bears the same name").note("there", first->second.span());
  }
}

}  // namespace eligo::lint
