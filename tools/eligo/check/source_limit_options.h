#pragma once

#include <string>
#include <vector>

#include "eligo/source_limits.h"

namespace CLI {
class App;
}

namespace eligo {

/// Adds `--limit NAME=NUMBER` for how much text one protocol may be made of; it may be given again.
void add_source_limits(CLI::App& command, std::vector<std::string>& given);

/// Takes what was given into `limits`; false, with the reason on standard error, where a name or a number is
/// not known.
bool take_source_limits(const std::vector<std::string>& given, SourceLimits& limits);

}  // namespace eligo
