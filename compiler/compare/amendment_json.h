#pragma once

#include <nlohmann/json.hpp>

#include "compiler/compare/compare.h"

namespace eligo::amendment {

/// An amendment as a JSON object: what `eligo diff --format json` prints, without the patients.
nlohmann::ordered_json amendment_json(const Amendment& amendment, const Plan& old, const Plan& now);

}  // namespace eligo::amendment
