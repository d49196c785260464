#pragma once

#include <string>
#include <vector>

#include "compiler/names/scope.h"

namespace eligo {

/// Where the files that declarations name are looked for.
struct FileSources {
  const CompileOptions& options;
  const std::vector<SourceText>& files;  ///< of the modules
  std::vector<FileDigest>& tables;       ///< gets those that are read
};

/// Reads the expansion files that `and below from` names. What is wrong with one is reported; it is never an
/// empty set.
class Expander {
 public:
  Expander(const FileSources& sources, Findings& findings) : sources_(sources), findings_(findings) {}

  /// The expansions of a code by a `below` clause: one, and one for each other system that the file maps
  /// codes from.
  std::vector<CodeExpansion> expand(const Place& clause, const Code& root);

 private:
  bool find(const Place& name, std::string& path, std::string& text);
  void report(const DiagnosticKind& kind, const Place& name, const std::string& problem);

  const FileSources& sources_;
  Findings& findings_;
  std::size_t total_ = 0;
};

}  // namespace eligo
