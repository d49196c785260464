#include "tools/eligo/report/html.h"

#include "tools/eligo/report/embedded.h"

namespace eligo {

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '&': safe += "&amp;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string filled_page(std::string_view page, const std::function<std::string(std::string_view)>& fill) {
  std::string result;
  while (true) {
    const std::size_t begin = page.find("{{");
    result += page.substr(0, begin);
    if (begin == std::string_view::npos) return result;
    const std::size_t end = page.find("}}", begin);
    const std::string_view name = page.substr(begin + 2, end - begin - 2);
    page.remove_prefix(end + 2);
    const std::string own = fill(name);
    result += own.empty() ? embedded_text(name) : std::string_view(own);
  }
}

}  // namespace eligo
