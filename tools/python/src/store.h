#pragma once

#include <nanobind/nanobind.h>

namespace eligo::python {

/// Adds the class Store, over ProtocolStore, to the module.
void define_store(nanobind::module_& module);

}  // namespace eligo::python
