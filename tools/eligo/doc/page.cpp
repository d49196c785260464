#include "tools/eligo/doc/page.h"

#include "tools/eligo/report/embedded.h"
#include "tools/eligo/report/html.h"

namespace eligo {
namespace {

std::string counted(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::size_t count_of(const Document& document, Polarity polarity) {
  std::size_t count = 0;
  for (const DocCriterion& criterion : document.criteria) count += criterion.polarity == polarity ? 1 : 0;
  return count;
}

std::string eyebrow_html(const Document& document) {
  std::string html = (document.is_library ? "Library " : "Protocol ") + html_text(document.name);
  if (!document.version.empty()) html += " · version " + html_text(document.version);
  return html;
}

std::string facts_html(const Document& document) {
  std::vector<std::string> facts;
  if (!document.criteria.empty()) {
    facts.push_back(counted(count_of(document, Polarity::inclusion), "inclusion", "inclusions") + ", " +
                    counted(count_of(document, Polarity::exclusion), "exclusion", "exclusions"));
  }
  std::size_t uncovered = 0;
  for (const Passage& passage : document.passages)
    uncovered += passage.kind == Passage::Kind::uncovered ? 1 : 0;
  if (document.has_source) {
    facts.push_back(uncovered == 0
                        ? "every sentence of the source is carried by a rule or waived"
                        : counted(uncovered, "stretch", "stretches") + " of the source without a rule");
  }
  if (!document.as_of.empty())
    facts.push_back((document.is_library ? "as-of date here: the " : "asked on the ") + document.as_of);
  facts.push_back(document.case_files.empty() ? "no case file beside it"
                                              : counted(document.cases, "case", "cases"));
  std::string html;
  for (const std::string& fact : facts) html += "<span>" + html_text(fact) + "</span>";
  return html;
}

/// A header word as people read it: `launched` → `Launched`.
std::string heading_of(const std::string& word) {
  std::string heading = word;
  if (!heading.empty() && heading[0] >= 'a' && heading[0] <= 'z')
    heading[0] = static_cast<char>(heading[0] - 'a' + 'A');
  return heading;
}

std::string registry_html(const Document& document) {
  std::string html;
  for (const HeaderEntry& entry : document.header) {
    if (entry.word == "title") continue;
    html += "<dt class=\"" + html_text(entry.word) + "\">" + html_text(heading_of(entry.word)) +
            "</dt><dd class=\"" + html_text(entry.word) + "\">" + html_text(entry.text) + "</dd>\n";
  }
  if (html.empty()) return html;
  return "<section id=\"registry\" aria-labelledby=\"registry-title\">\n<h2 id=\"registry-title\">What the "
         "registry "
         "says</h2>\n<dl class=\"registry\">\n" +
         html + "</dl>\n</section>\n";
}

std::string files_html(const Document& document) {
  std::string html =
      "<section id=\"files\" aria-labelledby=\"files-title\">\n<h2 id=\"files-title\">Files</h2>\n"
      "<p class=\"hint\">This page was made from exactly these files. Digest of all together: <code>" +
      html_text(document.digest) +
      "</code></p>\n<table class=\"files\"><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Digest"
      "</th></tr></thead>\n<tbody>\n";
  for (const SourceFile& file : document.files) {
    html += "<tr><td><code>" + html_text(file.name) + "</code></td><td><code>" + html_text(file.digest) +
            "</code></td></tr>\n";
  }
  html += "</tbody></table>\n";
  if (!document.case_files.empty()) {
    html += "<p>Its cases:";
    for (const std::string& file : document.case_files)
      html += (file == document.case_files.front() ? " " : ", ") + ("<code>" + html_text(file) + "</code>");
    html += "</p>\n";
  }
  return html + "</section>\n";
}

/// Links to the criteria and to the chapters that there are.
std::string contents_html(const Document& document) {
  std::string html;
  const auto link = [&](bool is_there, const char* id, const char* title) {
    if (is_there) html.append("<a href=\"#").append(id).append("\">").append(title).append("</a>\n");
  };
  link(!document.header.empty(), "registry", "Registry");
  link(!open_points_html(document).empty(), "open", "To be settled");
  link(!document.criteria.empty(), "criteria", "Criteria");
  link(!document.instruments.empty(), "instruments", "Instruments");
  link(!document.derived.empty(), "derived", "Derived quantities");
  link(!document.groups.empty(), "groups", "Groups");
  link(!document.facts.empty(), "vocabulary", "Vocabulary");
  link(true, "files", "Files");
  return html;
}

std::string criteria_links_html(const Document& document) {
  std::string html;
  for (const DocCriterion& criterion : document.criteria) {
    const std::string id = html_text(criterion.id);
    html += "<a href=\"#criterion-" + id + "\">" + id + "</a>\n";
  }
  if (html.empty()) return html;
  return "<nav class=\"jump\" aria-label=\"Criteria\">" + html + "</nav>\n";
}

}  // namespace

std::string document_page(const Document& document) {
  return filled_page(embedded_text("doc.html"), [&](std::string_view name) -> std::string {
    if (name == "name") return html_text(document.name);
    if (name == "eyebrow") return eyebrow_html(document);
    if (name == "title") return html_text(document.title.empty() ? document.name : document.title);
    if (name == "facts") return facts_html(document);
    if (name == "contents") return contents_html(document);
    if (name == "registry") return registry_html(document);
    if (name == "open") return open_points_html(document);
    if (name == "jump") return criteria_links_html(document);
    if (name == "criteria") return criteria_html(document);
    if (name == "libraries")
      return instruments_html(document) + derived_html(document) + vocabulary_html(document);
    return name == "files" ? files_html(document) : std::string();
  });
}

}  // namespace eligo
