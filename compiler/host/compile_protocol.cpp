// The compiler's side of the front door: a host's request becomes a compilation, and its plan a Protocol.

#include <exception>
#include <memory>
#include <new>
#include <utility>

#include "compiler/compare/amendment_json.h"
#include "compiler/diagnostics/codes.h"
#include "compiler/diagnostics/render.h"
#include "compiler/lint/check.h"
#include "compiler/source/compilation.h"
#include "eligo/compare.h"
#include "eligo/compile.h"

namespace eligo {
inline namespace v1 {
namespace {

void refuse(CompiledProtocol& result, std::string_view code, std::string why) {
  result.unreadable = std::move(why);
  result.unreadable_code = code;
}

Compilation compilation_of(const std::string& path, CompileOptions options, const CompileRequest& request) {
  options.library_folders = request.library_folders;
  options.library_text = request.libraries;
  options.limits = request.limits;
  return request.wants_lint ? check_file(path, options, LintSettings{}) : compile_file(path, options);
}

CompiledProtocol protocol_of(Compilation compilation, const std::string& path) {
  CompiledProtocol result;
  result.diagnostics = std::move(compilation.diagnostics);
  result.files = std::move(compilation.files);
  if (!compilation.unreadable.empty()) refuse(result, "file-unreadable", std::move(compilation.unreadable));
  if (!compilation.plan) return result;
  if (compilation.plan->criteria.empty()) {
    refuse(result, "no-criteria", path + " has no criteria: name a protocol, not a library");
    return result;
  }
  result.protocol.emplace(std::make_shared<const Plan>(std::move(*compilation.plan)));
  return result;
}

CompiledProtocol compile(const std::string& path, CompileOptions options, const CompileRequest& request) {
  return protocol_of(compilation_of(path, std::move(options), request), path);
}

Compilation version_of(const ProtocolVersion& version, const CompileRequest& request) {
  CompileOptions options;
  if (version.text) options.texts.emplace(version.path, *version.text);
  return compilation_of(version.path, std::move(options), request);
}

/// A host's loader may throw, and memory may run out: either is said in words. Those of the latter are so
/// short that they take no memory.
template <typename Work>
CompiledProtocol guarded_compile(Work work) noexcept {
  CompiledProtocol failed;
  try {
    try {
      return work();
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& exception) {
      refuse(failed, "loader-failed", exception.what());
    } catch (...) {
      refuse(failed, "loader-failed", "it has thrown");
    }
  } catch (...) {
    refuse(failed, "out-of-memory", "out of memory");
  }
  return failed;
}

}  // namespace

CompiledProtocol compile_protocol(const std::string& path, const CompileRequest& request) noexcept {
  return guarded_compile([&] { return compile(path, {}, request); });
}

CompiledProtocol compile_text(std::string_view text, const std::string& name,
                              const CompileRequest& request) noexcept {
  return guarded_compile([&] {
    CompileOptions options;
    options.texts.emplace(name, text);
    return compile(name, std::move(options), request);
  });
}

ComparedProtocols compare_protocols(const ProtocolVersion& old, const ProtocolVersion& now,
                                    const CompileRequest& request) noexcept {
  ComparedProtocols result;
  result.old = guarded_compile([&] {
    Compilation before = version_of(old, request);
    Compilation after = version_of(now, request);
    std::string json;
    bool changes_meaning = false;
    if (before.plan && after.plan) {
      const amendment::Amendment amendment = amendment::compare(before, after);
      changes_meaning = amendment.changes_meaning();
      json = amendment::amendment_json(amendment, *before.plan, *after.plan)
                 .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    CompiledProtocol compiled_old = protocol_of(std::move(before), old.path);
    result.now = protocol_of(std::move(after), now.path);
    result.json = std::move(json);
    result.changes_meaning = changes_meaning;
    return compiled_old;
  });
  return result;
}

std::string diagnostic_text(const Diagnostic& diagnostic, const std::vector<SourceText>& files) noexcept {
  try {
    return render(diagnostic, files);
  } catch (const std::exception&) {
    return std::string(diagnostic.code);  // short enough to take no memory
  }
}

}  // namespace v1
}  // namespace eligo
