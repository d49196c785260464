#pragma once

#include <nanobind/nanobind.h>

#include <vector>

#include "eligo/diagnostic.h"

/// Findings in protocols as Python sees them.
namespace eligo::python {

/// What a stub calls `dict[str, Any]` and `list[dict[str, Any]]`.
using Fields = nanobind::typed<nanobind::dict, nanobind::str, nanobind::any>;
using FieldsList = nanobind::typed<nanobind::list, Fields>;

FieldsList diagnostics_of(const std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files);

}  // namespace eligo::python
