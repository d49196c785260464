#pragma once

#include <string>
#include <vector>

#include "eligo/limits.h"

namespace CLI {
class App;
}

namespace eligo {

/// Adds `--limit NAME=NUMBER`, which may be given again.
void add_limits(CLI::App& command, std::vector<std::string>& given);

/// Takes what was given into `limits`; false, with the reason on standard error, where a name or a number is
/// none.
bool take_limits(const std::vector<std::string>& given, Limits& limits);

}  // namespace eligo
