#pragma once

#include <string>

namespace eligo {

/// All codes by group, with levels and titles, as a Markdown page: docs/rules/README.md.
std::string rule_index();

}  // namespace eligo
