#pragma once

#include <string>

#include "compiler/source/compilation.h"

namespace eligo {

/// Where `use name` or `cases for name` in the file `from` finds its file: in the folder of `from`, in those
/// above it, then in the library folders. Empty if nowhere. A link that leads out of the folder in which it
/// was found counts only if it leads into a library folder; `refused` is one that does not.
std::string find_library(const std::string& from, const std::string& name, const CompileOptions& options,
                         std::string& refused);

/// Where a file that the file `from` names finds its place, as a library does: beside it, in a folder above
/// it, or in a library folder. `name` is a relative path without `..`. Empty if nowhere, or if a link leads
/// out of its folder and into no library folder.
std::string find_beside(const std::string& from, const std::string& name, const CompileOptions& options);

/// The path of the text that a protocol at `from` names as its source: a file in the protocol's folder or
/// below it, or in a library folder. Empty, with the reason, for anything else.
std::string find_source_text(const std::string& from, const std::string& name, const CompileOptions& options,
                             std::string& why);

/// Reads a text, without its byte order mark; of one that is too large for a source no more than shows it.
/// False if it cannot be read, with the reason.
bool read_file(const std::string& path, std::string& text, std::string& why);

}  // namespace eligo
