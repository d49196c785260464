#pragma once

#include <string>
#include <string_view>

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// The change of one file as a unified diff with three lines of context, as `patch -p0` takes it. Empty if
/// the texts are equal.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

/// A unified diff in colours, where the style has them.
std::string painted_diff(std::string_view diff, const Style& style);

}  // namespace eligo
