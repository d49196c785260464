// The table of the selectors: their words name them, and no other words do.
#include "runtime/model/selector.h"

#include <doctest/doctest.h>

namespace eligo {

TEST_CASE("a selector is found by its words and by no others") {
  for (const SelectorTraits& one : selector_traits) {
    CAPTURE(one.words);
    CHECK(&traits(one.selector) == &one);
    if (!one.words.empty()) CHECK(selector_named(one.words) == one.selector);
  }
  CHECK(selector_named("most recent") == Selector::most_recent);
  for (const char* other : {"", "most", "recent", "median", "Lowest", "lowest ", "no"}) {
    CAPTURE(other);
    CHECK_FALSE(selector_named(other));
  }
}

}  // namespace eligo
