// A fuzz target is one file of tests/fuzz/targets: the entry point that libFuzzer calls with any bytes
// whatever. It ends the process where a promise of the program is broken: `hold(false, "…")`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace eligo::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process where a promise is broken, so that the fuzzer keeps the input.
inline void hold(bool is_kept, const char* promise) {
  if (is_kept) return;
  std::fprintf(stderr, "broken: %s\n", promise);
  std::abort();
}

/// A file below the folder of the project's criteria.
inline std::string criteria_file(std::string_view name) {
  return std::string(ELIGO_CRITERIA) + '/' + std::string(name);
}

}  // namespace eligo::fuzz
