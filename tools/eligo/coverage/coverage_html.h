#pragma once

#include <string>
#include <vector>

#include "tools/eligo/coverage/coverage.h"

namespace eligo {

/// Coverage as one HTML page that needs nothing else: for each criteria file a summary and its text, each
/// line of a rule coloured by how much of it the cases reach, with the counts beside it.
std::string coverage_html(const std::vector<const Coverage*>& all);

}  // namespace eligo
