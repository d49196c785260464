#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "tools/eligo/coverage/sites.h"

namespace eligo {

/// How many cases came to each outcome of a site.
struct SiteTally {
  Site site;
  std::array<std::size_t, 4> cases{};  ///< by Status
};

/// How many cases tried each side of a limit.
struct ThresholdTally {
  Threshold threshold;
  std::array<std::size_t, 3> cases{};  ///< by Position
};

/// What is to be reached, and how much of it was.
struct Share {
  std::size_t reached = 0;
  std::size_t wanted = 0;
  /// 100 where nothing is wanted.
  [[nodiscard]] double percent() const;
  Share& operator+=(const Share& other);
};

Share share_of(const SiteTally& tally);
Share share_of(const ThresholdTally& tally);

/// What the cases of one criteria file reached in it.
struct Coverage {
  std::string path;  ///< of the criteria file
  std::string text;  ///< its content
  std::size_t cases = 0;
  std::vector<SiteTally> sites;
  std::vector<ThresholdTally> thresholds;

  /// Nothing reached yet.
  Coverage(std::string path, std::string text, const Plan& plan, std::uint32_t file);
  /// Takes in one case: what its patient came to, with every node evaluated.
  void add(const Plan& plan, const PatientFacts& patient, Workspace& workspace);

  [[nodiscard]] Share criteria() const;  ///< of whole criteria
  [[nodiscard]] Share branches() const;  ///< of all other sites
  [[nodiscard]] Share limits() const;
  [[nodiscard]] Share all() const;
};

/// What no case reached, in words: `not met`, `just under`.
std::vector<std::string> missing_of(const SiteTally& tally);
std::vector<std::string> missing_of(const ThresholdTally& tally);

}  // namespace eligo
