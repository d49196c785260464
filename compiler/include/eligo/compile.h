#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/diagnostic.h"
#include "eligo/export.h"
#include "eligo/protocol.h"
#include "eligo/source_limits.h"

/// From the text of a protocol to a Protocol. Mistakes of the text are diagnostics; nothing throws.
namespace eligo {
inline namespace v1 {

/// The text of the library that `use vocabulary/lupus` names, or of the expansion file that `and below from
/// "codes/cancer.csv"` names; nothing if there is none.
using LibraryLoader = std::function<std::optional<std::string>(const std::string& name)>;

struct CompileRequest {
  /// Folders searched for `use` after the using file's own and those above it.
  std::vector<std::string> library_folders;
  /// Where it is set, libraries come from it alone, and no file is looked for.
  LibraryLoader libraries;
  SourceLimits limits;
  bool wants_lint = false;  ///< runs the lint rules, too (docs/rules/README.md)
};

/// All that came of compiling one protocol.
struct CompiledProtocol {
  std::optional<Protocol> protocol;     ///< if there was no error
  std::vector<Diagnostic> diagnostics;  ///< in the order of the text
  std::vector<SourceText> files;        ///< the protocol first, then what it uses
  std::string unreadable;               ///< why nothing could be compiled, in words; else empty
  /// The same as a stable code: `file-unreadable`, `no-criteria` (a library), `loader-failed` (the host's
  /// loader threw), `out-of-memory`.
  std::string_view unreadable_code;

  [[nodiscard]] bool has_errors() const noexcept { return !protocol; }
};

/// Compiles the protocol in a file.
ELIGO_API CompiledProtocol compile_protocol(const std::string& path,
                                            const CompileRequest& request = {}) noexcept;

/// Compiles a protocol from its text; `name` stands for its path in diagnostics.
ELIGO_API CompiledProtocol compile_text(std::string_view text, const std::string& name,
                                        const CompileRequest& request = {}) noexcept;

/// A diagnostic as `eligo check` prints it, without colour; its code alone where memory runs out.
ELIGO_API std::string diagnostic_text(const Diagnostic& diagnostic,
                                      const std::vector<SourceText>& files) noexcept;

}  // namespace v1
}  // namespace eligo
