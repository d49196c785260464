#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eligo/compile.h"
#include "eligo/eligo.h"
#include "eligo/format.h"

/// The values of the front door as JSON, by the names of the package's types (tools/javascript/src/types.ts).
namespace eligo::bridge {

std::string error_json(const Error& error);
std::string protocol_json(const Protocol& protocol);
std::string compiled_json(const CompiledProtocol& compiled);
std::string formatted_json(const Formatted& formatted, std::string_view source);
std::string explanation_json(const Explanation& explanation);
std::string questions_json(const std::vector<OpenQuestion>& questions);
std::string notices_json(const Screening& screening);

}  // namespace eligo::bridge
