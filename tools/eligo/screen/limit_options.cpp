#include "tools/eligo/screen/limit_options.h"

#include <CLI/CLI.hpp>

#include "runtime/host/patient_limits.h"
#include "tools/eligo/terminal/limit_table.h"

namespace eligo {

void add_limits(CLI::App& command, std::vector<std::string>& given) {
  command
      .add_option("--limit", given,
                  "what one patient may cost, NAME being one of " + names_of_limits(patient_limits) +
                      " (docs/limits.md); may be given again")
      ->option_text("NAME=NUMBER")
      ->allow_extra_args(false);
}

bool take_limits(const std::vector<std::string>& given, Limits& limits) {
  for (const std::string& one : given) {
    if (!take_limit(patient_limits, one, limits)) return false;
  }
  return true;
}

}  // namespace eligo
