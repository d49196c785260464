#pragma once

#include <cstdint>

namespace eligo::oracle {

struct Options {
  std::uint64_t seed = 1;
  std::size_t pairs = 20'000;
  std::size_t start = 0;
  std::size_t jobs = 1;
  std::size_t limit = 500;
  std::size_t show = 5;
  bool properties = false;
  bool settling = false;
  bool shrink = false;
  bool print = false;
  bool exact = false;
  bool only_unsound = false;
  bool skipped = false;
};

}  // namespace eligo::oracle
