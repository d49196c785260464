#pragma once

#include <stdexcept>

/// toml++ as Eligo uses it: with exceptions, and with its own assumptions checked, since a file of strangers
/// may break them (a table's head that does not begin with a key, `[ = x]`).
namespace eligo {

[[noreturn]] inline void refuse_toml() { throw std::runtime_error("this is no TOML"); }

}  // namespace eligo

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(condition) \
  if (!(condition)) ::eligo::refuse_toml()
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
