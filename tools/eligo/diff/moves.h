#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "compiler/compare/compare.h"

namespace eligo {

/// What a criterion came to for a patient before and after an amendment. Empty: the version does not have it.
struct CriterionMove {
  std::size_t criterion = 0;  ///< index into Amendment::criteria
  std::optional<Status> before;
  std::optional<Status> after;
};

/// A patient whose verdict an amendment changes, and the criteria that do it.
struct Move {
  std::string patient;
  Verdict before = Verdict::undetermined;
  Verdict after = Verdict::undetermined;
  std::vector<CriterionMove> criteria;
};

/// A cohort screened by both versions.
struct Moves {
  std::size_t patients = 0;
  std::array<std::size_t, 3> before{};  ///< by Verdict
  std::array<std::size_t, 3> after{};
  std::vector<Move> moved;
  std::size_t moved_within = 0;  ///< same verdict, but some criterion stands differently
};

/// Screens every patient of the files by both plans. Notices about the data, as the new version reads them,
/// go to standard error; `status` becomes 2 if a file cannot be read, 1 if a patient was lost.
Moves find_moves(const Plan& old, const Plan& now, const amendment::Amendment& amendment,
                 const std::vector<std::string>& files, int& status);

}  // namespace eligo
