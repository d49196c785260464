#include "tests/oracle/runtime_side.h"

#include <algorithm>
#include <fstream>

#include "runtime/screen/evidence.h"
#include "runtime/screen/settling.h"

namespace eligo::oracle {
namespace {

bool is_cut_short(const eligo::ScreeningOutcome& screening) {
  const auto is_limit = [](const Reason& reason) { return reason.code == ReasonCode::not_settled; };
  return std::any_of(screening.criteria.begin(), screening.criteria.end(), [&](const CriterionOutcome& one) {
    return std::any_of(one.reasons.begin(), one.reasons.end(), is_limit);
  });
}

/// The place of a record in the patient: the runtime counts those of each list for itself.
std::size_t place_of(const eligo::Record& record, const Patient& patient) {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < patient.records.size(); ++i) {
    const bool is_of_list =
        static_cast<int>(kind_of(patient.records[i].fact)) == static_cast<int>(record.kind);
    if (is_of_list && before++ == record.ordinal) return i;
  }
  return patient.records.size();
}

Subject subject_of(const Reason& reason, const Vocabulary& vocabulary, const eligo::PatientFacts& read,
                   const Patient& patient) {
  Subject subject;
  if (reason.anchor.exists()) {
    const std::string& name = vocabulary.anchors[reason.anchor.value].name;
    subject.anchor = std::find(anchors().begin(), anchors().end(), name) - anchors().begin();
  }
  if (reason.kind) subject.list = static_cast<Kind>(*reason.kind);
  if (reason.fact.exists()) subject.fact = fact_named(vocabulary[reason.fact].name);
  if (reason.record.exists()) subject.record = place_of(read.records[reason.record.value], patient);
  return subject;
}

/// The runtime keeps its own order of what is complete.
std::size_t place_of(const eligo::Complete& complete, const Vocabulary& vocabulary, const Patient& patient) {
  const auto is_same = [&](const Complete& one) {
    const bool is_same_list =
        complete.kind ? one.kind && static_cast<int>(*one.kind) == static_cast<int>(*complete.kind)
                      : one.fact == fact_named(vocabulary[complete.fact].name);
    return is_same_list && one.from.value_or(earliest_day) == complete.period.first &&
           one.to.value_or(latest_day) == complete.period.last;
  };
  const auto& all = patient.complete;
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), is_same) - all.begin());
}

}  // namespace

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

bool Runtime::read(const Patient& patient) {
  DataNotices notices;
  return parser_->parse(json(patient), 1, patient_, notices);
}

eligo::ScreeningOutcome Runtime::screening() {
  evaluate(*plan_, patient_, workspace_);
  return eligo::screen(*plan_, patient_, workspace_);
}

std::optional<Runtime::Answer> Runtime::screen(const Patient& patient) {
  if (!read(patient)) return std::nullopt;
  evaluate(*plan_, patient_, workspace_);
  std::vector<eligo::Status> one_by_one;
  for (const auto& criterion : plan_->criteria) {
    one_by_one.push_back(status_of(workspace_[criterion.root].truth, criterion.polarity));
  }
  const eligo::ScreeningOutcome screened = eligo::screen(*plan_, patient_, workspace_);
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
  answer.was_cut_short = is_cut_short(screened);
  return answer;
}

std::vector<std::vector<Piece>> Runtime::evidence(const Patient& patient) {
  std::vector<std::vector<Piece>> result;
  if (!read(patient)) return result;
  for (const CriterionOutcome& outcome : screening().criteria) {
    std::vector<Piece>& pieces = result.emplace_back();
    const EvidenceSet set = smallest_evidence(*plan_, patient_, outcome);
    for (const RecordId record : set.records)
      pieces.push_back({Piece::Part::record, place_of(patient_.records[record.value], patient)});
    for (const FactId fact : set.attributes) {
      const int named = fact_named(plan_->vocabulary[fact].name);
      pieces.push_back({Piece::Part::attribute, static_cast<std::size_t>(named)});
    }
    for (const std::uint32_t index : set.complete) {
      const std::size_t place = place_of(patient_.complete[index], plan_->vocabulary, patient);
      pieces.push_back({Piece::Part::complete, place});
    }
  }
  return result;
}

Settling Runtime::settling(const Patient& patient) {
  Settling result;
  if (!read(patient)) return result;
  const eligo::ScreeningOutcome screened = screening();
  for (const Ask& ask : screened.asks)
    result.questions.push_back(subject_of(ask.reason, plan_->vocabulary, patient_, patient));
  for (const SettlingSet& set : settling_sets(*plan_, patient_, workspace_, screened))
    result.sets.push_back({set.asks, static_cast<Verdict>(set.verdict)});
  return result;
}

}  // namespace eligo::oracle
