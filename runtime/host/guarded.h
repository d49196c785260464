#pragma once

#include <exception>
#include <new>

#include "eligo/result.h"

namespace eligo {

/// Takes no memory: its texts are short enough to lie within the strings.
inline Error out_of_memory() noexcept { return {"out-of-memory", "out of memory", {}, {}}; }

/// Runs what may throw, so that nothing crosses the front door. `Work` gives an Error or a Result.
template <typename Work>
auto guarded(Work&& work) noexcept -> decltype(work()) {
  try {
    try {
      return work();
    } catch (const std::bad_alloc&) {
      return out_of_memory();
    } catch (const std::exception& exception) {
      return Error{"internal", exception.what(), {}, "report it, with what was given"};
    }
  } catch (...) {  // no memory for those words
    return out_of_memory();
  }
}

}  // namespace eligo
