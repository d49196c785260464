#pragma once

#include <nanobind/nanobind.h>

namespace eligo::python {

/// Tells the module what a reader of foreign tables needs to know of a protocol: its facts with their codes,
/// which facts a code means, and a protocol that takes the codes of a system for those of something else.
void define_plan_facts(nanobind::module_& module);

}  // namespace eligo::python
