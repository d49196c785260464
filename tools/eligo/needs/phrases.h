#pragma once

#include <string>
#include <vector>

#include "tools/eligo/needs/needs.h"

/// What text and JSON say in the same words.
namespace eligo {

/// The names of criteria and readings, in the order of the protocol.
std::vector<std::string> asker_names(const Needs& needs, const std::vector<std::uint32_t>& askers);
/// Each window in words: `from 8 weeks (56 days) before the day of enrolment to that day, both included`.
std::vector<std::string> window_phrases(const Plan& plan, const std::vector<Window>& windows);

}  // namespace eligo
