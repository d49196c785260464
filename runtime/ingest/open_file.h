#pragma once

#include <cstdio>
#include <string>

namespace eligo {

/// A file to read, which the caller closes; null, with the reason, if it cannot be opened or is a folder. A
/// pipe is waited for until somebody writes to it, but no longer than two seconds.
std::FILE* open_file(const std::string& path, std::string& why);

}  // namespace eligo
