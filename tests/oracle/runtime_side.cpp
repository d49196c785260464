#include "tests/oracle/runtime_side.h"

#include <fstream>

namespace eligo::oracle {

Runtime::Runtime(const std::string& text, const std::string& path) {
  std::ofstream(path) << text;
  Compilation compilation = compile_file(path);
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.severity == Severity::error)
      error_ += std::string(diagnostic.code) + " " + diagnostic.message + "\n";
  }
  if (!compilation.plan) {
    if (error_.empty()) error_ = "no plan\n";
    return;
  }
  plan_ = std::move(compilation.plan);
  parser_ = std::make_unique<PatientParser>(plan_->vocabulary);
}

std::optional<Runtime::Answer> Runtime::screen(const std::string& json) {
  eligo::Patient patient;
  DataNotices notices;
  if (!parser_->parse(json, 1, patient, notices)) return std::nullopt;
  evaluate(*plan_, patient, workspace_);
  std::vector<eligo::Status> one_by_one;
  for (const auto& criterion : plan_->criteria) {
    one_by_one.push_back(status_of(workspace_[criterion.root].truth, criterion.polarity));
  }
  const eligo::Screening screened = eligo::screen(*plan_, patient, workspace_);
  Answer answer;
  bool was_ruled_out = false;
  for (std::size_t i = 0; i < screened.criteria.size(); ++i) {
    const auto& outcome = screened.criteria[i];
    answer.screening.criteria.emplace_back(static_cast<Status>(outcome.status));
    answer.needed_joint_completion |=
        one_by_one[i] == eligo::Status::unknown && outcome.status != eligo::Status::unknown;
    was_ruled_out |= rules_out(one_by_one[i], plan_->criteria[i].polarity);
  }
  answer.screening.verdict = static_cast<Verdict>(screened.verdict);
  answer.needed_joint_completion |= screened.verdict == eligo::Verdict::ineligible && !was_ruled_out;
  return answer;
}

}  // namespace eligo::oracle
