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
  int nesting = 100;  ///< of objects and lists, one inside the other; more than 100 count as 100
  std::size_t records = 1'000'000;  ///< of one patient; more than a million count as a million
  /// That the entries of one list may be of which nobody understands; all that is asked of a longer list
  /// stays open.
  std::size_t unknown_facts = 100'000;
  /// Of records that are held against each other, to find one that stands twice; the rest may repeat another.
  std::size_t pairs = 1'000'000;
};

}  // namespace v1
}  // namespace eligo
