#include "tools/eligo/doc/page.h"
#include "tools/eligo/report/html.h"

namespace eligo {
namespace {

std::string name_heading(const std::string& name, const std::string& label) {
  std::string html = "<h3 id=\"about-" + html_text(name) + "\">";
  if (label.empty() || label == name) return html + "<code>" + html_text(name) + "</code></h3>\n";
  return html + html_text(label) + " <code>" + html_text(name) + "</code></h3>\n";
}

std::string origin_html(const std::string& published, const std::string& file) {
  std::string html = "<p class=\"origin\">";
  if (!published.empty()) html += "Source: " + html_text(published) + ". ";
  return html + "File: <code>" + html_text(file) + "</code></p>\n";
}

std::string domain_html(const DomainText& domain) {
  std::string html =
      "<tbody>\n<tr class=\"domain\"><th colspan=\"3\" scope=\"rowgroup\">" + html_text(domain.name);
  for (const std::string& tag : domain.tags)
    html += (tag == domain.tags.front() ? " (" : ", ") + html_text(tag);
  if (!domain.tags.empty()) html += ")";
  html += domain.is_sum ? " <small>all that apply are added" : " <small>the highest that applies counts";
  html += "</small></th></tr>\n";
  for (const ItemText& item : domain.items) {
    html += "<tr><td class=\"count\">" + html_text(item.points) + "</td><td>";
    if (!item.name.empty()) html += "<b>" + html_text(item.name) + "</b> ";
    html += html_text(item.label) + "</td><td>" + rule_html(item.rule) + "</td></tr>\n";
  }
  return html + "</tbody>\n";
}

std::string instrument_html(const InstrumentText& instrument) {
  std::string html = "<article class=\"card instrument\">\n" +
                     name_heading(instrument.name, instrument.label) +
                     origin_html(instrument.published, instrument.file);
  for (const StateText& state : instrument.states) {
    html += "<section class=\"state\"><h4>Decides: " + html_text(state.name) + "</h4>" +
            rule_html(state.rule) + "</section>\n";
  }
  if (!instrument.entry.written.empty())
    html +=
        "<section class=\"state\"><h4>Entry criterion</h4>" + rule_html(instrument.entry) + "</section>\n";
  if (!instrument.domains.empty()) {
    html += "<table class=\"score\"><caption>Points, out of " + html_text(instrument.maximum) +
            "</caption>\n<thead><tr><th scope=\"col\">Points</th><th scope=\"col\">Item</th>"
            "<th scope=\"col\">Counts where</th></tr></thead>\n";
    for (const DomainText& domain : instrument.domains) html += domain_html(domain);
    html += "</table>\n";
  }
  return html + remarks_html(instrument.remarks, "about-" + instrument.name) + "</article>\n";
}

std::string chapter(const std::string& id, const std::string& title, const std::string& content) {
  if (content.empty()) return {};
  return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\">\n<h2 id=\"" + id + "-title\">" +
         title + "</h2>\n" + content + "</section>\n";
}

std::string fact_html(const FactText& fact) {
  std::string html = "<tr><th scope=\"row\"><code>" + html_text(fact.name) + "</code>";
  if (!fact.label.empty()) html += "<span class=\"label\">" + html_text(fact.label) + "</span>";
  html += "</th><td><p>" + html_text(fact.values) + "</p>";
  for (const std::string& detail : fact.details) html += "<p class=\"detail\">" + html_text(detail) + "</p>";
  html += "</td><td class=\"codes\">";
  std::string_view system;
  for (const Code& code : fact.codes) {
    html += code.system == system ? ", " : (system.empty() ? "" : "<br>") + html_text(code.system) + " ";
    html += html_text(code.code);
    system = code.system;
  }
  return html + "</td></tr>\n";
}

const char* kind_title(FactKind kind) {
  switch (kind) {
    case FactKind::attribute: return "Attributes";
    case FactKind::observation: return "Observations";
    case FactKind::condition: return "Conditions";
    case FactKind::treatment: return "Treatments";
    case FactKind::procedure: return "Procedures";
    case FactKind::question: return "Questions";
  }
  return "";
}

std::string facts_html(const std::vector<FactText>& facts) {
  std::string html;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (i == 0 || facts[i].kind != facts[i - 1].kind) {
      html.append(i == 0 ? "" : "</tbody></table>\n").append("<table class=\"facts-table\"><caption>");
      html.append(kind_title(facts[i].kind));
      html +=
          "</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Values</th><th "
          "scope=\"col\">Codes</th>"
          "</tr></thead>\n<tbody>\n";
    }
    html += fact_html(facts[i]);
  }
  return facts.empty() ? html : html + "</tbody></table>\n";
}

std::string groups_html(const std::vector<GroupText>& groups) {
  std::string html;
  for (const GroupText& group : groups) {
    html += "<div class=\"group\">\n" + name_heading(group.name, group.label) + "<p>";
    for (std::size_t i = 0; i < group.members.size(); ++i)
      html += (i == 0 ? "" : ", ") + html_text(group.members[i]);
    html += "</p>\n" + remarks_html({group.notes, {}, {}}, {}) + "</div>\n";
  }
  return html;
}

}  // namespace

std::string instruments_html(const Document& document) {
  std::string html;
  for (const InstrumentText& instrument : document.instruments) html += instrument_html(instrument);
  return chapter("instruments", "Instruments", html);
}

std::string derived_html(const Document& document) {
  std::string html;
  for (const DerivedText& derived : document.derived) {
    html += "<article class=\"card\">\n" + name_heading(derived.name, derived.label) +
            origin_html(derived.published, derived.file);
    if (!derived.unit.empty()) html += "<p>In " + html_text(derived.unit) + "</p>\n";
    html +=
        rule_html(derived.formula) + remarks_html(derived.remarks, "about-" + derived.name) + "</article>\n";
  }
  return chapter("derived", "Derived quantities", html);
}

std::string vocabulary_html(const Document& document) {
  return chapter("groups", "Groups", groups_html(document.groups)) +
         chapter("vocabulary", "Vocabulary", facts_html(document.facts));
}

}  // namespace eligo
