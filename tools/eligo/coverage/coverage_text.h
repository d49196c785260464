#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tools/eligo/coverage/coverage.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// Coverage as a table for the terminal: a line for each criterion or score, and below it what no case
/// reached. At most `style.width` columns wide.
std::string coverage_text(const Coverage& coverage, const Style& style);

/// The same for programs, with every site and limit.
nlohmann::ordered_json coverage_json(const Coverage& coverage);

}  // namespace eligo
