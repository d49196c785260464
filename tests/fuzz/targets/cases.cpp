// Any text as a case file of the library of labs.
#include "compiler/lint/check.h"
#include "compiler/source/compilation.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  CompileOptions options;
  options.library_folders = {ELIGO_CRITERIA};
  const std::string path = fuzz::criteria_file("fuzz.cases");
  options.texts.emplace(path, fuzz::text_of(data, size));
  const CaseFile file = compile_cases(path, options);
  fuzz::hold(file.compilation.plan.has_value() || file.compilation.has_errors() ||
                 !file.compilation.unreadable.empty(),
             "a case file without a plan has an error");
  static_cast<void>(check_file(path, options, {}));
  return 0;
}
