#include "tests/oracle/settling.h"

#include <algorithm>

namespace eligo::oracle {
namespace {

constexpr int tries = 12;
constexpr int most_gaps = 6;  ///< that one answer fills

/// Whether who answers the question may fill the gap.
bool answers(const Subject& question, const Subject& gap) {
  if (gap.anchor || question.anchor) return gap.anchor == question.anchor;
  if (question.list) {
    const bool is_of_list = gap.fact && !gap.record && kind_of(*gap.fact) == *question.list;
    return is_of_list || gap.list == question.list;
  }
  if (question.fact) return gap.fact && is_a(*gap.fact, *question.fact);
  return question.record && gap.record == question.record;
}

/// Answers the questions at random, so often, until the patient is ruled out; empty if that does not happen.
std::optional<Patient> ruled_out(const std::vector<Subject>& questions, const Protocol& protocol,
                                 const Patient& patient, Runtime& runtime) {
  Random random(1);
  const auto is_asked = [&](const Subject& gap) {
    return std::any_of(questions.begin(), questions.end(),
                       [&](const Subject& question) { return answers(question, gap); });
  };
  for (int i = 0; i < tries; ++i) {
    std::optional<Patient> answered = patient;
    for (int gap = 0; gap < most_gaps; ++gap) {
      answered = refined(protocol, *answered, random, is_asked);
      if (!answered) break;
      const auto answer = runtime.screen(*answered);
      if (answer && answer->screening.verdict == Verdict::ineligible) return answered;
    }
  }
  return std::nullopt;
}

}  // namespace

SettlingCounts look_at_settling(const Protocol& protocol, const Patient& patient, Runtime& runtime) {
  const Settling settling = runtime.settling(patient);
  SettlingCounts counts;
  std::vector<bool> settles_alone(settling.questions.size());
  for (std::size_t i = 0; i < settling.sets.size(); ++i) {
    const Settling::Set& set = settling.sets[i];
    const auto is_smaller = [&](const Settling::Set& other) {
      return &other != &set && other.verdict == set.verdict &&
             std::includes(set.questions.begin(), set.questions.end(), other.questions.begin(),
                           other.questions.end());
    };
    if (std::any_of(settling.sets.begin(), settling.sets.end(), is_smaller)) ++counts.larger;
    if (set.verdict != Verdict::ineligible) continue;
    std::vector<Subject> questions;
    for (const std::size_t question : set.questions) questions.push_back(settling.questions[question]);
    ++counts.sets;
    if (ruled_out(questions, protocol, patient, runtime)) ++counts.confirmed;
    if (set.questions.size() == 1) settles_alone[set.questions.front()] = true;
  }
  for (std::size_t i = 0; i < settling.questions.size(); ++i) {
    if (settles_alone[i]) continue;
    auto other = ruled_out({settling.questions[i]}, protocol, patient, runtime);
    if (!other) continue;
    ++counts.missed;
    counts.ruled_out = std::move(other);
  }
  return counts;
}

}  // namespace eligo::oracle
