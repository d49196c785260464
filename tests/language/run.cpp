// Compiles every .crit file below a folder and compares what is found with what the file says is to be found:
//
//   most recent ALT < 5        # error E0403: write its unit
//
// at the end of a line says that exactly this diagnostic begins on this line, and that its message, label,
// notes or repairs hold the words. A file that says nothing must compile without a finding.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/diagnostics/render.h"
#include "compiler/source/compilation.h"

namespace {

using namespace eligo;  // NOLINT(google-build-using-namespace)

struct Expected {
  std::uint32_t line;
  std::string code;
  std::string words;
};

std::vector<Expected> expectations(const std::string& text) {
  std::vector<Expected> result;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string row = text.substr(at, stop - at);
    at = stop + 1;
    for (const std::string mark : {"# error ", "# warning "}) {
      const std::size_t found = row.find(mark);
      if (found == std::string::npos) continue;
      const std::string rest = row.substr(found + mark.size());
      const std::size_t colon = rest.find(": ");
      result.push_back(
          {line, rest.substr(0, colon), colon == std::string::npos ? "" : rest.substr(colon + 2)});
    }
  }
  return result;
}

bool says(const Diagnostic& d, const std::string& words) {
  std::string all = d.message + "\n" + d.label;
  for (const auto& note : d.notes) all += "\n" + note.text;
  for (const auto& fix : d.fixes) all += "\n" + fix.label + "\n" + fix.text;
  return all.find(words) != std::string::npos;
}

/// What differs between found and expected, for people; empty if nothing does.
std::string check(const std::string& path) {
  const Compilation compilation = compile_file(path);
  if (!compilation.unreadable.empty()) return compilation.unreadable + "\n";
  std::vector<Expected> wanted = expectations(compilation.files.front().text);
  std::string report;
  for (const Diagnostic& d : compilation.diagnostics) {
    const std::uint32_t line = locate(compilation.files[d.span.file].text, d.span.begin).line;
    const auto match = std::find_if(wanted.begin(), wanted.end(), [&](const Expected& e) {
      return d.span.file == 0 && e.line == line && e.code == d.code && says(d, e.words);
    });
    if (match == wanted.end()) {
      report += "not expected:\n" + render(d, compilation.files) + "\n";
    } else {
      wanted.erase(match);
    }
  }
  for (const auto& e : wanted)
    report += "line " + std::to_string(e.line) + ": expected " + e.code + ": " + e.words + "\n";
  return report;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "tests/language";
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".crit" &&
        entry.path().string().find("/vocabulary/") == std::string::npos)
      paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  int failed = 0;
  for (const auto& path : paths) {
    const std::string report = check(path);
    if (report.empty()) continue;
    ++failed;
    std::printf("%s\n%s\n", path.c_str(), report.c_str());
  }
  std::printf("%zu passed, %d failed\n", paths.size() - static_cast<std::size_t>(failed), failed);
  return failed == 0 && !paths.empty() ? 0 : 1;
}
