#pragma once

#include <vector>

#include "compiler/diagnostics/findings.h"
#include "compiler/source/modules.h"

namespace eligo {

/// Leaves one finding where several have one cause: names of a library that no file takes in become one
/// finding that offers its `use`; a gap in a declaration that shows wherever the declaration is used stands
/// once, with the other places. `diagnostics` are sorted by place.
void gather(std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files, const ModuleSet& set,
            const CompileOptions& options);

}  // namespace eligo
