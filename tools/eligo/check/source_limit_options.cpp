#include "tools/eligo/check/source_limit_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "tools/eligo/terminal/limit_table.h"

namespace eligo {

namespace {

constexpr SourceLimits usual_source;

constexpr std::array<LimitOption<SourceLimits>, 2> source_limit_options{{
    {"source-bytes", usual_source.bytes, [](SourceLimits& l, std::uint64_t n) { l.bytes = n; }},
    {"source-files", usual_source.files, [](SourceLimits& l, std::uint64_t n) { l.files = n; }},
}};

}  // namespace

void add_source_limits(CLI::App& command, std::vector<std::string>& given) {
  command
      .add_option("--limit", given,
                  "how much text a protocol may be made of, NAME being one of " +
                      names_of_limits(source_limit_options) + " (docs/limits.md); may be given again")
      ->option_text("NAME=NUMBER")
      ->allow_extra_args(false);
}

bool take_source_limits(const std::vector<std::string>& given, SourceLimits& limits) {
  return std::all_of(given.begin(), given.end(),
                     [&](const std::string& one) { return take_limit(source_limit_options, one, limits); });
}

}  // namespace eligo
