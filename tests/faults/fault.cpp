#include "tests/faults/fault.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "grammar/scan.h"

namespace eligo::faults {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string unescaped(std::string text) {
  for (const auto& [sign, meant] : {std::pair("\\n", "\n"), std::pair("\\t", "\t"), std::pair("\\r", "\r")}) {
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at + 1))
      text.replace(at, 2, meant);
  }
  return text;
}

/// Cuts `open…close` out of the text; gives what stood between and where.
std::pair<std::string, std::size_t> cut(std::string& text, std::string_view open, std::string_view close) {
  const std::size_t at = text.find(open);
  if (at == std::string::npos) return {"", std::string::npos};
  const std::size_t stop = text.find(close, at);
  if (stop == std::string::npos) throw std::runtime_error("no end of a change in: " + text);
  const std::string inner = text.substr(at + open.size(), stop - at - open.size());
  text.erase(at, stop + close.size() - at);
  return {inner, at};
}

std::string without_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  return text;
}

/// Where the second token behind `at` begins: findings may lie at the token after the fault, not behind it.
std::uint32_t after_next_token(const std::string& text, std::uint32_t at) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* place = grammar::skip_space(begin + at, end);
  place += grammar::token_at(place, end).size();
  return static_cast<std::uint32_t>(grammar::skip_space(place, end) - begin);
}

}  // namespace

Bench::Bench(const fs::path& base)
    : folder_(fs::temp_directory_path() / ("eligo-faults-" + std::to_string(::getpid())) / "trial") {
  fs::create_directories(folder_);
  for (const auto& entry : fs::directory_iterator(base)) {
    const std::string name = entry.path().filename().string();
    files_[name] = read(entry.path());
    write(folder_ / name, files_[name]);
  }
}

Bench::~Bench() {
  std::error_code ignored;
  fs::remove_all(folder_.parent_path(), ignored);
}

Compilation Bench::compile(const std::string& file, const std::string& text) const {
  write(folder_ / file, text);
  // A library is compiled with the trial that uses it: its users must not be blamed.
  const bool is_trial = file.find("facts") == std::string::npos && file.find("scores") == std::string::npos;
  const std::string asked = is_trial ? file : "trial.crit";
  Compilation result = asked.ends_with(".cases") ? compile_cases((folder_ / asked).string()).compilation
                                                 : compile_file((folder_ / asked).string());
  write(folder_ / file, files_.at(file));
  return result;
}

std::vector<Fault> read_table(const fs::path& path) {
  std::vector<Fault> result;
  std::ifstream in(path);
  std::string file;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("in ") && line.find("[-") == std::string::npos &&
        line.find("{+") == std::string::npos) {
      file = line.substr(3);
      continue;
    }
    if (!line.starts_with("    E")) {
      result.push_back({file, line, {}, false, {}, {}, number});
      continue;
    }
    Fault& fault = result.back();
    const std::size_t colon = line.find(": ");
    std::istringstream words(line.substr(0, colon));
    words >> fault.code >> fault.repair;
    if (fault.repair == "elsewhere") {
      fault.is_elsewhere = true;
      words >> fault.repair;
    }
    fault.message = line.substr(colon + 2);
  }
  return result;
}

Edit plant(const std::string& text, const std::string& edit) {
  std::string faulty = unescaped(edit);
  std::string whole = faulty;
  const auto [added, added_at] = cut(whole, "{+", "+}");
  const auto [removed, removed_at] = cut(whole, "[-", "-]");
  const std::size_t place = removed_at != std::string::npos ? removed_at : added_at;
  if (place == std::string::npos) throw std::runtime_error("this changes nothing: " + edit);
  whole.insert(place, removed);
  const std::size_t at = text.find(whole);
  if (at == std::string::npos) throw std::runtime_error("not in the file: " + whole);
  if (text.find(whole, at + 1) != std::string::npos)
    throw std::runtime_error("not once in the file: " + whole);
  Edit result;
  result.text = text;
  result.text.replace(at + place, removed.size(), added);
  result.begin = static_cast<std::uint32_t>(at + place);
  result.end = static_cast<std::uint32_t>(at + place + added.size());
  return result;
}

Result examine(const Bench& bench, const std::string& file, const Edit& edit) {
  Result result;
  result.compilation = bench.compile(file, edit.text);
  const auto& found = result.compilation.diagnostics;
  result.repair = "none";
  if (found.empty()) return result;
  const Diagnostic& first = found.front();
  const auto in_file = [&](const Span& span) {
    return fs::path(result.compilation.files[span.file].path).filename() == file;
  };
  result.is_at_fault = in_file(first.span) && first.span.end >= edit.begin &&
                       first.span.begin <= after_next_token(edit.text, edit.end);
  for (const Fix& fix : first.fixes) {
    if (!in_file(fix.span)) continue;
    std::string mended = edit.text;
    mended.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
    if (without_space(mended) == without_space(bench.files().at(file))) {
      result.repair = "restored";
      break;
    }
    if (result.repair == "none" && bench.compile(file, mended).diagnostics.empty()) result.repair = "valid";
  }
  return result;
}

}  // namespace eligo::faults
