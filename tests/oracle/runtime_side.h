#pragma once

#include <optional>
#include <string>

#include "compiler/include/eligo/compiler.h"
#include "runtime/ingest.h"
#include "runtime/verdict.h"
#include "tests/oracle/screen.h"

namespace eligo::oracle {

/// What the program itself makes of a protocol and its patients, through text and JSON, as a user would.
class Runtime {
 public:
  /// `text` is written to `path` and compiled. `error` says what went wrong, if something did.
  Runtime(const std::string& text, const std::string& path);

  [[nodiscard]] const std::string& error() const { return error_; }

  struct Answer {
    Screening screening;
    bool needed_joint_completion = false;  ///< the conditions taken one by one had left something open
  };
  /// Empty if the document could not be read.
  std::optional<Answer> screen(const std::string& json);

 private:
  std::string error_;
  std::optional<Plan> plan_;
  std::unique_ptr<PatientParser> parser_;
  Workspace workspace_;
};

}  // namespace eligo::oracle
