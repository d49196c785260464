#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo {

/// A limit that has a name by which people set it, as `--limit NAME=NUMBER` does.
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

/// Takes one `NAME=NUMBER` into `limits`. Why not, where the name or the number is not known; else empty.
template <typename Table, typename Limits>
std::string set_limit(const Table& table, std::string_view given, Limits& limits) {
  const std::size_t equals = given.find('=');
  for (const auto& one : table) {
    if (given.substr(0, equals) != one.name) continue;
    const std::string_view digits = equals == std::string_view::npos ? "" : given.substr(equals + 1);
    std::uint64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec == std::errc() && read.ptr == digits.data() + digits.size() && number >= 1 &&
        number <= one.most) {
      one.set(limits, number);
      return {};
    }
    return std::string(one.name) + " is a whole number from 1 to " + std::to_string(one.most);
  }
  return "there is no such limit; there are " + names_of_limits(table);
}

}  // namespace eligo
