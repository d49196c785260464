// Compiling in C: handles around the compiler's side of the front door.
#include "eligo/c_compile.h"

#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "compiler/diagnostics/render.h"
#include "eligo/compile.h"
#include "eligo/format.h"
#include "runtime/host/c_handles.h"

using namespace eligo;  // NOLINT(google-build-using-namespace): the handles are C's, outside the namespace

namespace {

/// A diagnostic with its texts as C reads them.
struct DiagnosticTexts {
  std::string code, message, text, file;
  const char* severity = "error";
  LineColumn place;
};

DiagnosticTexts texts_of(const Diagnostic& one, const std::vector<SourceText>& files) {
  DiagnosticTexts result{std::string(one.code), one.message, render(one, files), {}, "error", {}};
  if (one.severity != Severity::error)
    result.severity = one.severity == Severity::warning ? "warning" : "hint";
  if (one.span.file < files.size()) {
    result.file = files[one.span.file].name;
    result.place = locate(files[one.span.file].text, one.span.begin);
  }
  return result;
}

CompileRequest request_of(const eligo_compile_options* options) {
  CompileRequest request;
  if (options == nullptr) return request;
  for (size_t i = 0; i < options->library_folder_count; ++i)
    request.library_folders.emplace_back(options->library_folders[i]);
  request.wants_lint = options->wants_lint != 0;
  if (options->source_bytes != 0) request.limits.bytes = options->source_bytes;
  if (options->source_files != 0) request.limits.files = options->source_files;
  return request;
}

}  // namespace

struct eligo_compilation {
  std::optional<Protocol> protocol;
  std::string unreadable;
  std::string_view unreadable_code;  // a literal, so that a zero byte stands behind it
  std::vector<DiagnosticTexts> findings;
};

struct eligo_formatted {
  Formatted formatted;
};

namespace {

eligo_compilation* handle_of(CompiledProtocol compiled) {
  auto result = std::make_unique<eligo_compilation>();
  for (const Diagnostic& one : compiled.diagnostics)
    result->findings.push_back(texts_of(one, compiled.files));
  result->protocol = std::move(compiled.protocol);
  result->unreadable = std::move(compiled.unreadable);
  result->unreadable_code = compiled.unreadable_code;
  return result.release();
}

/// Null where it throws, for want of memory.
template <typename Work>
auto or_null(Work work) noexcept -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception&) {
    return nullptr;
  }
}

const DiagnosticTexts* texts_at(const eligo_compilation* compilation, size_t index) {
  return index < compilation->findings.size() ? &compilation->findings[index] : nullptr;
}

}  // namespace

eligo_compilation* eligo_compile_file(const char* path, const eligo_compile_options* options) {
  return or_null([&] { return handle_of(compile_protocol(path, request_of(options))); });
}

eligo_compilation* eligo_compile_text(const char* text, size_t size, const char* name,
                                      const eligo_compile_options* options) {
  return or_null([&] { return handle_of(compile_text({text, size}, name, request_of(options))); });
}

void eligo_compilation_free(eligo_compilation* compilation) { delete compilation; }

eligo_protocol* eligo_compilation_protocol(eligo_compilation* compilation) {
  if (!compilation->protocol) return nullptr;
  auto* result = or_null([&] { return new eligo_protocol(*compilation->protocol); });
  if (result != nullptr) compilation->protocol.reset();
  return result;
}

const char* eligo_compilation_unreadable(const eligo_compilation* compilation) {
  return compilation->unreadable.c_str();
}

const char* eligo_compilation_unreadable_code(const eligo_compilation* compilation) {
  return compilation->unreadable_code.empty() ? "" : compilation->unreadable_code.data();
}

size_t eligo_compilation_diagnostics(const eligo_compilation* compilation) {
  return compilation->findings.size();
}

const char* eligo_diagnostic_code(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? nullptr : one->code.c_str();
}
const char* eligo_diagnostic_severity(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? nullptr : one->severity;
}
const char* eligo_diagnostic_message(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? nullptr : one->message.c_str();
}
const char* eligo_diagnostic_text(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? nullptr : one->text.c_str();
}
const char* eligo_diagnostic_file(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? nullptr : one->file.c_str();
}
unsigned eligo_diagnostic_line(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? 0 : one->place.line;
}
unsigned eligo_diagnostic_column(const eligo_compilation* compilation, size_t index) {
  const DiagnosticTexts* one = texts_at(compilation, index);
  return one == nullptr ? 0 : one->place.column;
}

eligo_formatted* eligo_format(const char* text, size_t size) {
  return or_null([&]() -> eligo_formatted* {
    auto formatted = format_source({text, size});
    return formatted ? new eligo_formatted{std::move(*formatted)} : nullptr;
  });
}

const char* eligo_formatted_text(const eligo_formatted* formatted, size_t* size) {
  if (size != nullptr) *size = formatted->formatted.text.size();
  return formatted->formatted.text.c_str();
}

int eligo_formatted_has_errors(const eligo_formatted* formatted) {
  return formatted->formatted.diagnostics.empty() ? 0 : 1;
}

void eligo_formatted_free(eligo_formatted* formatted) { delete formatted; }
