#pragma once

#include <memory>

#include "compiler/lower/lower.h"

namespace eligo {

/// One compilation under way: the passes in their order. `compile_file` runs it; `compile_cases` goes on from
/// it.
class Program {
 public:
  Program(const std::string& path, const CompileOptions& options, Compilation& out);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The module of the file asked for; null if it could not be read.
  [[nodiscard]] const Module* main() const;
  /// The protocol or library under test, for cases; null if it could not be read.
  [[nodiscard]] const Module* tested() const;
  [[nodiscard]] Lowerer& lowerer() { return *lowerer_; }
  [[nodiscard]] Plan& plan() { return plan_; }
  [[nodiscard]] const ModuleSet& modules() const { return set_; }
  [[nodiscard]] const Scope& scope() const { return scope_; }
  [[nodiscard]] Findings& findings() { return findings_; }

  /// Reads the cases of the file asked for, which is a case file.
  void read_cases(CaseFile& out);
  /// Reports that the file asked for is a case file, where it is.
  void refuse_cases();
  /// Sorts the findings and, if there is no error, hands the plan over.
  void finish();

 private:
  void check_kinds(const Module& module, bool is_main);
  void take_header(const Module& module);
  void take_digests();
  void refuse_work();

  CompileOptions options_;
  Compilation& out_;
  Findings findings_;
  ModuleSet set_;
  Plan plan_;
  Scope scope_;
  std::unique_ptr<Lowerer> lowerer_;
};

}  // namespace eligo
