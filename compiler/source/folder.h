#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace eligo {

/// The names in a folder, sorted, without those that begin with a dot; none where it cannot be read. Of a
/// folder with more than `most` some are left out.
std::vector<std::string> names_in_folder(const std::filesystem::path& folder, std::size_t most);

}  // namespace eligo
