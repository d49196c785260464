#pragma once

#include <string>

#include "runtime/model/reason.h"

namespace eligo {

/// One phrase in the reader's words: "no normal range of bilirubin (1.4 mg/dL of 2025-02-27)".
std::string reason_text(const Plan& plan, const PatientFacts& patient, const Reason& reason);
/// The data to ask for: "a bilirubin result with the laboratory's upper limit".
std::string request_text(const Plan& plan, const Reason& reason);

}  // namespace eligo
