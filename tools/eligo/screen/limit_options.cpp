#include "tools/eligo/screen/limit_options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdint>
#include <limits>

#include "tools/eligo/terminal/limit_table.h"

namespace eligo {

namespace {

constexpr std::uint64_t any_size = std::uint64_t{1} << 40U;
constexpr Limits usual;

constexpr std::array<LimitOption<Limits>, 7> limit_options{{
    {"document-bytes", any_size, [](Limits& l, std::uint64_t n) { l.document_bytes = n; }},
    {"nesting", usual.nesting, [](Limits& l, std::uint64_t n) { l.nesting = static_cast<int>(n); }},
    {"records", usual.records, [](Limits& l, std::uint64_t n) { l.records = n; }},
    {"unknown-facts", any_size, [](Limits& l, std::uint64_t n) { l.unknown_facts = n; }},
    {"pairs", any_size, [](Limits& l, std::uint64_t n) { l.pairs = n; }},
    {"cases", std::numeric_limits<int>::max(),
     [](Limits& l, std::uint64_t n) { l.cases = static_cast<int>(n); }},
    {"steps", any_size, [](Limits& l, std::uint64_t n) { l.steps = static_cast<std::int64_t>(n); }},
}};

}  // namespace

void add_limits(CLI::App& command, std::vector<std::string>& given) {
  command
      .add_option("--limit", given,
                  "what one patient may cost, NAME being one of " + names_of_limits(limit_options) +
                      " (docs/limits.md); may be given again")
      ->option_text("NAME=NUMBER")
      ->allow_extra_args(false);
}

bool take_limits(const std::vector<std::string>& given, Limits& limits) {
  for (const std::string& one : given) {
    if (!take_limit(limit_options, one, limits)) return false;
  }
  return true;
}

}  // namespace eligo
