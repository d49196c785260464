#pragma once

#include <nlohmann/json.hpp>

#include "tools/eligo/needs/needs.h"

namespace eligo {

/// A record of a fact with every key that rules read; its values are null.
nlohmann::ordered_json empty_record(const Plan& plan, const FactNeed& need);

}  // namespace eligo
