// Any text as a protocol: it compiles or has errors with a place inside the text, its layout is stable, and a
// plan made of it can be saved, loaded and screened with.
#include "eligo/compile.h"
#include "eligo/format.h"
#include "eligo/screener.h"
#include "tests/fuzz/target.h"

using namespace eligo;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::string_view patient = R"({"patient":"P","anchors":{"screening":"2025-03-01"},
  "attributes":{"sex":"female","birth-date":"1980-02"},
  "observations":[{"fact":"ALT","date":"2025-02-20","value":30,"unit":"U/L"}],
  "treatments":[{"fact":"zzyzx","start":"2025-01"}],"complete":["conditions"]})";

CompiledProtocol compiled(std::string_view text) {
  CompileRequest request;
  request.library_folders = {ELIGO_CRITERIA};
  request.wants_lint = true;
  return compile_text(text, "fuzz.crit", request);
}

void look_at_layout(std::string_view text) {
  const Formatted once = *format_source(text);
  fuzz::hold(!once.is_refused, "the layout never changes the meaning");
  if (!once.diagnostics.empty()) return;
  const Formatted twice = *format_source(once.text);
  fuzz::hold(twice.text == once.text && twice.diagnostics.empty(), "a text that is laid out stays as it is");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  look_at_layout(text);
  const CompiledProtocol made = compiled(text);
  for (const Diagnostic& one : made.diagnostics) {
    fuzz::hold(one.span.file < made.files.size() || made.files.empty(),
               "a diagnostic names a file that was read");
    static_cast<void>(diagnostic_text(one, made.files));
  }
  if (!made.protocol) return 0;
  auto screener = Screener::make(*made.protocol);
  if (!screener) return 0;
  Screening screening;
  if (screener->screen(patient, screening)) return 0;
  for (const CriterionResult& one : screening.criteria())
    static_cast<void>(screener->explain(screening, one.id));
  fuzz::hold(screener->json(screening).has_value(), "what was screened can be written");
  return 0;
}
