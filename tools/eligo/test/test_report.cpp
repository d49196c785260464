#include "tools/eligo/test/test_report.h"

#include <nlohmann/json.hpp>

#include "tools/eligo/report/explain_text.h"

namespace eligo {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t max_tree_lines = 14;  // of an explanation, below one failure

/// An explanation cut to what fits below a failure.
std::string short_tree(const ExplainedNode& explanation, const Style& style) {
  const std::string whole = TreeText(style, false).write(explanation, 6, "");
  std::size_t end = 0;
  for (std::size_t line = 0; line < max_tree_lines && end < whole.size(); ++line)
    end = whole.find('\n', end) + 1;
  return end < whole.size() ? whole.substr(0, end) + "      …\n" : whole;
}

ordered_json case_json(const CaseFileRecord& file, const CaseRecord& record) {
  ordered_json failures = ordered_json::array();
  for (std::size_t i = 0; i < record.result.failures.size(); ++i) {
    const CaseFailure& failure = record.result.failures[i];
    failures.push_back({{"expected", failure.expected},
                        {"line", record.failure_lines[i]},
                        {"got", failure.got},
                        {"because", failure.why}});
  }
  return {{"file", file.path},
          {"line", record.line},
          {"name", record.result.name},
          {"passed", record.result.has_passed()},
          {"failures", std::move(failures)}};
}

}  // namespace

std::size_t TestRecord::passed() const {
  std::size_t sum = 0;
  for (const CaseFileRecord& file : files) {
    for (const CaseRecord& one : file.cases) sum += one.result.has_passed() ? 1 : 0;
  }
  return sum;
}

std::size_t TestRecord::failed() const {
  std::size_t sum = 0;
  for (const CaseFileRecord& file : files) sum += file.cases.size();
  return sum - passed();
}

std::size_t TestRecord::left_out() const {
  std::size_t sum = 0;
  for (const CaseFileRecord& file : files) sum += file.left_out;
  return sum;
}

bool TestRecord::could_run_all() const {
  for (const CaseFileRecord& file : files) {
    if (!file.problem.empty()) return false;
  }
  return true;
}

std::string failures_text(const CaseFileRecord& file, const Style& style) {
  std::string text;
  for (const CaseRecord& record : file.cases) {
    const CaseResult& result = record.result;
    if (result.has_passed()) continue;
    text += paint("✗ " + harmless(result.name), Tone::bad, style) + '\n';
    text += paint("  " + file.path + ':' + std::to_string(record.line), Tone::dim, style) + '\n';
    for (std::size_t i = 0; i < result.failures.size(); ++i) {
      const CaseFailure& failure = result.failures[i];
      text += "    expected  " + paint(harmless(failure.expected), Tone::good, style) +
              paint("  (line " + std::to_string(record.failure_lines[i]) + ")", Tone::dim, style) + '\n';
      text += "    got       " + paint(failure.got, Tone::bad, style) + '\n';
      for (const std::string& why : failure.why) text += "    because   " + harmless(why) + '\n';
      for (const ExplainedNode& tree : failure.trees) text += short_tree(tree, style);
    }
    text += '\n';
  }
  return text;
}

ordered_json test_json(const TestRecord& record) {
  ordered_json cases = ordered_json::array();
  for (const CaseFileRecord& file : record.files) {
    for (const CaseRecord& one : file.cases) cases.push_back(case_json(file, one));
  }
  return {{"passed", record.passed()},
          {"failed", record.failed()},
          {"left_out", record.left_out()},
          {"cases", std::move(cases)}};
}

}  // namespace eligo
