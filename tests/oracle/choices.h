#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "tests/oracle/random.h"

namespace eligo::oracle {

/// Goes through every way to make a row of choices. Whoever is asked chooses as he goes along; `next` rewinds
/// and changes the last choice that can be changed. What was never asked for is never chosen, so that one row
/// stands for all completions that agree with it.
class Choices {
 public:
  Choices() = default;
  /// One way after another, at random: a quick look before all of them are gone through.
  explicit Choices(Random& random) : random_(&random) {}

  /// One of 0 … count - 1; count at least 1.
  std::size_t choose(std::size_t count) {
    if (count <= 1) return 0;
    if (random_ != nullptr) return static_cast<std::size_t>(random_->below(static_cast<int>(count)));
    if (at_ == made_.size()) made_.push_back({0, count});
    if (made_[at_].count != count) throw std::logic_error("the same choices lead to other questions");
    return made_[at_++].chosen;
  }

  /// Says that what was chosen so far cannot be.
  void forbid() { is_forbidden_ = true; }
  [[nodiscard]] bool is_forbidden() const { return is_forbidden_; }

  /// The next row; false after the last one.
  bool next() {
    at_ = 0;
    is_forbidden_ = false;
    if (random_ != nullptr) return true;
    while (!made_.empty() && made_.back().chosen + 1 == made_.back().count) made_.pop_back();
    if (made_.empty()) return false;
    ++made_.back().chosen;
    return true;
  }

 private:
  struct Choice {
    std::size_t chosen;
    std::size_t count;
  };
  Random* random_ = nullptr;
  std::vector<Choice> made_;
  std::size_t at_ = 0;
  bool is_forbidden_ = false;
};

}  // namespace eligo::oracle
