#include "tools/eligo/screen/limit_options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include "tools/eligo/commands.h"

namespace eligo {

namespace {

/// A limit by its name. One that protects the program itself can only be lowered.
struct LimitOption {
  std::string_view name;
  std::uint64_t most;
  void (*set)(Limits& limits, std::uint64_t number);
};

constexpr std::uint64_t any_size = std::uint64_t{1} << 40U;
constexpr Limits usual;

constexpr std::array<LimitOption, 7> limit_options{{
    {"document-bytes", any_size, [](Limits& l, std::uint64_t n) { l.document_bytes = n; }},
    {"nesting", usual.nesting, [](Limits& l, std::uint64_t n) { l.nesting = static_cast<int>(n); }},
    {"records", usual.records, [](Limits& l, std::uint64_t n) { l.records = n; }},
    {"unknown-facts", any_size, [](Limits& l, std::uint64_t n) { l.unknown_facts = n; }},
    {"pairs", any_size, [](Limits& l, std::uint64_t n) { l.pairs = n; }},
    {"cases", std::numeric_limits<int>::max(),
     [](Limits& l, std::uint64_t n) { l.cases = static_cast<int>(n); }},
    {"steps", any_size, [](Limits& l, std::uint64_t n) { l.steps = static_cast<std::int64_t>(n); }},
}};

std::string names_of_limits() {
  std::string names;
  for (const LimitOption& one : limit_options) {
    if (!names.empty()) names += ", ";
    names += one.name;
  }
  return names;
}

bool take_limit(std::string_view given, Limits& limits) {
  const std::size_t equals = given.find('=');
  for (const LimitOption& one : limit_options) {
    if (given.substr(0, equals) != one.name) continue;
    const std::string_view digits = equals == std::string_view::npos ? "" : given.substr(equals + 1);
    std::uint64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec == std::errc() && read.ptr == digits.data() + digits.size() && number >= 1 &&
        number <= one.most) {
      one.set(limits, number);
      return true;
    }
    cannot_run("--limit " + std::string(given) + ": " + std::string(one.name) +
               " is a whole number from 1 to " + std::to_string(one.most));
    return false;
  }
  cannot_run("--limit " + std::string(given) + ": there is no such limit; there are " + names_of_limits());
  return false;
}

}  // namespace

void add_limits(CLI::App& command, std::vector<std::string>& given) {
  command
      .add_option("--limit", given,
                  "what one patient may cost, NAME being one of " + names_of_limits() +
                      " (docs/limits.md); may be given again")
      ->option_text("NAME=NUMBER")
      ->allow_extra_args(false);
}

bool take_limits(const std::vector<std::string>& given, Limits& limits) {
  for (const std::string& one : given) {
    if (!take_limit(one, limits)) return false;
  }
  return true;
}

}  // namespace eligo
