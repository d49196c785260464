// The compiler's side of the front door: a host's request becomes a compilation, and its plan a Protocol.

#include <exception>
#include <memory>
#include <utility>

#include "compiler/diagnostics/codes.h"
#include "compiler/diagnostics/render.h"
#include "compiler/lint/check.h"
#include "compiler/source/compilation.h"
#include "eligo/compile.h"

namespace eligo {
inline namespace v1 {
namespace {

CompiledProtocol compile(const std::string& path, CompileOptions options, const CompileRequest& request) {
  options.library_folders = request.library_folders;
  options.library_text = request.libraries;
  Compilation compilation =
      request.wants_lint ? check_file(path, options, LintSettings{}) : compile_file(path, options);
  CompiledProtocol result;
  result.diagnostics = std::move(compilation.diagnostics);
  result.files = std::move(compilation.files);
  result.unreadable = std::move(compilation.unreadable);
  if (!compilation.plan) return result;
  if (compilation.plan->criteria.empty()) {
    result.unreadable = path + " has no criteria: name a protocol, not a library";
    return result;
  }
  result.protocol.emplace(std::make_shared<const Plan>(std::move(*compilation.plan)));
  return result;
}

/// A host's loader may throw, and memory may run out: either is said in words.
CompiledProtocol guarded(const std::string& path, const CompileOptions& options,
                         const CompileRequest& request) noexcept {
  try {
    return compile(path, options, request);
  } catch (const std::exception& exception) {
    CompiledProtocol failed;
    failed.unreadable = exception.what();
    return failed;
  }
}

}  // namespace

CompiledProtocol compile_protocol(const std::string& path, const CompileRequest& request) noexcept {
  return guarded(path, {}, request);
}

CompiledProtocol compile_text(std::string_view text, const std::string& name,
                              const CompileRequest& request) noexcept {
  CompileOptions options;
  options.texts.emplace(name, text);
  return guarded(name, options, request);
}

std::string diagnostic_text(const Diagnostic& diagnostic, const std::vector<SourceText>& files) {
  return render(diagnostic, files);
}

}  // namespace v1
}  // namespace eligo
