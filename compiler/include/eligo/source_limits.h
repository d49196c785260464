#pragma once

#include <cstddef>

namespace eligo {
inline namespace v1 {

/// How much text one protocol may be made of. Beyond a limit it is refused, with a diagnostic. Both protect
/// the program itself: more than the default counts as the default.
struct SourceLimits {
  std::size_t bytes = std::size_t{32} << 20U;  ///< of one file; `E0105` beyond
  std::size_t files = 1000;                    ///< that it takes in by `use`, itself counted; `E0116` beyond
};

}  // namespace v1
}  // namespace eligo
