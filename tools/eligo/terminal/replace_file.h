#pragma once

#include <string>
#include <string_view>

namespace eligo {

/// Whether `replace_file` may be tried there, as far as it can be told without writing: the folder is there
/// and may be written, the file is no folder and not write-protected. Else the reason.
bool can_replace(const std::string& path, std::string& why);

/// Puts `text` in the place of a file's content: all of it or, if that fails, nothing. The file keeps its
/// permissions; a symbolic link goes on pointing to it. One that does not exist yet is made. A device or a
/// pipe with a reader is written to as it stands. False if it cannot be written, with the reason.
bool replace_file(const std::string& path, std::string_view text, std::string& why);

}  // namespace eligo
