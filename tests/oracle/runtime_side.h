#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/source/compilation.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/screen/verdict.h"
#include "tests/oracle/patient.h"
#include "tests/oracle/refine.h"
#include "tests/oracle/screen.h"

namespace eligo::oracle {

/// Something on record, by its place in the patient.
struct Piece {
  enum class Part : std::uint8_t { record, attribute, complete };
  Part part = Part::record;
  std::size_t index = 0;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// What the runtime would ask of an undetermined patient, and which questions it says may settle the verdict.
struct Settling {
  struct Set {
    std::vector<std::size_t> questions;
    Verdict verdict;
  };
  std::vector<Subject> questions;
  std::vector<Set> sets;
};

/// What the program itself makes of a protocol and its patients, through text and JSON, as a user would.
class Runtime {
 public:
  /// `text` is written to `path` and compiled. `error` says what went wrong, if something did.
  Runtime(const std::string& text, const std::string& path);

  [[nodiscard]] const std::string& error() const { return error_; }

  struct Answer {
    Screening screening;
    bool needed_joint_completion = false;  ///< the conditions taken one by one had left something open
    bool was_cut_short = false;            ///< there were more cases than the runtime looks at
  };
  /// Empty if the document could not be read.
  std::optional<Answer> screen(const Patient& patient);

  /// What settles each criterion, as the runtime says; nothing for those that are open.
  std::vector<std::vector<Piece>> evidence(const Patient& patient);

  Settling settling(const Patient& patient);

 private:
  bool read(const Patient& patient);
  eligo::ScreeningOutcome screening();

  std::string error_;
  std::optional<Plan> plan_;
  std::unique_ptr<PatientParser> parser_;
  eligo::PatientFacts patient_;
  Workspace workspace_;
};

}  // namespace eligo::oracle
