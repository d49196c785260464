// Every pair of docs/formatting.md: the block marked `before` becomes the one marked `after`.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "eligo/format.h"

namespace {

/// The next block with that mark from `at` on, which is moved behind it; empty if there is none.
std::string next_block(const std::string& page, const std::string& mark, std::size_t& at) {
  const std::size_t head = page.find("```eligo " + mark + "\n", at);
  if (head == std::string::npos) return {};
  const std::size_t begin = page.find('\n', head) + 1;
  at = page.find("```", begin);
  return page.substr(begin, at - begin);
}

}  // namespace

TEST_CASE("every example of docs/formatting.md is laid out as it says") {
  std::ifstream file("docs/formatting.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  int pairs = 0;
  for (std::size_t at = 0;; ++pairs) {
    const std::string before = next_block(page, "before", at);
    if (before.empty()) break;
    const std::string after = next_block(page, "after", at);
    CHECK(eligo::format_source(before)->text == after);
    CHECK(eligo::format_source(after)->text == after);
  }
  CHECK(pairs >= 9);
}
