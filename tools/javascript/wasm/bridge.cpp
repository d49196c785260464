// The front door as functions that JavaScript can call: texts go in as address and length, and every call
// leaves its answer, JSON or bytes, in one text that the next call replaces. A module has one thread.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "eligo/compile.h"
#include "eligo/eligo.h"
#include "eligo/format.h"
#include "tools/javascript/wasm/bridge_json.h"

using namespace eligo;  // NOLINT(google-build-using-namespace): the functions are C's, outside the namespace

namespace {

/// A screener with its answer for the last patient.
struct ScreenerHandle {
  Screener screener;
  Screening screening;
};

std::string answer;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): read by answer_data

/// Leaves an error or a text as the answer; whether it is a text.
bool answer_with(Result<std::string> text) {
  answer = text ? std::move(*text) : bridge::error_json(text.error());
  return text.has_value();
}

Protocol* hand_out(std::optional<Protocol> protocol) {
  return protocol ? new Protocol(std::move(*protocol)) : nullptr;
}

}  // namespace

#define ELIGO_EXPORT(name) extern "C" __attribute__((export_name(#name)))

ELIGO_EXPORT(allocate) void* eligo_js_allocate(std::size_t size) { return std::malloc(size); }
ELIGO_EXPORT(release) void eligo_js_release(void* memory) { std::free(memory); }
ELIGO_EXPORT(answer_data) const char* eligo_js_answer_data() { return answer.data(); }
ELIGO_EXPORT(answer_size) std::size_t eligo_js_answer_size() { return answer.size(); }
ELIGO_EXPORT(version) void eligo_js_version() { answer = program_version(); }

/// Compiles the file at a path of the module's own folders. The answer has the diagnostics.
ELIGO_EXPORT(compile)
Protocol* eligo_js_compile(const char* path, std::size_t size, bool wants_lint) {
  CompileRequest request;
  request.library_folders = {"/library"};
  request.wants_lint = wants_lint;
  CompiledProtocol compiled = compile_protocol({path, size}, request);
  answer = bridge::compiled_json(compiled);
  return hand_out(std::move(compiled.protocol));
}

ELIGO_EXPORT(load) Protocol* eligo_js_load(const char* bytes, std::size_t size) {
  auto loaded = load_protocol({bytes, size});
  answer = loaded ? bridge::protocol_json(*loaded) : bridge::error_json(loaded.error());
  return loaded ? hand_out(std::move(*loaded)) : nullptr;
}

ELIGO_EXPORT(save) bool eligo_js_save(const Protocol* protocol) {
  return answer_with(save_protocol(*protocol));
}
ELIGO_EXPORT(free_protocol) void eligo_js_free_protocol(Protocol* protocol) { delete protocol; }

ELIGO_EXPORT(format) bool eligo_js_format(const char* text, std::size_t size) {
  auto formatted = format_source({text, size});
  answer =
      formatted ? bridge::formatted_json(*formatted, {text, size}) : bridge::error_json(formatted.error());
  return formatted.has_value();
}

ELIGO_EXPORT(make_options) ScreenerOptions* eligo_js_make_options() { return new ScreenerOptions; }
ELIGO_EXPORT(free_options) void eligo_js_free_options(ScreenerOptions* options) { delete options; }

ELIGO_EXPORT(set_option)
bool eligo_js_set_option(ScreenerOptions* options, const char* name, std::size_t name_size, const char* value,
                         std::size_t value_size) {
  const Error error = set_option(*options, {name, name_size}, {value, value_size});
  if (error) answer = bridge::error_json(error);
  return !error;
}

ELIGO_EXPORT(make_screener)
ScreenerHandle* eligo_js_make_screener(const Protocol* protocol, const ScreenerOptions* options) {
  auto made = Screener::make(*protocol, *options);
  if (made) return new ScreenerHandle{std::move(*made), {}};
  answer = bridge::error_json(made.error());
  return nullptr;
}

ELIGO_EXPORT(free_screener) void eligo_js_free_screener(ScreenerHandle* handle) { delete handle; }

/// The answer is the line that `eligo screen --format json` prints.
ELIGO_EXPORT(screen) bool eligo_js_screen(ScreenerHandle* handle, const char* document, std::size_t size) {
  if (const Error error = handle->screener.screen({document, size}, handle->screening)) {
    answer = bridge::error_json(error);
    return false;
  }
  return answer_with(handle->screener.json(handle->screening));
}

ELIGO_EXPORT(explain) bool eligo_js_explain(ScreenerHandle* handle, const char* criterion, std::size_t size) {
  auto explanation = handle->screener.explain(handle->screening, {criterion, size});
  answer = explanation ? bridge::explanation_json(*explanation) : bridge::error_json(explanation.error());
  return explanation.has_value();
}

ELIGO_EXPORT(ask) bool eligo_js_ask(ScreenerHandle* handle) {
  auto questions = handle->screener.ask(handle->screening);
  answer = questions ? bridge::questions_json(*questions) : bridge::error_json(questions.error());
  return questions.has_value();
}

ELIGO_EXPORT(notices) bool eligo_js_notices(const ScreenerHandle* handle) {
  answer = bridge::notices_json(handle->screening);
  return true;
}
