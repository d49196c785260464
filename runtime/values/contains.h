// std::ranges::contains of C++23.
#pragma once

#include <algorithm>
#include <vector>

namespace eligo {

template <typename Item>
bool contains(const std::vector<Item>& items, const Item& item) {
  return std::ranges::find(items, item) != items.end();
}

}  // namespace eligo
