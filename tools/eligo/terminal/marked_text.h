#pragma once

#include <string>
#include <vector>

#include "compiler/compare/wording.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// A wording in lines of at most `width` columns, its own line breaks and indentation kept. What is changed
/// is painted, or stands between « and » where the style has no colours; a wording that is changed as a whole
/// is not marked.
std::vector<std::string> marked_lines(const std::vector<amendment::Stretch>& wording, int width, Tone tone,
                                      const Style& style);

}  // namespace eligo
