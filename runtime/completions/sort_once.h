#pragma once

#include <algorithm>
#include <vector>

namespace eligo {

/// Sorts, and keeps one of what is equal.
template <typename Item>
void sort_once(std::vector<Item>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

}  // namespace eligo
