#pragma once

#include <string>

#include "tests/oracle/both_sides.h"
#include "tests/oracle/properties.h"
#include "tests/oracle/settling.h"

namespace eligo::oracle {

/// What came of the pairs, in numbers.
struct Counts {
  std::size_t pairs = 0, criteria = 0, unknown = 0, undetermined = 0, joint = 0, skipped = 0;
  std::size_t uncompiled = 0, unsound = 0, inexact = 0;
  std::array<std::size_t, property_names.size()> breaches{};  ///< by property
  SettlingCounts settling;

  void add(const Answers& answers);
  void add(const SettlingCounts& other);
  void add(const Counts& other);
};

/// In one line.
std::string text(const Counts& counts);

}  // namespace eligo::oracle
