#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/properties/grammar.h"

namespace eligo::properties {

/// Blocks of files, each changed by a token at random, held against parser and grammar.
class ChangedBlocks {
 public:
  ChangedBlocks(const Grammar& grammar, const std::vector<std::string>& blocks, std::uint64_t seed);

  void try_one();
  void print() const;
  [[nodiscard]] bool has_failed() const { return different_ > 0 || accepted_ == 0 || refused_ == 0; }

 private:
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(random_() % size); }
  std::string changed(const std::string& block);

  const Grammar& grammar_;
  const std::vector<std::string>& blocks_;
  std::vector<std::string> tokens_;  ///< of all blocks, and the words and signs of the grammar
  std::mt19937_64 random_;
  int accepted_ = 0;
  int refused_ = 0;
  int different_ = 0;
};

}  // namespace eligo::properties
