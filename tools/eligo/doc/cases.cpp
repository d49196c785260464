#include <algorithm>
#include <filesystem>

#include "tools/eligo/doc/chapters.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> case_files_beside(const std::string& path) {
  std::vector<std::string> found;
  std::error_code ignored;
  const fs::path folder = fs::absolute(path, ignored).parent_path();
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".cases") found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void count(const Expectation& expected, Document& document) {
  if (expected.kind != Expectation::Kind::criterion || expected.criterion >= document.criteria.size()) return;
  DocCriterion& criterion = document.criteria[expected.criterion];
  const bool has_choice = expected.criterion < expected.readings.size();
  const int reading = has_choice ? expected.readings[expected.criterion] : -1;
  if (reading < 0) {
    ++criterion.expected[static_cast<std::size_t>(expected.status)];
  } else if (static_cast<std::size_t>(reading) < criterion.readings.size()) {
    ++criterion.readings[static_cast<std::size_t>(reading)].cases;
  }
}

}  // namespace

void count_cases(const std::string& path, const CompileOptions& options, Document& document) {
  for (const std::string& file : case_files_beside(path)) {
    const CaseFile compiled = compile_cases(file, options);
    if (compiled.tests != document.name || !compiled.compilation.plan) continue;
    document.case_files.push_back(fs::path(file).filename().string());
    document.cases += compiled.cases.size();
    for (const Case& test : compiled.cases) {
      for (const Expectation& expected : test.expectations) count(expected, document);
    }
  }
}

}  // namespace eligo
