#include "tests/oracle/screen.h"

#include <algorithm>

#include "tests/oracle/evaluate.h"
#include "tests/oracle/identities.h"
#include "tests/oracle/identity.h"

namespace eligo::oracle {
namespace {

/// The outcomes that were seen.
struct Outcomes {
  bool holds = false, fails = false, inapplicable = false;

  [[nodiscard]] bool is_any() const { return holds || fails || inapplicable; }
  void add(Outcome outcome) {
    holds |= outcome == Outcome::holds;
    fails |= outcome == Outcome::fails;
    inapplicable |= outcome == Outcome::inapplicable;
  }
  /// Where it is open whether the criterion applies, but it passes either way, it is as the requirement says.
  [[nodiscard]] Status status(bool is_inclusion) const {
    if (holds && fails) return Status::unknown;
    if (!holds && !fails) return Status::not_applicable;
    const bool passes = holds == is_inclusion;
    if (inapplicable && !passes) return Status::unknown;
    return holds ? Status::met : Status::not_met;
  }
};

bool rules_out(Outcome outcome, bool is_inclusion) {
  return outcome == (is_inclusion ? Outcome::fails : Outcome::holds);
}

enum class Seen : std::uint8_t { enough, all, not_all };

/// Shows the completions of a patient all of whose entries are understood to `look` until it has seen enough,
/// first some at random, then all of them.
template <typename Look>
Seen go_through_one(const Asks& asks, const Patient& patient, std::size_t limit, Look look) {
  static constexpr std::size_t glimpses = 150;
  Memo memo{{}, possible_repeats(patient)};
  Random random(limit);
  Choices at_random(random);
  for (std::size_t i = 0; i < glimpses; ++i) {
    Completion completion(asks, patient, at_random, memo);
    if (look(completion)) return Seen::enough;
    at_random.next();
  }
  Choices choices;
  for (std::size_t i = 0; i < limit; ++i) {
    Completion completion(asks, patient, choices, memo);
    if (look(completion)) return Seen::enough;
    if (!choices.next()) return Seen::all;
  }
  return Seen::not_all;
}

/// Shows completions to `look` until it has seen enough. False if the limit came before.
template <typename Look>
bool go_through(const Asks& asks, const Patient& patient, std::size_t limit, Look look) {
  static constexpr std::size_t most_identities = 30;
  const std::vector<Patient> identities = identities_of(patient, most_identities);
  bool is_done = !identities.empty();
  for (const Patient& one : identities) {
    const Seen seen = go_through_one(asks, one, limit, look);
    if (seen == Seen::enough) return true;
    is_done &= seen == Seen::all;
  }
  return is_done;
}

std::optional<Status> status_of(const Protocol& protocol, std::size_t index, const Patient& patient,
                                std::size_t limit) {
  const Asks asks = asks_of(protocol, {index});
  const bool is_inclusion = protocol.criteria[index].is_inclusion;
  Outcomes outcomes;
  const bool is_done = go_through(asks, patient, limit, [&](Completion& completion) {
    const Outcome outcome = evaluate(protocol, index, completion);
    if (!completion.choices().is_forbidden()) outcomes.add(outcome);
    return outcomes.holds && outcomes.fails;
  });
  if (!is_done || !outcomes.is_any()) return std::nullopt;
  return outcomes.status(is_inclusion);
}

/// Looks for a completion in which none of the open criteria rules the patient out.
std::optional<Verdict> joint_verdict(const Protocol& protocol, const std::vector<std::size_t>& open,
                                     const Patient& patient, std::size_t limit) {
  const Asks asks = asks_of(protocol, open);
  bool may_pass = false;
  const bool is_done = go_through(asks, patient, limit, [&](Completion& completion) {
    const bool passes = std::none_of(open.begin(), open.end(), [&](std::size_t i) {
      return rules_out(evaluate(protocol, i, completion), protocol.criteria[i].is_inclusion);
    });
    may_pass = passes && !completion.choices().is_forbidden();
    return may_pass;
  });
  if (!is_done) return std::nullopt;
  return may_pass ? Verdict::undetermined : Verdict::ineligible;
}

}  // namespace

Screening screen(const Protocol& protocol, const Patient& recorded, std::size_t limit) {
  Screening result;
  const Patient patient = without_repeats(recorded);
  if (is_contradictory(patient)) {
    result.criteria.assign(protocol.criteria.size(), Status::unknown);
    result.verdict = Verdict::undetermined;
    return result;
  }
  std::vector<std::size_t> open;
  bool is_ruled_out = false;
  bool is_cut_short = false;
  for (std::size_t i = 0; i < protocol.criteria.size(); ++i) {
    const auto status = status_of(protocol, i, patient, limit);
    result.criteria.push_back(status);
    is_cut_short |= !status;
    if (!status) continue;
    if (*status == Status::unknown) open.push_back(i);
    is_ruled_out |= *status == (protocol.criteria[i].is_inclusion ? Status::not_met : Status::met);
  }
  if (is_ruled_out) {
    result.verdict = Verdict::ineligible;
  } else if (!is_cut_short) {
    result.verdict = open.empty()      ? Verdict::eligible
                     : open.size() < 2 ? Verdict::undetermined
                                       : joint_verdict(protocol, open, patient, limit);
  }
  return result;
}

}  // namespace eligo::oracle
