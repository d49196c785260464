#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tools/eligo/terminal/terminal.h"
#include "tools/eligo/test/case_runner.h"

/// What `eligo test` says of its cases: to people, to programs, to build servers.
namespace eligo {

/// A case that was run, with its lines in its file.
struct CaseRecord {
  CaseResult result;
  std::uint32_t line = 0;
  std::vector<std::uint32_t> failure_lines;  ///< of each failed expectation
  double seconds = 0;
};

/// The cases of one file.
struct CaseFileRecord {
  std::string path;
  std::string problem;  ///< why none could be run; empty if they were
  std::vector<CaseRecord> cases;
  std::size_t left_out = 0;  ///< by the filter
};

struct TestRecord {
  std::vector<CaseFileRecord> files;
  [[nodiscard]] std::size_t passed() const;
  [[nodiscard]] std::size_t failed() const;
  [[nodiscard]] std::size_t left_out() const;
  [[nodiscard]] bool could_run_all() const;
};

/// Each failed case of a file: what was expected and where, what came, and why. Empty if all passed.
std::string failures_text(const CaseFileRecord& file, const Style& style);

/// `passed`, `failed`, `left_out` and `cases`.
nlohmann::ordered_json test_json(const TestRecord& record);

/// A JUnit report: a suite a file, a file that does not compile as an error. Valid XML whatever the names
/// hold: characters that XML does not allow become `�`.
std::string junit_xml(const TestRecord& record);

}  // namespace eligo
