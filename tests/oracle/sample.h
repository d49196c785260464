#pragma once

#include "tests/oracle/patient.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// A protocol with some patients, each of whom is a pair with it. Samples and pairs have numbers.
struct Sample {
  static constexpr std::size_t size = 8;
  Protocol protocol;
  std::vector<Patient> patients;
};

/// The same for the same numbers, wherever it is made.
Sample sample(std::uint64_t seed, std::size_t number);

}  // namespace eligo::oracle
