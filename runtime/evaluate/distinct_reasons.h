#pragma once

#include <cstddef>
#include <unordered_set>
#include <vector>

#include "runtime/model/reason.h"

namespace eligo {

/// Adds reasons to the end of a list, each once, however many there are.
class DistinctReasons {
 public:
  /// `first`: where the list begins. Between two calls with the same `first` nothing else changes the list
  /// behind it, but that it may be cut off at `first`.
  void add(std::vector<Reason>& list, std::size_t first, const Reason& reason);

 private:
  struct Hash {
    std::size_t operator()(const Reason& reason) const;
  };
  std::unordered_set<Reason, Hash> known_;  // those in the list, once they are many
};

}  // namespace eligo
