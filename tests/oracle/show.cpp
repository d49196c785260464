#include "tests/oracle/show.h"

#include <array>

#include "tests/oracle/sample.h"
#include "tests/oracle/shrink.h"

namespace eligo::oracle {
namespace {

const char* name(const std::optional<Status>& status) {
  static constexpr std::array<const char*, 4> names{"met", "not met", "unknown", "not applicable"};
  return status ? names[static_cast<std::size_t>(*status)] : "skipped";
}
const char* name(const std::optional<Verdict>& verdict) {
  static constexpr std::array<const char*, 3> names{"eligible", "ineligible", "undetermined"};
  return verdict ? names[static_cast<std::size_t>(*verdict)] : "skipped";
}

/// The protocol without the vocabulary, which is the same in all.
std::string rules_text(const Protocol& protocol) {
  const std::string source = text(protocol);
  return source.substr(source.find('\n', source.find("group agents")) + 1);
}

std::string answers_text(const Answers& answers) {
  const auto line = [](const std::string& of, const char* runtime, const char* definition) {
    return "  " + of + ": runtime " + runtime + ", definition " + definition + "\n";
  };
  const Screening& runtime = answers.runtime.screening;
  const Screening& definition = answers.definition;
  std::string result;
  for (std::size_t i = 0; i < definition.criteria.size(); ++i) {
    result +=
        line("criterion " + std::to_string(i + 1), name(runtime.criteria[i]), name(definition.criteria[i]));
  }
  return result + line("verdict", name(runtime.verdict), name(definition.verdict));
}

void shrink_difference(Protocol& protocol, Patient& patient, Difference difference, BothSides& sides) {
  shrink(protocol, patient, [&](const Protocol& less, const Patient& of) {
    if (!sides.take(less)) return false;
    const auto answers = sides.ask(of);
    return answers && answers->difference() == difference;
  });
  sides.take(protocol);
}

}  // namespace

std::string shown(std::size_t pair, const Options& options, BothSides& sides) {
  auto [protocol, patients] = sample(options.seed, pair / Sample::size);
  Patient& patient = patients[pair % Sample::size];
  const std::string head = "---- pair " + std::to_string(pair) + "\n";
  if (!sides.take(protocol)) return head + rules_text(protocol) + sides.error();
  auto answers = sides.ask(patient);
  if (!answers) return head + rules_text(protocol) + json(patient) + "\n  unreadable\n";
  if (options.shrink && answers->difference() != Difference::none) {
    shrink_difference(protocol, patient, answers->difference(), sides);
    answers = sides.ask(patient);
  }
  return head + rules_text(protocol) + json(patient) + "\n" + answers_text(*answers);
}

}  // namespace eligo::oracle
