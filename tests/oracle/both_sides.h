#pragma once

#include <string>

#include "tests/oracle/difference.h"
#include "tests/oracle/runtime_side.h"

namespace eligo::oracle {

/// What the runtime and the definition say of one patient.
struct Answers {
  Runtime::Answer runtime;
  Screening definition;
  [[nodiscard]] Difference difference() const { return oracle::difference(runtime.screening, definition); }
};

/// Puts patients to both. A protocol is compiled once for as long as it stays the same.
class BothSides {
 public:
  /// Protocols are written to `path`; `limit`: completions a criterion.
  BothSides(std::string path, std::size_t limit) : path_(std::move(path)), limit_(limit) {}

  /// False if it does not compile; `error` says why not.
  bool take(const Protocol& protocol);
  [[nodiscard]] const std::string& error() const { return runtime_->error(); }

  /// Empty if the patient's document could not be read.
  std::optional<Answers> ask(const Patient& patient);

  [[nodiscard]] const Protocol& protocol() const { return protocol_; }
  Runtime& runtime() { return *runtime_; }

 private:
  std::string path_;
  std::size_t limit_;
  Protocol protocol_;
  std::string source_;
  std::optional<Runtime> runtime_;
};

}  // namespace eligo::oracle
