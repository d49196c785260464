#pragma once

#include <optional>
#include <vector>

#include "compiler/compare/one_plan.h"

namespace eligo::amendment {

/// A criterion of the old version and the one of the new version that it became. One of them may be missing.
struct Match {
  std::optional<std::uint32_t> old;  ///< index into Plan::criteria
  std::optional<std::uint32_t> now;
};

/// The signs by which a criterion is recognised.
struct MatchSign {
  const Criterion* criterion = nullptr;
  ComparedRule rule;
};

/// Pairs the criteria of two versions: by quotation and rule where both are the same, then by id where either
/// is alike, then by quotation, then by rule, so that a criterion that was renumbered is still the same one.
/// In the order of the new version; a removed criterion stands where it stood.
std::vector<Match> match(const std::vector<MatchSign>& old, const std::vector<MatchSign>& now);

}  // namespace eligo::amendment
