// Any text as an eligo.toml.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/lint/check.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  static const std::string path =
      std::filesystem::temp_directory_path() / ("eligo-fuzz-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(path, std::ios::binary) << fuzz::text_of(data, size);
  LintSettings settings;
  std::string why;
  const bool is_read = read_settings(path, settings, why);
  std::filesystem::remove(path);
  fuzz::hold(is_read || !why.empty(), "settings that cannot be read say why");
  return 0;
}
