#include <algorithm>
#include <array>
#include <cstdio>

#include "tools/eligo/test/test_report.h"

/// `eligo test --junit`.
namespace eligo {

namespace {

/// How many bytes the UTF-8 character at `at` takes that XML 1.0 allows; 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' ? 1 : 0;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return 0;
  std::uint32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  static constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
  const bool is_allowed =
      point >= least[length] && point <= 0x10FFFF && !is_surrogate && point != 0xFFFE && point != 0xFFFF;
  return is_allowed ? length : 0;
}

std::string xml_text(std::string_view text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i);
    if (length == 0) {
      safe += "\uFFFD";
      ++i;
      continue;
    }
    switch (text[i]) {
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '&': safe += "&amp;"; break;
      case '"': safe += "&quot;"; break;
      case '\n': safe += "&#10;"; break;  // an attribute would lose it
      default: safe += text.substr(i, length);
    }
    i += length;
  }
  return safe;
}

std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + xml_text(value) + '"';
}

std::string seconds_text(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6f", seconds);
  return text.data();
}

struct Totals {
  std::size_t tests = 0, failures = 0, errors = 0;
  double seconds = 0;

  [[nodiscard]] std::string attributes() const {
    return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
           attribute("errors", std::to_string(errors)) + attribute("time", seconds_text(seconds));
  }
};

Totals totals_of(const CaseFileRecord& file) {
  Totals totals;
  totals.errors = file.problem.empty() ? 0 : 1;
  totals.tests = file.cases.size() + totals.errors;
  for (const CaseRecord& record : file.cases) {
    if (!record.result.has_passed()) ++totals.failures;
    totals.seconds += record.seconds;
  }
  return totals;
}

std::string case_xml(const CaseFileRecord& file, const CaseRecord& record) {
  const CaseResult& result = record.result;
  std::string xml = "    <testcase" + attribute("name", result.name) + attribute("classname", file.path) +
                    attribute("file", file.path) + attribute("line", std::to_string(record.line)) +
                    attribute("time", seconds_text(record.seconds));
  if (result.has_passed()) return xml + "/>\n";
  xml += ">\n";
  std::string details;
  for (std::size_t i = 0; i < result.failures.size(); ++i) {
    const CaseFailure& failure = result.failures[i];
    details += file.path + ':' + std::to_string(record.failure_lines[i]) + ": expected " + failure.expected +
               ", got " + failure.got + '\n';
    for (const std::string& why : failure.why) details += "  because " + why + '\n';
  }
  const CaseFailure& first = result.failures.front();
  return xml + "      <failure" + attribute("message", "expected " + first.expected + ", got " + first.got) +
         attribute("type", "expectation") + '>' + xml_text(details) + "</failure>\n    </testcase>\n";
}

std::string suite_xml(const CaseFileRecord& file) {
  std::string xml = "  <testsuite" + attribute("name", file.path) + totals_of(file).attributes() + ">\n";
  if (!file.problem.empty()) {
    xml += "    <testcase" + attribute("name", "it can be run") + attribute("classname", file.path) +
           "><error" + attribute("message", file.problem) + attribute("type", "cannot run") +
           "/></testcase>\n";
  }
  for (const CaseRecord& record : file.cases) xml += case_xml(file, record);
  return xml + "  </testsuite>\n";
}

}  // namespace

std::string junit_xml(const TestRecord& record) {
  Totals all;
  std::string suites;
  for (const CaseFileRecord& file : record.files) {
    const Totals totals = totals_of(file);
    all.tests += totals.tests;
    all.failures += totals.failures;
    all.errors += totals.errors;
    all.seconds += totals.seconds;
    suites += suite_xml(file);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "eligo test") +
         all.attributes() + ">\n" + suites + "</testsuites>\n";
}

}  // namespace eligo
