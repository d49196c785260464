// Any text as a dictionary of the founding trial.
#include "runtime/ingest/dictionary.h"

#include "compiler/source/compilation.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  static const Compilation trial = compile_file(fuzz::criteria_file("nct06710717/nct06710717.crit"));
  fuzz::hold(trial.plan.has_value(), "the founding trial compiles");
  std::vector<ingest::Dictionary::Error> errors;
  const auto dictionary = ingest::Dictionary::read(fuzz::text_of(data, size), trial.plan->vocabulary, errors);
  for (const auto& one : errors)
    fuzz::hold(one.line > 0 && !one.text.empty(), "an error has a line and a text");
  static_cast<void>(dictionary.size());
  return 0;
}
