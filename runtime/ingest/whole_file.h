#pragma once

#include <string>

namespace eligo {

/// Reads all bytes of a file. False if it cannot be read, with the reason.
bool read_whole_file(const std::string& path, std::string& bytes, std::string& why);

}  // namespace eligo
