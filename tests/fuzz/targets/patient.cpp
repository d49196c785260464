// Any bytes as a patient of the founding trial: an error, or an answer that is the same when it is asked for
// again.
#include "eligo/compile.h"
#include "eligo/screener.h"
#include "tests/fuzz/target.h"

using namespace eligo;  // NOLINT(google-build-using-namespace)

namespace {

Screener& screener() {
  static Screener one = [] {
    const CompiledProtocol made = compile_protocol(fuzz::criteria_file("nct06710717/nct06710717.crit"));
    fuzz::hold(made.protocol.has_value(), "the founding trial compiles");
    ScreenerOptions options;
    options.limits.steps =
        20'000;  // most texts say little of a patient: what is looked for here is how they are read
    auto result = Screener::make(*made.protocol, options);
    fuzz::hold(result.has_value(), "a screener is made");
    return std::move(*result);
  }();
  return one;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  Screening screening;
  if (screener().screen(text, screening)) {
    fuzz::hold(screening.is_empty(), "after an error there is no answer");
    return 0;
  }
  const auto first = screener().json(screening);
  fuzz::hold(first.has_value(), "what was screened can be written");
  static_cast<void>(screener().explain(screening, "I1"));
  static_cast<void>(screener().explain(screening, "E3"));
  Screening again;
  fuzz::hold(!screener().screen(text, again), "a document is read the same again");
  const auto second = screener().json(again);
  fuzz::hold(second && *second == *first, "a patient's answer is the same again");
  return 0;
}
