#pragma once

#include <string>

#include "runtime/screen/verdict.h"

namespace eligo {

/// One phrase in the reader's words: "no normal range of bilirubin (1.4 mg/dL of 2025-02-27)".
std::string reason_text(const Plan& plan, const PatientFacts& patient, const Reason& reason);
/// The data to ask for: "a bilirubin result with the laboratory's upper limit".
/// `unknown`: the name that the reason asks about, if it asks what a name means.
std::string request_text(const Plan& plan, const Reason& reason, const UnknownName* unknown = nullptr);
std::string request_text(const Plan& plan, const Ask& ask);
/// A name that is not understood, and where it stands: `“MTX” (treatments)`.
std::string unknown_text(const Vocabulary& vocabulary, const UnknownName& unknown);

}  // namespace eligo
