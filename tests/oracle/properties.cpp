#include "tests/oracle/properties.h"

#include <algorithm>

#include "tests/oracle/refine.h"

namespace eligo::oracle {
namespace {

/// What applied or not, and passed either way, may turn out not to apply.
bool stays(Status before, Status after, bool is_inclusion) {
  const bool passed = before == (is_inclusion ? Status::met : Status::not_met);
  return before == Status::unknown || before == after || (passed && after == Status::not_applicable);
}

bool is_refinement_of(const Screening& after, const Screening& before, const Protocol& protocol) {
  for (std::size_t i = 0; i < before.criteria.size(); ++i) {
    if (!stays(*before.criteria[i], *after.criteria[i], protocol.criteria[i].is_inclusion)) return false;
  }
  return before.verdict == Verdict::undetermined || before.verdict == after.verdict;
}

std::optional<Patient> broken_by_filling(const Protocol& protocol, const Patient& patient,
                                         const Screening& before, Runtime& runtime, std::size_t fillings) {
  Random random(1);
  for (std::size_t i = 0; i < fillings; ++i) {
    auto filled = refined(protocol, patient, random);
    if (!filled) return std::nullopt;
    if (is_contradictory(*filled)) continue;
    const auto after = runtime.screen(*filled);
    if (!after) return filled;
    if (!after->was_cut_short && !is_refinement_of(after->screening, before, protocol)) return filled;
  }
  return std::nullopt;
}

/// A patient of whom nothing is known but these, and the anchors.
Patient with_only(const Patient& patient, const std::vector<Piece>& pieces) {
  Patient result;
  result.anchors = patient.anchors;
  result.attributes.resize(patient.attributes.size());
  for (std::size_t i = 0; i < patient.attributes.size() || i == 0; ++i) {
    if (std::find(pieces.begin(), pieces.end(), Piece{Piece::Part::attribute, i}) == pieces.end()) continue;
    // The birth date is the first of the attributes.
    if (i == 0) result.birth = patient.birth;
    result.attributes[i] = patient.attributes[i];
  }
  for (const Piece& piece : pieces) {
    if (piece.part == Piece::Part::record) {
      result.records.push_back(patient.records[piece.index]);
      result.records.back().replaces.reset();
    }
    if (piece.part == Piece::Part::complete) result.complete.push_back(patient.complete[piece.index]);
  }
  return result;
}

/// Whether these alone settle the criterion so. What the runtime gave up on, it has not said otherwise of.
enum class Settled : std::uint8_t { no, given_up, yes };

Settled settles(const std::vector<Piece>& pieces, const Patient& patient, std::size_t criterion,
                Status status, Runtime& runtime) {
  const auto answer = runtime.screen(with_only(patient, pieces));
  if (answer && answer->screening.criteria[criterion] == status) return Settled::yes;
  return answer && answer->was_cut_short ? Settled::given_up : Settled::no;
}

std::optional<Breach> broken_evidence(const Patient& patient, const Screening& before, Runtime& runtime) {
  const auto evidence = runtime.evidence(patient);
  for (std::size_t criterion = 0; criterion < evidence.size(); ++criterion) {
    const Status status = *before.criteria[criterion];
    if (status == Status::unknown) continue;
    const std::vector<Piece>& pieces = evidence[criterion];
    if (settles(pieces, patient, criterion, status, runtime) == Settled::no)
      return Breach{Property::evidence, with_only(patient, pieces)};
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      std::vector<Piece> fewer = pieces;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (settles(fewer, patient, criterion, status, runtime) == Settled::yes)
        return Breach{Property::minimality, with_only(patient, fewer)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Breach> find_breach(const Protocol& protocol, const Patient& patient, Runtime& runtime,
                                  std::size_t fillings) {
  const auto answer = runtime.screen(patient);
  if (!answer) return std::nullopt;
  if (auto filled = broken_by_filling(protocol, patient, answer->screening, runtime, fillings))
    return Breach{Property::refinement, *filled};
  return broken_evidence(patient, answer->screening, runtime);
}

}  // namespace eligo::oracle
