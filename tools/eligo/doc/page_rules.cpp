#include "tools/eligo/doc/page.h"
#include "tools/eligo/report/html.h"

namespace eligo {
namespace {

std::string wording_html(const Wording& words) {
  std::string html;
  if (!words.label.empty()) html += "<b class=\"part\">" + html_text(words.label) + "</b> ";
  html += html_text(words.text);
  for (const std::string& name : words.about) {
    const std::string safe = html_text(name);
    html += " <a class=\"see\" href=\"#about-" + safe + "\">see " + safe + "</a>";
  }
  if (words.parts.empty()) return html;
  html += ":<ul>";
  for (const Wording& part : words.parts) html += "<li>" + wording_html(part) + "</li>";
  return html + "</ul>";
}

std::string remark_list(const char* kind, const char* title, const std::vector<std::string>& texts,
                        const std::string& id) {
  if (texts.empty()) return {};
  std::string html = "<div class=\"remarks ";
  html.append(kind).append("\"><h4>").append(title).append("</h4><ul>");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    html += "<li";
    if (!id.empty()) html += " id=\"" + html_text(id) + "-review-" + std::to_string(i + 1) + "\"";
    html += ">" + html_text(texts[i]) + "</li>";
  }
  return html + "</ul></div>\n";
}

}  // namespace

std::string rule_html(const RuleText& rule) {
  return "<div class=\"words\">" + wording_html(rule.words) + "</div>\n<pre class=\"written\"><code>" +
         html_text(rule.written) + "</code></pre>\n";
}

std::string remarks_html(const Remarks& remarks, const std::string& id) {
  return remark_list("review", "To be settled", remarks.reviews, id) +
         remark_list("note", "Notes", remarks.notes, {}) +
         remark_list("assumption", "Assumptions", remarks.assumptions, {});
}

}  // namespace eligo
