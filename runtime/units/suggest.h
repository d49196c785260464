#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::units {

/// Units that an author may have meant by `code`, in which `unknown` (a part of it) names no unit. Best
/// first, at most three; each of them can be read.
std::vector<std::string> suggest(std::string_view code, std::string_view unknown);

/// Names of units that criteria and laboratories use, the most frequent first.
std::span<const std::string_view> common_names();

}  // namespace eligo::units
