#include "tools/eligo/terminal/unified_diff.h"

#include <doctest/doctest.h>

namespace {

using eligo::unified_diff;

}  // namespace

TEST_CASE("equal texts have no diff") {
  CHECK(unified_diff("a.crit", "one\ntwo\n", "one\ntwo\n").empty());
  CHECK(unified_diff("a.crit", "", "").empty());
}

TEST_CASE("a changed line stands with three lines of context, the old one first") {
  CHECK(unified_diff("a.crit", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a.crit\n+++ a.crit\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("changes far apart are hunks of their own, near ones are one") {
  CHECK(unified_diff("f", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n") ==
        "--- f\n+++ f\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
  CHECK(unified_diff("f", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\nb\nc\n") ==
        "--- f\n+++ f\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -7,3 +6,4 @@\n 6\n 7\n b\n+c\n");
}

TEST_CASE("an empty side is counted as `patch` counts it") {
  CHECK(unified_diff("f", "", "a\n") == "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
  CHECK(unified_diff("f", "a\n", "") == "--- f\n+++ f\n@@ -1,1 +0,0 @@\n-a\n");
}

TEST_CASE("a missing last line break is told") {
  CHECK(unified_diff("f", "a", "a\n") ==
        "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST_CASE("colours mark what goes and what comes, where there are colours") {
  const std::string diff = unified_diff("f", "a\n", "b\n");
  CHECK(eligo::painted_diff(diff, {false, 100}) == diff);
  CHECK(eligo::painted_diff(diff, {true, 100}).find("\033[31m-a\033[0m\n\033[32m+b\033[0m\n") !=
        std::string::npos);
}
