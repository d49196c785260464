#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace eligo::oracle {

/// The same numbers on every machine: no distribution of the standard library is used.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed * 0x9E3779B97F4A7C15U + 1) { engine_.discard(8); }

  int below(int count) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(count)); }
  bool percent(int chance) { return below(100) < chance; }
  template <typename Item>
  const Item& one_of(const std::vector<Item>& items) {
    return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace eligo::oracle
