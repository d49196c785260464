#pragma once

#include <string>
#include <vector>

#include "eligo/diagnostic.h"
#include "compiler/source/lines.h"

namespace eligo {

struct RenderOptions {
  bool colour = false;
  int width = 100;  ///< of the terminal, in columns
};

/// One diagnostic as people read it: message, source line, underline, notes, repair.
std::string render(const Diagnostic& diagnostic, const std::vector<SourceText>& files,
                   const RenderOptions& options = {});
/// The same for one of many, with the lines of the files looked up once.
std::string render(const Diagnostic& diagnostic, const std::vector<SourceText>& files, LineIndex& lines,
                   const RenderOptions& options);

}  // namespace eligo
