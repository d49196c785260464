// What is done while memory is short: calls of the front door.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "eligo/result.h"
#include "tests/memory/shortage.h"

namespace eligo::memory {

/// What a call gave.
struct Outcome {
  bool is_out_of_memory = false;  ///< by its code
  std::string answer;             ///< else: all that it said, or another error
};

struct Work {
  std::string name;
  std::function<Outcome(Shortage&)> attempt;
  /// What the objects that were used come to afterwards, with memory enough.
  std::function<std::string()> afterwards;
  bool is_large = false;  ///< too many allocations for each to fail in turn
};

inline Outcome failed(const Error& error) {
  if (error.code == "out-of-memory") return {true, {}};
  return {false, "error " + error.code + ": " + error.message + " " + error.place};
}

/// A protocol as the works take it, and documents of patients, the first with the most to do.
struct Trial {
  std::string path;
  std::vector<std::string> documents;
  std::string wrong_text;  ///< in place of the protocol's: mistakes, of which diagnostics speak
  bool is_large = false;
};

std::vector<Work> compiler_works(const Trial& trial);
std::vector<Work> plan_works(const Trial& trial);
std::vector<Work> screener_works(const Trial& trial);
std::vector<Work> c_works(const Trial& trial);
std::vector<Work> store_works(const Trial& trial);

std::string text_of_file(const std::string& path);

}  // namespace eligo::memory
