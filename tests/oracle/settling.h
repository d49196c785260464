#pragma once

#include "tests/oracle/runtime_side.h"

namespace eligo::oracle {

/// Sets of questions that are said to be able to rule a patient out, held against answers given at random.
struct SettlingCounts {
  std::size_t sets = 0;
  std::size_t confirmed = 0;         ///< some answers to these questions alone ruled the patient out
  std::size_t missed = 0;            ///< single questions that did so and were not said to
  std::size_t larger = 0;            ///< sets that hold a smaller one with the same verdict
  std::optional<Patient> ruled_out;  ///< by the answer to one that was missed
};

SettlingCounts look_at_settling(const Protocol& protocol, const Patient& patient, Runtime& runtime);

}  // namespace eligo::oracle
