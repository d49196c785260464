#pragma once

#include <string>
#include <string_view>

namespace eligo {

/// Puts `text` in the place of a file's content: all of it or, if that fails, nothing. The file keeps its
/// permissions; a symbolic link goes on pointing to it. One that does not exist yet is made. False if it
/// cannot be written, with the reason.
bool replace_file(const std::string& path, std::string_view text, std::string& why);

}  // namespace eligo
