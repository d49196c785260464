#include "tools/eligo/coverage/coverage.h"

#include <doctest/doctest.h>

#include "compiler/source/compilation.h"
#include "tools/eligo/coverage/coverage_text.h"
#include "tools/eligo/coverage/positions.h"

namespace eligo {

TEST_SUITE("tools: coverage") {
  TEST_CASE("just beside a number is within a tenth of it or one step of its last digit") {
    CHECK(step_beside(200, ValueKind::quantity) == Number(20));
    CHECK(step_beside(2, ValueKind::quantity) == Number(1));
    CHECK(step_beside(*Number::parse("0.5"), ValueKind::quantity) == *Number::parse("0.1"));
    CHECK(step_beside(-45, ValueKind::quantity) == *Number::parse("4.5"));
  }

  TEST_CASE("just beside a titre is one doubling, beside a grade one") {
    CHECK(step_beside(80, ValueKind::titre) == Number(80));
    CHECK(step_beside(80, ValueKind::grade) == Number(1));
  }

  TEST_CASE("what is wanted of a small trial, worked out by hand") {
    const Compilation compiled = compile_file("tests/cli/trial/trial.crit");
    REQUIRE(compiled.plan);
    const Coverage coverage("trial.crit", compiled.files[0].text, *compiled.plan, 0);
    // Three outcomes of I1, I2 and E1; four of I3, which asks women only.
    CHECK(coverage.criteria().wanted == 13);
    // Three of `sex is female`, of the pregnancy test, and of the reading R-E1.
    CHECK(coverage.branches().wanted == 9);
    // Three sides each of 18 years, 65 years and 5 x ULN.
    CHECK(coverage.limits().wanted == 9);
    CHECK(coverage.all().reached == 0);
  }

  TEST_CASE("the table keeps to the width of a terminal") {
    const Compilation compiled = compile_file("tests/cli/trial/trial.crit");
    REQUIRE(compiled.plan);
    const Coverage coverage("trial.crit", compiled.files[0].text, *compiled.plan, 0);
    std::string text = coverage_text(coverage, Style{false, 80});
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
      CHECK(display_width(text.substr(0, end)) <= 80);
      text.erase(0, end + 1);
    }
  }
}

}  // namespace eligo
