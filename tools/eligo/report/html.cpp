#include "tools/eligo/report/html.h"

#include <cstdint>
#include <utility>

#include "compiler/source/digest.h"
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
      case '\'': safe += "&#39;"; break;
      default: safe += c;
    }
  }
  return safe;
}

namespace {

constexpr std::string_view policy_place = "{{policy}}";

/// The digest of a script as a policy names it: `sha256-` and the bytes in base 64.
std::string script_digest(std::string_view script) {
  static constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string digits = digest(script).substr(std::string_view("sha256:").size());
  std::string result = "sha256-";
  for (std::size_t i = 0; i < digits.size(); i += 6) {  // six hexadecimal digits are four letters
    const std::string group = digits.substr(i, 6);
    const auto bits =
        static_cast<std::uint32_t>(std::stoul(group + std::string(6 - group.size(), '0'), nullptr, 16));
    const std::size_t count = group.size() / 2 + 1;
    for (std::size_t k = 0; k < 4; ++k) result += k < count ? letters[(bits >> (18 - 6 * k)) & 63U] : '=';
  }
  return result;
}

}  // namespace

std::string with_policy(std::string page) {
  static constexpr std::string_view begin_script = "<script>";
  std::string scripts;
  for (std::size_t at = page.find(begin_script); at != std::string::npos; at = page.find(begin_script, at)) {
    at += begin_script.size();
    const std::size_t end = page.find("</script>", at);
    scripts += " '" + script_digest(std::string_view(page).substr(at, end - at)) + "'";
  }
  const std::string policy =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; " +
      (scripts.empty() ? "" : "script-src" + scripts + "; ") + "base-uri 'none'; form-action 'none'\">";
  return page.replace(page.find(policy_place), policy_place.size(), policy);
}

std::string filled_page(std::string_view page, const std::function<std::string(std::string_view)>& fill) {
  std::string result;
  while (true) {
    const std::size_t begin = page.find("{{");
    result += page.substr(0, begin);
    if (begin == std::string_view::npos) return with_policy(std::move(result));
    const std::size_t end = page.find("}}", begin);
    const std::string_view name = page.substr(begin + 2, end - begin - 2);
    page.remove_prefix(end + 2);
    const std::string own = name == "policy" ? std::string(policy_place) : fill(name);
    result += own.empty() ? embedded_text(name) : std::string_view(own);
  }
}

}  // namespace eligo
