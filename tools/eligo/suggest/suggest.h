#pragma once

#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "tools/eligo/coverage/coverage.h"

namespace eligo {

struct Suggestions {
  std::string problem;  ///< why there are none; else empty
  std::string text;     ///< a case file
  std::size_t cases = 0;
  Share before, after;            ///< coverage without and with them
  std::vector<std::string> left;  ///< what no suggestion reaches
};

/// The text of the first patient of a case file: its block, as written. Empty if it has none.
std::string first_patient(std::string_view case_file);

/// Cases for what `coverage` lacks, as a case file at `path`: each is the base patient with one fact or two
/// changed, was run, and reaches something that none before it does; what it expects is what the evaluator
/// gives. `base` is a patient block; if it is empty, one is made that passes as many criteria as can be. For
/// protocols.
Suggestions suggest_cases(const std::string& path, const std::string& protocol, const CompileOptions& options,
                          Coverage coverage, std::string base);

}  // namespace eligo
