#include <doctest/doctest.h>

#include <string>

#include "compiler/source/compilation.h"
#include "runtime/saved/load_plan.h"
#include "runtime/saved/save_plan.h"
#include "tests/saved/forged.h"

/// Files that are no saved plan, or no longer one.
namespace eligo::testing {
namespace {

/// A small plan, as saved.
const std::string& small() {
  static const std::string bytes = [] {
    const Compilation compilation = compile_file("tests/cli/trial/trial.crit");
    REQUIRE(compilation.plan);
    return saved_plan(*compilation.plan);
  }();
  return bytes;
}

std::string code_of(std::string_view bytes) {
  const LoadedPlan loaded = load_plan(bytes);
  CHECK(loaded.plan.has_value() == loaded.error.code.empty());
  CHECK(loaded.error.message.empty() == loaded.error.code.empty());
  return loaded.error.code;
}

TEST_CASE("the layout of a file does not depend on the machine, nor change without a new version") {
  CHECK(small().substr(0, 12) == std::string("\x89"
                                             "ELIGO\r\n\1\0\0\0",
                                             12));
  Plan plan;
  plan.protocol = "ab";
  const std::string body(body_of(saved_plan(plan)));
  CHECK(body.substr(0, 6) == std::string("\2\0\0\0ab", 6));
}

TEST_CASE("a file cut off anywhere is truncated") {
  for (std::size_t size = 1; size < small().size(); ++size) {
    CAPTURE(size);
    CHECK(code_of(std::string_view(small()).substr(0, size)) == "plan-truncated");
  }
  CHECK(code_of(small()).empty());
}

TEST_CASE("a body cut off anywhere under a checksum of its own is invalid") {
  const std::string_view body = body_of(small());
  for (std::size_t size = 0; size < body.size(); ++size) {
    CAPTURE(size);
    CHECK(code_of(forged(body.substr(0, size))) == "plan-invalid");
  }
  CHECK(code_of(forged(std::string(body) + "x")) == "plan-invalid");
}

TEST_CASE("a byte that is not as it was is found, wherever it stands") {
  std::string bytes = small();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int bit : {0, 7}) {
      CAPTURE(at);
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      const std::string code = code_of(bytes);
      const bool is_in_magic = at < saved::magic.size();
      const bool is_in_length = at >= saved::magic.size() + 4 && at < saved::header_size - 4;
      if (is_in_magic) {
        CHECK(code == "plan-foreign");
      } else if (is_in_length) {
        CHECK((code == "plan-truncated" || code == "plan-damaged"));
      } else {
        CHECK(code == "plan-damaged");
      }
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    }
  }
}

TEST_CASE("a byte that is not as it was, under a checksum of its own, leads to a plan or to an error") {
  std::string body(body_of(small()));
  for (std::size_t at = 0; at < body.size(); ++at) {
    for (const char change : {'\1', '\x80', '\xFF'}) {
      body[at] = static_cast<char>(body[at] ^ change);
      const std::string code = code_of(forged(body));
      CHECK((code.empty() || code == "plan-invalid" || code == "plan-too-large"));
      body[at] = static_cast<char>(body[at] ^ change);
    }
  }
}

TEST_CASE("a file of another kind is foreign") {
  CHECK(code_of("") == "plan-foreign");
  CHECK(code_of("protocol TRIAL") == "plan-foreign");
  CHECK(code_of(std::string(100, '\0')) == "plan-foreign");
  CHECK_FALSE(is_saved_plan("protocol TRIAL"));
  CHECK(is_saved_plan(small()));
}

TEST_CASE("a plan of a newer format is told apart from a damaged one") {
  CHECK(code_of(forged("what a later version writes", saved::format_version + 1)) == "plan-newer");
  CHECK(code_of(forged(body_of(small()), 0)) == "plan-invalid");
}

TEST_CASE("a file beyond the limit is not read") {
  std::string bytes = small();
  bytes.resize(saved::max_file_size + 1);
  CHECK(code_of(bytes) == "plan-too-large");
}

TEST_CASE("something behind the end is damage") { CHECK(code_of(small() + "x") == "plan-damaged"); }

}  // namespace
}  // namespace eligo::testing
