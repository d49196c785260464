#include "tools/eligo/diff/diff_json.h"

#include <nlohmann/json.hpp>

#include "compiler/compare/amendment_json.h"

namespace eligo {

using amendment::CriterionChange;
using nlohmann::ordered_json;

namespace {

ordered_json verdicts_json(const std::array<std::size_t, 3>& counts) {
  ordered_json json;
  for (const Verdict verdict : {Verdict::eligible, Verdict::ineligible, Verdict::undetermined})
    json[std::string(verdict_name(verdict))] = counts[static_cast<std::size_t>(verdict)];
  return json;
}

ordered_json moves_json(const Moves& moves, const amendment::Amendment& amendment) {
  ordered_json moved = ordered_json::array();
  const auto status = [](const std::optional<Status>& is) {
    return is ? ordered_json(status_name(*is)) : ordered_json();
  };
  for (const Move& move : moves.moved) {
    ordered_json by = ordered_json::array();
    for (const CriterionMove& one : move.criteria) {
      const CriterionChange& change = amendment.criteria[one.criterion];
      by.push_back({{"id", change.now != nullptr ? change.now->id : change.old->id},
                    {"before", status(one.before)},
                    {"after", status(one.after)}});
    }
    moved.push_back({{"patient", move.patient},
                     {"before", verdict_name(move.before)},
                     {"after", verdict_name(move.after)},
                     {"by", std::move(by)}});
  }
  return {{"screened", moves.patients},
          {"before", verdicts_json(moves.before)},
          {"after", verdicts_json(moves.after)},
          {"moved", std::move(moved)},
          {"moved_within_verdict", moves.moved_within}};
}

}  // namespace

std::string amendment_json(const amendment::Amendment& amendment, const Plan& old, const Plan& now,
                           const Moves* moves) {
  ordered_json json = amendment::amendment_json(amendment, old, now);
  if (moves != nullptr) json["patients"] = moves_json(*moves, amendment);
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace eligo
