#pragma once

#include <string>

namespace eligo {

/// Why a saved plan cannot be used.
struct PlanError {
  /// Stable: `plan-foreign`, `plan-truncated`, `plan-damaged`, `plan-newer`, `plan-too-large` or
  /// `plan-invalid`.
  std::string code;
  std::string message;  ///< one sentence without a full stop, to stand behind the file's name
  std::string repair;   ///< what to do about it
};

}  // namespace eligo
