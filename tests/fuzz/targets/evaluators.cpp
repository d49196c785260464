// Bytes choose a protocol and its patients: the runtime settles nothing that the definition leaves open or
// answers otherwise.
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "tests/fuzz/target.h"
#include "tests/oracle/both_sides.h"
#include "tests/oracle/sample.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo::oracle;  // NOLINT(google-build-using-namespace)
  std::uint64_t seed = 0;
  std::uint32_t number = 0;
  if (size < sizeof(seed) + sizeof(number)) return 0;
  std::memcpy(&seed, data, sizeof(seed));
  std::memcpy(&number, data + sizeof(seed), sizeof(number));
  static BothSides both(
      std::filesystem::temp_directory_path() / ("eligo-fuzz-" + std::to_string(::getpid()) + ".crit"), 100);
  const Sample made = sample(seed, number);
  if (!both.take(made.protocol)) return 0;
  for (const Patient& patient : made.patients) {
    const auto answers = both.ask(patient);
    if (answers) eligo::fuzz::hold(answers->difference() != Difference::unsound, "the runtime is sound");
  }
  return 0;
}
