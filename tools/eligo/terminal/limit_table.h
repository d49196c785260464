#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/eligo/commands.h"

namespace eligo {

/// A limit that `--limit NAME=NUMBER` sets in a set of `Limits`.
template <typename Limits>
struct LimitOption {
  std::string_view name;
  std::uint64_t most;  ///< of a limit that protects the program itself the default: it can only be lowered
  void (*set)(Limits& limits, std::uint64_t number);
};

template <typename Table>
std::string names_of_limits(const Table& table) {
  std::string names;
  for (const auto& one : table) {
    if (!names.empty()) names += ", ";
    names += one.name;
  }
  return names;
}

/// Takes one `NAME=NUMBER` into `limits`; false, with the reason on standard error, where the name or the
/// number is not known.
template <typename Table, typename Limits>
bool take_limit(const Table& table, std::string_view given, Limits& limits) {
  const std::size_t equals = given.find('=');
  for (const auto& one : table) {
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
  cannot_run("--limit " + std::string(given) + ": there is no such limit; there are " +
             names_of_limits(table));
  return false;
}

}  // namespace eligo
