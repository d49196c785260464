#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo {

/// `sha256:` and the hexadecimal SHA-256 of the bytes.
std::string digest(std::string_view bytes);
/// One digest over several files: of their names and digests, one a line.
std::string digest(const std::vector<std::pair<std::string, std::string>>& names_and_digests);

}  // namespace eligo
