#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::units {

/// Units that an author may have meant by `code`, in which `unknown` (a part of it) names no unit. Best
/// first, at most three; each of them can be read.
std::vector<std::string> suggest(std::string_view code, std::string_view unknown);

}  // namespace eligo::units
