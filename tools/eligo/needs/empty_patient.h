#pragma once

#include <string>

#include "tools/eligo/needs/needs.h"

namespace eligo {

/// A patient's document in which nothing is recorded: the anchors, attributes and questions that the protocol
/// asks for are null, and the lists empty. It reads without a notice.
std::string empty_patient(const Plan& plan, const Needs& needs);

}  // namespace eligo
