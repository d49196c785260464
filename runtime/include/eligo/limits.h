#pragma once

#include <cstddef>
#include <cstdint>

namespace eligo {
inline namespace v1 {

/// How much one patient may cost. Beyond a limit the answer is an error or stays open; it is never a guess.
struct Limits {
  std::size_t document_bytes = std::size_t{64} << 20U;  ///< of one patient; a longer document is an error
  int cases = 2000;  ///< completions of missing facts that one question may go through; then it stays open
  /// What all questions of one patient may cost together; then they stay open. A gap that is looked at costs
  /// one step, a record or a node five.
  std::int64_t steps = 50'000'000;
};

}  // namespace v1
}  // namespace eligo
