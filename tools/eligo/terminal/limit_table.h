#pragma once

#include <string>
#include <string_view>

#include "runtime/host/limit_table.h"
#include "tools/eligo/commands.h"

namespace eligo {

/// Takes one `NAME=NUMBER` of `--limit` into `limits`; false, with the reason on standard error, where the
/// name or the number is not known.
template <typename Table, typename Limits>
bool take_limit(const Table& table, std::string_view given, Limits& limits) {
  const std::string why = set_limit(table, given, limits);
  if (!why.empty()) cannot_run("--limit " + std::string(given) + ": " + why);
  return why.empty();
}

}  // namespace eligo
