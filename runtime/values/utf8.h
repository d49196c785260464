#pragma once

#include <string_view>

namespace eligo {

bool is_valid_utf8(std::string_view text);

}  // namespace eligo
