#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eligo/diagnostic.h"
#include "eligo/source_limits.h"
#include "runtime/model/plan.h"
#include "runtime/screen/verdict.h"

/// From text to plan. Everything is data: files in, a plan and diagnostics out; nothing throws.
namespace eligo {

struct CompileOptions {
  std::vector<std::string>
      library_folders;  ///< searched for `use` after the using file's folder and those above it
  /// Texts that stand in for the contents of the files at these paths.
  std::map<std::string, std::string> texts = {};
  /// Where it is set, the text of a library comes from it by the name behind `use`, and no file is looked
  /// for.
  std::function<std::optional<std::string>(const std::string& name)> library_text = {};
  SourceLimits limits = {};
  /// Is told each path at which a file is looked for, before it is.
  std::function<void(const std::string& path)> on_look = {};
};

/// A file that was read, and the digest of what it held then.
struct FileDigest {
  std::string path;
  std::string digest;  ///< `sha256:` and 64 hexadecimal digits
};

/// The result of compiling one file: the files read, the findings, and the plan if there was no error.
struct Compilation {
  std::vector<SourceText> files;   ///< the file itself first, then its libraries
  std::vector<FileDigest> tables;  ///< further files that they name, such as expansions of codes
  std::vector<Diagnostic> diagnostics;
  std::optional<Plan> plan;
  std::string unreadable;  ///< set if the file itself could not be read: why

  [[nodiscard]] bool has_errors() const;
};

/// Compiles a protocol or a library (a library gives a plan without criteria).
Compilation compile_file(const std::string& path, const CompileOptions& options = {});

/// One thing that a case expects.
struct Expectation {
  enum class Kind : std::uint8_t { criterion, part, verdict, condition };
  Kind kind = Kind::criterion;
  std::uint32_t criterion = 0;  ///< criterion, part
  std::string part;             ///< part
  NodeId node;                  ///< condition
  Status status = Status::met;  ///< all but verdict
  Verdict verdict = Verdict::eligible;
  ReadingChoice readings;  ///< `under R-E7`
  std::string because;     ///< words that the reason must contain; empty: any
  std::string text;        ///< the expectation as written
  Span span;
};

/// One test of a case file: a patient document and its expected answers.
struct Case {
  std::string name;
  std::string patient_json;  ///< as a patient file would hold it
  std::vector<Expectation> expectations;
  Span span;
};

/// A case file compiled together with the protocol or library that it tests.
struct CaseFile {
  Compilation compilation;  ///< its plan holds the conditions that cases expect, too
  std::string tests;        ///< the name after `cases for`
  std::vector<Case> cases;
};

CaseFile compile_cases(const std::string& path, const CompileOptions& options = {});

}  // namespace eligo
