#pragma once

#include <cstdint>

#include "runtime/evaluate.h"

namespace eligo {

/// That a node comes to one of some outcomes.
struct Goal {
  NodeId node;
  Truth wanted;
};

enum class Progress : std::uint8_t { reached, open, impossible };

/// How an evaluation stands to a goal.
inline Progress progress_of(const Workspace& workspace, const Goal& goal) {
  const Truth truth = workspace[goal.node].truth;
  const Truth in_common(static_cast<std::uint8_t>(truth.outcomes() & goal.wanted.outcomes()));
  if (in_common == Truth::none()) return Progress::impossible;
  return in_common == truth ? Progress::reached : Progress::open;
}

}  // namespace eligo
