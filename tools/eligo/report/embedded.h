#pragma once

#include <string_view>
#include <vector>

namespace eligo {

/// A text that the program carries with it: a piece of the report page, or the page of a diagnostic code.
struct EmbeddedFile {
  std::string_view name;  ///< `report.html`, `E0104.md`
  std::string_view text;
};

/// All of them; made at build time by embed.cmake.
const std::vector<EmbeddedFile>& embedded_files();

/// The text of one; empty if there is none.
std::string_view embedded_text(std::string_view name);

}  // namespace eligo
