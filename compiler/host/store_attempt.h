#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/host/store_folder.h"
#include "compiler/source/compilation.h"
#include "eligo/store.h"

namespace eligo {

/// Compiling or loading one file of a store: what came of it, and what it was made of.
struct StoreAttempt {
  std::shared_ptr<const Plan> plan;
  std::optional<StoreProblem> problem;  ///< neither this nor a plan: the file is a library
  bool is_saved_plan = false;
  /// Every path at which a file was looked for, with what was there before it was read.
  std::map<std::string, FileSignature> looked;
  std::vector<FileDigest> read;  ///< the files that were read, with what they held

  /// Whether all of these files are still as they were.
  [[nodiscard]] bool is_unchanged() const;
  /// The same, and they hold what was read: a file may be written twice within one tick of its clock.
  [[nodiscard]] bool is_confirmed() const;
};

/// Takes a file up. Throws where memory runs out; anything else that goes wrong is a problem.
StoreAttempt attempt_file(const std::string& path, const StoreOptions& request);

}  // namespace eligo
